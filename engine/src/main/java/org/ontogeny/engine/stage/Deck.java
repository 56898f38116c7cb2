package org.ontogeny.engine.stage;

import java.util.Arrays;
import org.ontogeny.engine.data.Shuffle;

/**
 * Some of the training examples, from which each mini-batch takes equally many: every one once an
 * epoch, in a new order each epoch; what does not fill a last mini-batch waits for the next epoch.
 */
final class Deck {

  private final int first;
  private final int count;
  private final int share;
  private final int stream;
  private final long seed;
  private long shuffled = -1;
  private int[] order = {}; // [count] of the epoch `shuffled`, from 0

  /**
   * @param first of the examples
   * @param count of examples, at least {@code share}
   * @param share how many a mini-batch takes, at least 1
   * @param stream tells decks of one seed apart
   */
  Deck(int first, int count, int share, int stream, long seed) {
    this.first = first;
    this.count = count;
    this.share = share;
    this.stream = stream;
    this.seed = seed;
  }

  /** Mini-batches of an epoch. */
  long perEpoch() {
    return count / share;
  }

  /** Those of a mini-batch, by its number from 0; [share]. */
  int[] draw(long number) {
    long epoch = number / perEpoch();
    if (epoch != shuffled) {
      order = Shuffle.epoch(seed, stream, epoch, count);
      shuffled = epoch;
    }
    int from = (int) (number % perEpoch()) * share;
    return Arrays.stream(order, from, from + share).map(place -> first + place).toArray();
  }
}
