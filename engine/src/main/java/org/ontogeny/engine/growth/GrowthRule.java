package org.ontogeny.engine.growth;

/**
 * Decides where synapses form at a fence. The postsynaptic neuron of a free site gives it a
 * probability, and the site's own uniform random number decides. Its {@code toString} names it in
 * specifications and events.
 */
public sealed interface GrowthRule permits Uniform, Homeostatic {

  /**
   * What a postsynaptic neuron decides from, as recorded beside each birth; NaN where it is
   * nothing.
   *
   * @param active samples since the window opened in which the neuron was active, 0 to samples
   * @param samples since the window opened
   * @throws IllegalArgumentException if the rule asks for activity and there is no sample
   */
  double statistic(long active, long samples);

  /**
   * Probability that a synapse forms at one free site onto such a neuron at one fence, in [0, 1].
   *
   * @param statistic of the neuron
   */
  double probability(double statistic);

  /** The parameter that the decision turns on, as recorded beside each birth. */
  double threshold();

  /** Weight of a newborn, finite. */
  float weight();
}
