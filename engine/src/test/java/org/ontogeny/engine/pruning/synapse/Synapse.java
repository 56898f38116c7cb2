package org.ontogeny.engine.pruning.synapse;

import org.ontogeny.engine.statistic.SynapseView;

/** A synapse that knows what a test tells it. */
record Synapse(
    float weight,
    long samples,
    long preActive,
    long postActive,
    long together,
    long age,
    float draw)
    implements SynapseView {

  /** With these counts. */
  static Synapse counting(long samples, long preActive, long postActive, long together) {
    return new Synapse(0, samples, preActive, postActive, together, 0, 0);
  }

  static Synapse drawing(float draw) {
    return new Synapse(0, 2, 0, 0, 0, 0, draw);
  }
}
