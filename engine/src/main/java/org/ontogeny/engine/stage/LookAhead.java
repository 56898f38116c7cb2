package org.ontogeny.engine.stage;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.kernel.ActiveColumns;
import org.ontogeny.kernel.Batch;

/**
 * Makes mini-batches ready before they are shown: packed, where products wanted the one before
 * packed. What is shown is the same without. One thread asks a mini-batch while another makes the
 * next one ready.
 */
final class LookAhead {

  private record Slice(int fromNeuron, int toNeuron, int fromColumn, int toColumn) {}

  /** The last that was shown of a slice; whether products want it is known when they are made. */
  private record Shown(ActiveColumns columns, boolean wantedBefore) {
    boolean isWanted() {
      return wantedBefore || columns.isWantedPacked();
    }
  }

  private final Map<Slice, Shown> shown = new ConcurrentHashMap<>();

  /** The same mini-batch, which is watched and can be made ready. */
  Watched watch(MiniBatch batch) {
    return new Watched(batch);
  }

  final class Watched implements Program.Stimulus {
    private final MiniBatch batch;
    private final Map<Slice, ActiveColumns> ready = new ConcurrentHashMap<>();

    private Watched(MiniBatch batch) {
      this.batch = batch;
    }

    /** Packs the slices that are wanted so. */
    void makeReady() {
      shown.forEach(
          (slice, last) -> {
            if (last.isWanted() && columns(slice).form() instanceof ActiveColumns next) {
              next.pack();
              ready.put(slice, next);
            }
          });
    }

    private Batch columns(Slice slice) {
      return batch.columns(
          slice.fromNeuron(), slice.toNeuron(), slice.fromColumn(), slice.toColumn());
    }

    @Override
    public Batch columns(int fromNeuron, int toNeuron, int fromColumn, int toColumn) {
      Slice slice = new Slice(fromNeuron, toNeuron, fromColumn, toColumn);
      ActiveColumns packed = ready.remove(slice);
      Batch columns = packed == null ? columns(slice) : packed.toBatch();
      if (columns.form() instanceof ActiveColumns now) {
        shown.compute(
            slice, (key, last) -> new Shown(now, last != null && last.columns().isWantedPacked()));
      }
      return columns;
    }

    @Override
    public Batch targets(int fromNeuron, int toNeuron, int fromColumn, int toColumn) {
      return batch.targets(fromNeuron, toNeuron, fromColumn, toColumn);
    }
  }
}
