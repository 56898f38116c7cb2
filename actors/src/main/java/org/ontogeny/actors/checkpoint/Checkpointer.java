package org.ontogeny.actors.checkpoint;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.ontogeny.actors.journal.DurableJournal;
import org.ontogeny.engine.checkpoint.Checkpoint;

/**
 * Writes checkpoints behind the run, one after the other: each into a new file, which gets its name
 * when every event up to it is on the disk. For the thread that develops the run.
 */
public final class Checkpointer {

  /**
   * A checkpoint that has got its name.
   *
   * @param still seconds for which the run stood still
   * @param writing seconds from there until it had its name
   */
  public record Written(Path file, long seq, long step, long bytes, double still, double writing) {

    /** For the record of operations. */
    public Map<String, Object> facts() {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("file", file.getFileName().toString());
      facts.put("seq", seq);
      facts.put("step", step);
      facts.put("bytes", bytes);
      facts.put("seconds-still", still);
      facts.put("seconds-writing", writing);
      return facts;
    }
  }

  private final CheckpointFolder folder;
  private final DurableJournal journal;
  private final Executor blocking;
  private final Duration interval;
  private final Queue<Written> written = new ConcurrentLinkedQueue<>();

  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
  private long since = System.nanoTime(); // a clock on the wall may jump

  /**
   * Writes to a folder.
   *
   * @param journal whose events a checkpoint builds on
   * @param blocking runs what waits for the disk
   * @param interval from one checkpoint to the next, besides those at ends of stages
   */
  public Checkpointer(
      CheckpointFolder folder, DurableJournal journal, Executor blocking, Duration interval) {
    this.folder = folder;
    this.journal = journal;
    this.blocking = blocking;
    this.interval = interval;
  }

  /** Whether it is time for a checkpoint, and none is being written. */
  public boolean isDue() {
    return last.isDone() && System.nanoTime() - since >= interval.toNanos();
  }

  /**
   * Writes a checkpoint behind the run.
   *
   * @param began when the run stopped moving for it, of {@link System#nanoTime}
   * @param before completes when what else the run has left until then is on the disk: whoever goes
   *     on from the checkpoint does not make it again
   * @param named runs when it has its name, in another thread; must not throw
   * @throws UncheckedIOException if an earlier one could not be written
   */
  public void write(
      Checkpoint checkpoint, long began, CompletableFuture<Void> before, Runnable named) {
    if (last.isDone()) {
      finish();
    }
    long copied = System.nanoTime();
    since = copied;
    last =
        CompletableFuture.allOf(last, before)
            .thenRunAsync(() -> put(checkpoint, began, copied), blocking)
            .thenRun(named);
  }

  private void put(Checkpoint checkpoint, long began, long copied) {
    Path temporary = folder.write(checkpoint);
    long bytes = temporary.toFile().length();
    journal.flush();
    long step = checkpoint.network().step();
    Path file = folder.name(temporary, checkpoint.seq(), step);
    double writing = (System.nanoTime() - copied) / 1e9;
    written.add(new Written(file, checkpoint.seq(), step, bytes, (copied - began) / 1e9, writing));
  }

  /**
   * Those that have got their names since the last call.
   *
   * @throws UncheckedIOException if one could not be written
   */
  public List<Written> written() {
    if (last.isCompletedExceptionally()) {
      finish();
    }
    List<Written> named = new ArrayList<>();
    for (Written next = written.poll(); next != null; next = written.poll()) {
      named.add(next);
    }
    return named;
  }

  /**
   * Waits until the last one has got its name.
   *
   * @throws UncheckedIOException if one could not be written
   */
  public void finish() {
    try {
      last.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
