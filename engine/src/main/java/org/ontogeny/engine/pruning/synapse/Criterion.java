package org.ontogeny.engine.pruning.synapse;

import org.ontogeny.engine.statistic.SynapseView;

/**
 * Gives a synapse an importance, computed from what it knows itself. Larger means more needed. Its
 * {@code toString} names it in specifications and events.
 */
public interface Criterion {

  /** Importance of the synapse; at least 0, not NaN. Needs a window of at least two samples. */
  double importance(SynapseView synapse);
}
