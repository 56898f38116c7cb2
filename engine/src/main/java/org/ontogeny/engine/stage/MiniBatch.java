package org.ontogeny.engine.stage;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.kernel.ActiveColumns;
import org.ontogeny.kernel.Batch;

/** Some examples as columns. What it has shown it shows again, if that can be made ready. */
final class MiniBatch implements Program.Stimulus {

  private record Slice(int fromNeuron, int toNeuron, int fromColumn, int toColumn) {}

  private final Examples examples;
  private final int[] chosen;
  private final Map<Slice, ActiveColumns> shown = new ConcurrentHashMap<>();

  /**
   * These examples, in this order; they may repeat.
   *
   * @param chosen not copied and not to be written any more
   */
  MiniBatch(Examples examples, int[] chosen) {
    this.examples = examples;
    this.chosen = chosen;
  }

  @Override
  public Batch columns(int fromNeuron, int toNeuron, int fromColumn, int toColumn) {
    Slice slice = new Slice(fromNeuron, toNeuron, fromColumn, toColumn);
    ActiveColumns ready = shown.get(slice);
    if (ready != null) {
      return ready.toBatch();
    }
    int[] some = Arrays.copyOfRange(chosen, fromColumn, toColumn);
    Batch columns = examples.columns(some, fromNeuron, toNeuron);
    if (columns.form() instanceof ActiveColumns lists) {
      shown.put(slice, lists);
    }
    return columns;
  }

  @Override
  public Batch targets(int fromNeuron, int toNeuron, int fromColumn, int toColumn) {
    int[] some = Arrays.copyOfRange(chosen, fromColumn, toColumn);
    return examples.targets(some, fromNeuron, toNeuron);
  }

  /** Makes ready what products wanted packed of an earlier mini-batch. */
  void readyAs(MiniBatch earlier) {
    earlier.shown.forEach(
        (slice, lists) -> {
          if (lists.isWantedPacked()) {
            columns(slice.fromNeuron(), slice.toNeuron(), slice.fromColumn(), slice.toColumn());
            shown.get(slice).pack();
          }
        });
  }
}
