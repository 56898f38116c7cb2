package org.ontogeny.engine.data;

import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Key;

/**
 * Permutations from a key: Fisher and Yates' shuffle in Durstenfeld's order, every draw addressed
 * by its position, so that a permutation depends on the key and the length alone.
 *
 * <p>The draw below {@code n} is the upper half of {@code bits * n}; draws whose lower half falls
 * in the uneven rest are rejected, so each of the n numbers has the same probability.
 *
 * <p>Source: D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019).
 */
public final class Shuffle {

  private Shuffle() {}

  /**
   * The order of examples in one epoch.
   *
   * @param seed random seed
   * @param stream tells apart several shuffled sets under one seed
   * @param epoch number of the epoch
   * @param n length, at least 0
   * @return a permutation of 0 .. n - 1
   */
  public static int[] epoch(long seed, int stream, long epoch, int n) {
    return permutation(Purpose.SHUFFLE.key(seed, stream).with(epoch), n);
  }

  /** A permutation of 0 .. n - 1, the same for the same key and n. */
  public static int[] permutation(Key key, int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int last = n - 1; last > 0; last--) {
      int other = below(key, last, last + 1);
      int swapped = order[last];
      order[last] = order[other];
      order[other] = swapped;
    }
    return order;
  }

  /** A uniform number in [0, n) at one position of a key, {@code n >= 1}. */
  static int below(Key key, int position, int n) {
    long uneven = (1L << 32) % n;
    for (int attempt = 0; ; attempt++) {
      long product = (key.bits(position, attempt) & 0xffffffffL) * n;
      if ((product & 0xffffffffL) >= uneven) {
        return (int) (product >>> 32);
      }
    }
  }
}
