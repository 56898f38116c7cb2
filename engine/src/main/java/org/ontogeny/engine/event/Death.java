package org.ontogeny.engine.event;

import java.util.Comparator;

/**
 * The end of one synapse, with what decided it.
 *
 * @param pre original index of the presynaptic neuron
 * @param post original index of the postsynaptic neuron
 * @param importance at death; NaN where none was computed
 * @param weight at death
 * @param age in steps
 * @param draw the synapse's own random number in [0, 1); NaN where none was used
 */
public record Death(int pre, int post, double importance, float weight, long age, float draw) {

  /** The order of synapses in a fact. */
  public static final Comparator<Death> BY_POST_THEN_PRE =
      Comparator.comparingInt(Death::post).thenComparingInt(Death::pre);
}
