package org.ontogeny.dashboards.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that work together; between two pieces of work they sleep. */
final class Crew implements AutoCloseable {

  /** A share of some work. */
  interface Share {
    void of(int member);
  }

  private final int size;
  private final ExecutorService threads;

  Crew(int size) {
    this.size = size;
    threads =
        Executors.newFixedThreadPool(
            size,
            work -> {
              Thread thread = new Thread(work, "bench");
              thread.setDaemon(true);
              return thread;
            });
  }

  int size() {
    return size;
  }

  /** Lets each member do its share and waits for all. */
  void work(Share share) {
    List<Future<?>> futures = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      int member = k;
      futures.add(threads.submit(() -> share.of(member)));
    }
    try {
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in the middle of a benchmark", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a benchmark failed: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
