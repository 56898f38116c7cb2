package org.ontogeny.engine.stage;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.execution.Program;

/**
 * Mini-batches of the training examples: every example once an epoch, in a new order each epoch;
 * examples that do not fill a last batch wait for the next epoch. Where some are apart, each batch
 * takes its share of them in the same way, and epochs are those of the others.
 */
final class Batches implements Stimuli {

  private static final int STREAM = 0;
  private static final int STREAM_APART = 1;

  private final Examples examples;
  private final Deck deck;
  private final Optional<Deck> apart; // its examples are the last columns of a batch
  private long next;
  private final LookAhead lookAhead = new LookAhead();
  private LookAhead.Watched ahead; // null where none was made ready
  private long aheadNumber;

  Batches(Examples examples, int size, long seed) {
    this(examples, 0, size, seed);
  }

  /**
   * @param apart how many examples, the last ones, are drawn apart: so many of a batch as their
   *     number is as a share of that of the others
   * @throws IllegalArgumentException if there are too few examples for a batch of this size, or it
   *     would have none of the ones or of the others
   */
  Batches(Examples examples, int apart, int size, long seed) {
    if (size > examples.size()) {
      throw new IllegalArgumentException(
          "a mini-batch of %d needs as many training examples, there are %d"
              .formatted(size, examples.size()));
    }
    this.examples = examples;
    int main = examples.size() - apart;
    int share = apart == 0 ? 0 : share(apart, main, size);
    this.deck = new Deck(0, main, size - share, STREAM, seed);
    this.apart =
        apart == 0
            ? Optional.empty()
            : Optional.of(new Deck(main, apart, share, STREAM_APART, seed));
  }

  private static int share(int apart, int main, int size) {
    long share = Math.round((double) size * apart / main);
    if (share < 1 || share >= size || share > apart || size - share > main) {
      throw new IllegalArgumentException(
          ("ensembles.examples.columns: expected so many that a mini-batch has examples of both"
                  + " sets of data.mixture, got %d, of which %d would be of the %d mixed in and %d"
                  + " of the %d others")
              .formatted(size, share, apart, size - share, main));
    }
    return (int) share;
  }

  @Override
  public long perEpoch() {
    return deck.perEpoch();
  }

  @Override
  public long drawn() {
    return next;
  }

  @Override
  public void seek(long drawn) {
    next = drawn;
  }

  @Override
  public Program.Stimulus draw() {
    LookAhead.Watched drawn = isAhead() ? ahead : lookAhead.watch(miniBatch(next));
    ahead = null;
    next++;
    return drawn;
  }

  private boolean isAhead() {
    return ahead != null && aheadNumber == next;
  }

  @Override
  public void lookAhead() {
    if (!isAhead()) {
      ahead = lookAhead.watch(miniBatch(next));
      aheadNumber = next;
      ahead.makeReady();
    }
  }

  private MiniBatch miniBatch(long number) {
    int[] main = deck.draw(number);
    int[] others = apart.map(more -> more.draw(number)).orElse(new int[0]);
    return new MiniBatch(
        examples, IntStream.concat(Arrays.stream(main), Arrays.stream(others)).toArray());
  }
}
