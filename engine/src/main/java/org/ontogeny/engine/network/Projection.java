package org.ontogeny.engine.network;

/**
 * The set of synapses between two populations. Its potential synapses are all pairs, or those
 * inside receptive fields; only those may ever exist.
 *
 * @param name unique in the network
 * @param pre the population nearer to the stimulus
 * @param post the population whose neuron groups own the synapses as their dendrites
 * @param radius of the square receptive fields on pre's grid (2 gives 5x5), or -1 for all pairs
 */
public record Projection(String name, Population pre, Population post, int radius) {

  /** Radius of a projection without receptive fields. */
  public static final int FULL = -1;

  public Projection {
    if (radius < FULL) {
      throw new IllegalArgumentException(
          "projection %s: radius must be at least 0, got %d".formatted(name, radius));
    }
    if (radius >= 0 && (pre.width() == 0 || post.width() == 0)) {
      throw new IllegalArgumentException(
          "projection %s: receptive fields need a width on both %s and %s"
              .formatted(name, pre.name(), post.name()));
    }
  }

  /** The population at an end. */
  public Population at(End end) {
    return end == End.PRE ? pre : post;
  }

  /**
   * Whether a synapse from neuron {@code i} of pre to neuron {@code j} of post may exist. The field
   * of j is centred on the place in pre's grid that corresponds to j's place in its own and is cut
   * at the border; on grids of equal size that is neuron j itself (Scholl 2018, section 3.2.2).
   */
  public boolean possible(int i, int j) {
    if (radius == FULL) {
      return true;
    }
    int x = centre(j % post.width(), post.width(), pre.width());
    int y = centre(j / post.width(), post.height(), pre.height());
    return Math.abs(i % pre.width() - x) <= radius && Math.abs(i / pre.width() - y) <= radius;
  }

  private static int centre(int place, int own, int other) {
    return (2 * place + 1) * other / (2 * own);
  }

  /** How many synapses may exist. */
  public long potential() {
    if (radius == FULL) {
      return (long) pre.neurons() * post.neurons();
    }
    // receptive fields are rectangles, so that columns and rows can be counted apart
    return pairs(pre.width(), post.width()) * pairs(pre.height(), post.height());
  }

  /** Pairs of a place among {@code other} and one among {@code own} near enough to each other. */
  private long pairs(int other, int own) {
    long count = 0;
    for (int place = 0; place < own; place++) {
      long centre = centre(place, own, other);
      count += Math.min(other - 1, centre + radius) - Math.max(0, centre - radius) + 1;
    }
    return count;
  }
}
