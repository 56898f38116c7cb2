package org.ontogeny.actors.run;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs what actors have to do in the thread that waits for them. Another thread would have to be
 * woken for each turn, which takes longer than most turns do, and the one that waits would only be
 * in its way. What comes while nobody waits is done by whoever waits next.
 */
final class WaitingThread implements Executor {

  /** How long a thread stays awake when there is nothing to do; a question takes about as long. */
  private static final Duration LINGERING = Duration.ofNanos(100_000);

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /**
   * Runs tasks until this future is done, well or badly.
   *
   * @throws InterruptedException if the thread is interrupted before
   */
  void runUntil(CompletableFuture<?> done) throws InterruptedException {
    CompletableFuture<?> unused = // wakes who sleeps
        done.whenComplete((value, failure) -> execute(() -> {}));
    long end = System.nanoTime() + LINGERING.toNanos();
    while (!done.isDone()) {
      Runnable task = tasks.poll();
      if (task != null) {
        task.run();
      } else if (System.nanoTime() < end) {
        Thread.onSpinWait(); // a thread that sleeps comes back late to a near fence
      } else {
        tasks.take().run();
      }
    }
  }
}
