package org.ontogeny.actors.snapshot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes snapshots behind the run, one after the other. For the thread that develops the run. */
public final class Snapshotter {

  /** So many may wait to be written; more would fill the memory where the disk is slow. */
  private static final int MOST_WAITING = 8;

  private final SnapshotFolder folder;
  private final Executor blocking;
  private final AtomicInteger waiting = new AtomicInteger();

  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  /**
   * Writes to a folder.
   *
   * @param blocking runs what waits for the disk
   */
  public Snapshotter(SnapshotFolder folder, Executor blocking) {
    this.folder = folder;
    this.blocking = blocking;
  }

  /**
   * Writes the snapshot of an event behind the run; waits only where many wait to be written.
   *
   * @throws java.io.UncheckedIOException if an earlier one could not be written
   */
  public void write(long seq, long step, SnapshotArrays arrays) {
    if (last.isDone() || waiting.get() >= MOST_WAITING) {
      finish();
    }
    waiting.incrementAndGet();
    last =
        last.thenRunAsync(
            () -> {
              folder.write(seq, step, arrays);
              waiting.decrementAndGet();
            },
            blocking);
  }

  /** Completes when all snapshots until now are on the disk, or with why they cannot be. */
  public CompletableFuture<Void> written() {
    return last;
  }

  /**
   * Waits until all snapshots are on the disk.
   *
   * @throws java.io.UncheckedIOException if one could not be written
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
