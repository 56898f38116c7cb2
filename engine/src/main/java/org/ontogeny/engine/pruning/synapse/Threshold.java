package org.ontogeny.engine.pruning.synapse;

import org.ontogeny.engine.statistic.SynapseView;

/**
 * A synapse dies iff its importance is at most a fixed threshold (Scholl 2018, section 4.1.3).
 *
 * @param threshold at least 0
 */
public record Threshold(double threshold) implements SynapseSelection {

  public Threshold {
    if (!(threshold >= 0)) {
      throw new IllegalArgumentException("threshold must be at least 0, got " + threshold);
    }
  }

  @Override
  public boolean dies(double importance, SynapseView synapse) {
    return importance <= threshold;
  }
}
