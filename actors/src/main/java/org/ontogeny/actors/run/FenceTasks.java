package org.ontogeny.actors.run;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * What actors have to do before a fence, done by the threads that wait there. Another thread would
 * have to be woken for each turn, which takes longer than most turns do, and the one that waits
 * would only be in its way. What comes while nobody waits is done by whoever waits next.
 */
final class FenceTasks implements Executor {

  /** How long a thread that begins to wait stays awake; a question takes about as long. */
  private static final Duration LINGERING = Duration.ofNanos(100_000);

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    wake();
  }

  private synchronized void wake() {
    notifyAll();
  }

  /**
   * Runs tasks until this future is done, well or badly. Several threads may wait at once. What a
   * task throws is thrown to the one that ran it.
   *
   * @throws InterruptedException if the thread is interrupted while there is nothing to do
   */
  void runUntil(CompletableFuture<?> done) throws InterruptedException {
    CompletableFuture<?> unused = done.whenComplete((value, failure) -> wake());
    long end = System.nanoTime() + LINGERING.toNanos();
    while (!done.isDone()) {
      Runnable task = tasks.poll();
      if (task != null) {
        task.run();
      } else if (System.nanoTime() < end) {
        Thread.onSpinWait(); // a thread that sleeps comes back late to a near fence
      } else {
        sleep(done);
      }
    }
  }

  private synchronized void sleep(CompletableFuture<?> done) throws InterruptedException {
    while (tasks.isEmpty() && !done.isDone()) {
      wait();
    }
  }
}
