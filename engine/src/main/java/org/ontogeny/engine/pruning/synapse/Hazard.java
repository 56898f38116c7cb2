package org.ontogeny.engine.pruning.synapse;

import org.ontogeny.engine.statistic.SynapseView;

/**
 * A stochastic threshold: a synapse of importance I dies in a window with probability
 *
 * <pre>  p(I) = 1 - exp(-rate * sigmoid((ln threshold - ln(I + floor)) / width))</pre>
 *
 * <p>The local alternative to a percentile that Scholl 2018 asks for in section 5.2.
 *
 * @param threshold importance at which the hazard is half its maximum, positive
 * @param width of the transition, in units of ln I, positive
 * @param rate hazard of a worthless synapse in one window, positive
 * @param floor added to the importance so that its logarithm exists, positive
 */
public record Hazard(double threshold, double width, double rate, double floor)
    implements SynapseSelection {

  public Hazard {
    if (!(threshold > 0) || !(width > 0) || !(rate > 0) || !(floor > 0)) {
      throw new IllegalArgumentException(
          "hazard needs positive threshold, width, rate and floor; got %s, %s, %s, %s"
              .formatted(threshold, width, rate, floor));
    }
  }

  /** Probability that a synapse of this importance dies, in [0, 1). */
  public double probability(double importance) {
    double x = (StrictMath.log(threshold) - StrictMath.log(importance + floor)) / width;
    double hazard = rate / (1 + StrictMath.exp(-x));
    return -StrictMath.expm1(-hazard);
  }

  @Override
  public boolean dies(double importance, SynapseView synapse) {
    return synapse.draw() < probability(importance);
  }
}
