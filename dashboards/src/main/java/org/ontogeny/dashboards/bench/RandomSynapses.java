package org.ontogeny.dashboards.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Synapses at random, in canonical order, made without a look at those that do not live: the number
 * of potential synapses between two neighbours in that order has a geometric distribution.
 *
 * @param pre presynaptic neuron of each, [living]
 * @param post postsynaptic neuron of each, [living]
 */
@SuppressWarnings("ArrayRecordComponent") // a value by convention: nobody writes afterwards
record RandomSynapses(int[] pre, int[] post) {

  /**
   * Each potential synapse with the same chance.
   *
   * @param density that chance, above 0 and below 1
   */
  static RandomSynapses of(int pres, int posts, double density, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double perLog = 1 / Math.log1p(-density);
    long potential = (long) pres * posts;
    int[] pre =
        new int[(int) Math.min(Integer.MAX_VALUE - 8, (long) (1.02 * density * potential) + 1000)];
    int[] post = new int[pre.length];
    int size = 0;
    long place = skip(random, perLog);
    while (place < potential && size < pre.length) {
      pre[size] = (int) (place % pres);
      post[size++] = (int) (place / pres);
      place += 1 + skip(random, perLog);
    }
    return new RandomSynapses(Arrays.copyOf(pre, size), Arrays.copyOf(post, size));
  }

  private static long skip(SplittableRandom random, double perLog) {
    return (long) (Math.log(1 - random.nextDouble()) * perLog);
  }

  int living() {
    return pre.length;
  }
}
