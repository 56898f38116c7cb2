package org.ontogeny.engine.stage;

import org.ontogeny.engine.evaluation.Classifier;

/**
 * How well a linear classifier reads the class of an example from what the network makes of it.
 *
 * @param train examples that the classifier is fitted to: so many first training examples
 * @param test held-out examples that it is measured on
 * @param settings of the classifier
 */
public record Readout(int train, int test, Classifier.Settings settings) {}
