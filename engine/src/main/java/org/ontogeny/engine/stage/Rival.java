package org.ontogeny.engine.stage;

import org.ontogeny.engine.pruning.PruningRule;

/**
 * Another rule that synapses follow from the same start, through as many rounds.
 *
 * @param name of the course that it takes
 * @param rule instead of the stage's own
 * @param minimal whether to train what is left at its end anew, as a course of its own
 */
public record Rival(String name, PruningRule rule, boolean minimal) {

  /** The name of the course in which that is trained. */
  String minimalName() {
    return name + "-minimal";
  }
}
