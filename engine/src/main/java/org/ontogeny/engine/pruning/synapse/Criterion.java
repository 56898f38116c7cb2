package org.ontogeny.engine.pruning.synapse;

import org.ontogeny.engine.statistic.SynapseView;

/**
 * Gives a synapse an importance, computed from what it knows itself. Larger means more needed. Its
 * {@code toString} names it in specifications and events: lower-case letters, digits and hyphens.
 *
 * <p>It is a service: a jar of {@code --plugins} adds what it names in {@code META-INF/services}.
 * All synapse groups share one instance, on many threads, so nothing in it may change; and the same
 * synapse has the same importance always, on every machine of the same arithmetic ({@code
 * StrictMath}).
 */
public interface Criterion {

  /**
   * Importance of the synapse; finite and at least 0, else the run stops. Needs a window of at
   * least two samples if it looks at activity.
   */
  double importance(SynapseView synapse);

  /**
   * Whether it looks at what was counted in a window. If not, the journal holds all that it looks
   * at (weight, age, draw), so that it can be computed again from there.
   */
  default boolean looksAtActivity() {
    return true;
  }
}
