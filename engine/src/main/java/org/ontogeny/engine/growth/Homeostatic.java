package org.ontogeny.engine.growth;

import org.ontogeny.engine.event.CanonicalJson;

/**
 * A neuron that is less active than its target grows synapses onto itself, the more the quieter it
 * is. A free site onto neuron j forms one with probability
 *
 * <pre>  p_j = rate * max(0, 1 - r_j / target)</pre>
 *
 * <p>where r_j is the share of samples since the window opened in which j was active: the linear
 * growth curve of structural plasticity, {@code dz/dt = rate * (1 - Ca / target)} in NEST after
 * Butz and van Ooyen 2013, with r_j for the calcium. Above its target a neuron does not grow;
 * unlike there, it loses nothing by this rule either, for that is pruning.
 *
 * @param target activity at which growth ends, above 0 and at most 1
 * @param rate probability at one fence where the neuron was silent, 0 to 1
 * @param weight of a newborn, finite
 */
public record Homeostatic(double target, double rate, float weight) implements SiteRule {

  public Homeostatic {
    if (!(target > 0 && target <= 1)) {
      throw new IllegalArgumentException("target must be above 0 and at most 1, got " + target);
    }
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("rate must be 0 to 1, got " + rate);
    }
    if (!Float.isFinite(weight)) {
      throw new IllegalArgumentException("weight of a newborn must be finite, got " + weight);
    }
  }

  /** The share of active samples, r_j. */
  @Override
  public double statistic(long active, long samples) {
    if (samples < 1) {
      throw new IllegalArgumentException(
          "%s needs a window with at least one sample, got %d: measure before growth"
              .formatted(this, samples));
    }
    return (double) active / samples;
  }

  @Override
  public double probability(double statistic) {
    return rate * Math.max(0, 1 - statistic / target);
  }

  /** The target. */
  @Override
  public double threshold() {
    return target;
  }

  @Override
  public String toString() {
    return "homeostatic(%s,%s)".formatted(CanonicalJson.number(target), CanonicalJson.number(rate));
  }
}
