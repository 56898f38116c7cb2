package org.ontogeny.engine.stage;

import java.util.Arrays;
import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.data.Shuffle;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.kernel.Batch;

/**
 * Mini-batches of the training examples: every example once an epoch, in a new order each epoch;
 * examples that do not fill a last batch wait for the next epoch.
 */
final class Batches implements Stimuli {

  private static final int STREAM = 0;

  private final Examples examples;
  private final int size;
  private final long seed;
  private long next;
  private long shuffled = -1;
  private int[] order = {}; // [examples] of the epoch `shuffled`

  Batches(Examples examples, int size, long seed) {
    if (size > examples.size()) {
      throw new IllegalArgumentException(
          "a mini-batch of %d needs as many training examples, there are %d"
              .formatted(size, examples.size()));
    }
    this.examples = examples;
    this.size = size;
    this.seed = seed;
  }

  @Override
  public long perEpoch() {
    return examples.size() / size;
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
    long epoch = next / perEpoch();
    if (epoch != shuffled) {
      order = Shuffle.epoch(seed, STREAM, epoch, examples.size());
      shuffled = epoch;
    }
    int first = (int) (next % perEpoch()) * size;
    next++;
    return stimulus(examples, Arrays.copyOfRange(order, first, first + size));
  }

  /** These examples as columns. */
  static Program.Stimulus stimulus(Examples examples, int[] chosen) {
    return new Program.Stimulus() {
      @Override
      public Batch columns(int fromNeuron, int toNeuron, int fromColumn, int toColumn) {
        int[] shown = Arrays.copyOfRange(chosen, fromColumn, toColumn);
        return examples.columns(shown, fromNeuron, toNeuron);
      }

      @Override
      public Batch targets(int fromNeuron, int toNeuron, int fromColumn, int toColumn) {
        int[] shown = Arrays.copyOfRange(chosen, fromColumn, toColumn);
        return examples.targets(shown, fromNeuron, toNeuron);
      }
    };
  }
}
