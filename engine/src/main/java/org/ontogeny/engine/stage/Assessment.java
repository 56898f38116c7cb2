package org.ontogeny.engine.stage;

import java.util.Set;

/**
 * What is measured in the rounds of a stage, besides the accuracy after each.
 *
 * @param pruned whether to evaluate between pruning and retraining too
 * @param controls whether to evaluate controls after every round; else after the last one
 * @param measures what else to measure wherever accuracy is, and from the windows of rounds
 */
public record Assessment(boolean pruned, boolean controls, Set<Measures> measures) {

  public Assessment {
    measures = Set.copyOf(measures);
  }
}
