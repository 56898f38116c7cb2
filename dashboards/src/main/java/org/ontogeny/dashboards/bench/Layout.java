package org.ontogeny.dashboards.bench;

import java.util.Random;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.ontogeny.kernel.Synapses;

/**
 * Which synapses a deep machine v - h1 - h2 may have: v and h1 lie on squares of equal size and
 * neurons of h1 see the neighbourhood of their own place; h2 sees all of h1. Scholl 2018, section
 * 3.2.2, has a square of 20, 5x5 fields and 676 neurons above: 8,836 + 270,400 synapses.
 *
 * @param side of the squares
 * @param radius of the fields: 2 for 5x5
 * @param above neurons of h2
 */
record Layout(int side, int radius, int above) {

  /** Scholl's. */
  static Layout usual() {
    return new Layout(20, 2, 676);
  }

  /** Neurons of v, and of h1. */
  int below() {
    return side * side;
  }

  /** The synapses v to h1, each with a chance to be there. */
  Synapses lower(double keep, long seed) {
    return pick(below(), below(), keep, seed, this::inField);
  }

  /** The synapses h1 to h2, each with a chance to be there. */
  Synapses upper(double keep, long seed) {
    return pick(below(), above, keep, seed, (pre, post) -> 1);
  }

  private int inField(int pre, int post) {
    boolean near =
        Math.abs(pre % side - post % side) <= radius
            && Math.abs(pre / side - post / side) <= radius;
    return near ? 1 : 0;
  }

  private static Synapses pick(
      int pres, int posts, double keep, long seed, IntBinaryOperator possible) {
    Random random = new Random(seed);
    IntStream.Builder pre = IntStream.builder();
    IntStream.Builder post = IntStream.builder();
    for (int j = 0; j < posts; j++) {
      for (int i = 0; i < pres; i++) {
        if (possible.applyAsInt(i, j) == 1 && random.nextDouble() < keep) {
          pre.add(i);
          post.add(j);
        }
      }
    }
    return Synapses.of(pres, posts, pre.build().toArray(), post.build().toArray());
  }
}
