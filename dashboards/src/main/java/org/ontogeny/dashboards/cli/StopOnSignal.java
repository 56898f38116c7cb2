package org.ontogeny.dashboards.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets runs come to a stop in order when the process is told to end, as by Ctrl-C. The process then
 * ends with the exit status of the signal: 130 for an interrupt, 143 for a termination.
 */
final class StopOnSignal {

  private static final int PATIENCE = 60; // seconds

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread hook;

  private StopOnSignal(Runnable stop, Consumer<String> say) {
    hook = new Thread(() -> stop(stop, say), "stop-on-signal");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop(Runnable stop, Consumer<String> say) {
    say.accept(""); // a terminal echoes the keys that interrupt
    say.accept("ontogeny: checkpointing and stopping at the next fence");
    stop.run();
    try {
      if (!stopped.await(PATIENCE, TimeUnit.SECONDS)) {
        say.accept(
            "ontogeny: no stop within %d s; what did not stop can be resumed from its last checkpoint"
                .formatted(PATIENCE));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Does something that develops runs, and lets signals stop it meanwhile.
   *
   * @param stop tells the runs to stop
   * @param say tells whoever watches a line
   */
  static void during(Runnable stop, Consumer<String> say, Runnable body) {
    StopOnSignal signal = new StopOnSignal(stop, say);
    try {
      body.run();
    } finally {
      signal.forget();
    }
  }

  private void forget() {
    stopped.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending already, and the hook was waiting for just this
    }
  }
}
