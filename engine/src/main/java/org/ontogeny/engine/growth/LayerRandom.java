package org.ontogeny.engine.growth;

import org.ontogeny.kernel.Key;

/**
 * Exactly so many free sites of a layer form a synapse, chosen uniformly without replacement
 * (Stothers 2019, section 2.2): each site draws a lot, and the smallest lots win. No site has to
 * know another; it forms iff its lot does not exceed the largest that wins.
 *
 * @param synapses how many form, at least 0; all where the layer has fewer free sites
 * @param weight of a newborn, finite; 0 in the source
 */
public record LayerRandom(int synapses, float weight) implements GrowthRule {

  public LayerRandom {
    if (synapses < 0) {
      throw new IllegalArgumentException("synapses must be at least 0, got " + synapses);
    }
    if (!Float.isFinite(weight)) {
      throw new IllegalArgumentException("weight of a newborn must be finite, got " + weight);
    }
  }

  /** The same for so many synapses. */
  public LayerRandom counting(int others) {
    return new LayerRandom(others, weight);
  }

  /**
   * The lot of a free site: 64 bits of its own random number, so that two are hardly ever equal.
   *
   * @param draws of growth in the projection at the step
   * @return any long; a smaller one wins
   */
  public static long lot(Key draws, int pre, int post) {
    return Long.rotateLeft(draws.words(pre, post), Integer.SIZE) ^ Long.MIN_VALUE;
  }

  /**
   * The least lot that a site can have.
   *
   * @param bits {@link Key#bits} of the site, with which its lot begins
   */
  public static long least(int bits) {
    return ((long) bits << Integer.SIZE) ^ Long.MIN_VALUE;
  }

  /** The uniform number in [0, 1) that a lot begins with; it never falls from lot to larger lot. */
  public static float draw(long lot) {
    return Key.uniform((int) ((lot ^ Long.MIN_VALUE) >>> Integer.SIZE));
  }

  @Override
  public String toString() {
    return "layer-random(%d)".formatted(synapses);
  }
}
