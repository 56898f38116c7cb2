package org.ontogeny.engine.event;

import java.util.Comparator;

/**
 * The birth or the end of one synapse, with what decided it.
 *
 * @param pre original index of the presynaptic neuron
 * @param post original index of the postsynaptic neuron
 * @param importance at death, or the statistic that a birth was decided from; NaN where none was
 *     computed
 * @param weight at that time
 * @param age in steps; 0 at birth
 * @param draw the synapse's own random number in [0, 1); NaN where none was used
 */
public record Fate(int pre, int post, double importance, float weight, long age, float draw) {

  /** The order of synapses in a fact. */
  public static final Comparator<Fate> BY_POST_THEN_PRE =
      Comparator.comparingInt(Fate::post).thenComparingInt(Fate::pre);
}
