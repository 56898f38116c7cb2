package org.ontogeny.engine.growth;

import org.ontogeny.engine.event.CanonicalJson;

/**
 * Every free site forms a synapse with the same probability, whatever its neurons do. The local
 * form of the random growth of Stothers 2019, section 2, which draws so many of all sites of a
 * layer as {@link LayerRandom} does.
 *
 * @param probability at one fence, 0 to 1
 * @param weight of a newborn, finite; 0 in the source
 */
public record Uniform(double probability, float weight) implements SiteRule {

  public Uniform {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability must be 0 to 1, got " + probability);
    }
    if (!Float.isFinite(weight)) {
      throw new IllegalArgumentException("weight of a newborn must be finite, got " + weight);
    }
  }

  /** NaN: nothing is asked for. */
  @Override
  public double statistic(long active, long samples) {
    return Double.NaN;
  }

  @Override
  public double probability(double statistic) {
    return probability;
  }

  /** The probability. */
  @Override
  public double threshold() {
    return probability;
  }

  @Override
  public String toString() {
    return "uniform(%s)".formatted(CanonicalJson.number(probability));
  }
}
