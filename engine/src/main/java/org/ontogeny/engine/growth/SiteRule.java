package org.ontogeny.engine.growth;

/**
 * A rule that a free site follows by itself: its postsynaptic neuron gives it a probability, and
 * the site's own uniform random number decides.
 */
public sealed interface SiteRule extends GrowthRule permits Uniform, Homeostatic {

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
}
