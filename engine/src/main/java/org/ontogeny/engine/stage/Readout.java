package org.ontogeny.engine.stage;

import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.evaluation.Classifier;

/**
 * How well a linear classifier reads the class of an example from what the network makes of it.
 *
 * @param train examples that the classifier is fitted to: so many first training examples; 0 for
 *     all
 * @param test held-out examples that it is measured on: so many first ones; 0 for all
 * @param settings of the classifier
 */
public record Readout(int train, int test, Classifier.Settings settings) {

  /**
   * The same with all examples counted out.
   *
   * @throws IllegalArgumentException if the data has fewer
   */
  public Readout of(Dataset data) {
    return new Readout(
        count("train", train, data.train()), count("test", test, data.test()), settings);
  }

  private static int count(String which, int asked, Examples examples) {
    if (asked > examples.size()) {
      throw new IllegalArgumentException(
          "readout.%s: expected at most the %d examples of the data, got %d"
              .formatted(which, examples.size(), asked));
    }
    return asked == 0 ? examples.size() : asked;
  }
}
