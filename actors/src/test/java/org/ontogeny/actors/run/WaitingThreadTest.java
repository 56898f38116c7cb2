package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WaitingThreadTest {

  private final WaitingThread waiting = new WaitingThread();
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  @Test
  void tasksRunInOrderInTheThreadThatWaits() throws InterruptedException {
    List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
    Thread own = Thread.currentThread();
    Thread other =
        new Thread(
            () -> {
              waiting.execute(() -> ran.add(1));
              waiting.execute(
                  () -> {
                    assertSame(own, Thread.currentThread());
                    ran.add(2);
                    waiting.execute(() -> done.complete(null));
                  });
            });
    other.start();
    waiting.runUntil(done);
    assertEquals(List.of(1, 2), ran);
    other.join();
  }

  @Test
  void nothingRunsWhileNobodyWaits() throws InterruptedException {
    CompletableFuture<Void> later = new CompletableFuture<>();
    done.complete(null);
    waiting.execute(() -> later.complete(null));
    waiting.runUntil(done);
    assertFalse(later.isDone());
    waiting.runUntil(later);
  }

  private static void awaitSleep(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whoSleepsIsWokenByATaskAndByTheEnd() throws InterruptedException {
    Thread own = Thread.currentThread();
    CompletableFuture<Void> task = new CompletableFuture<>();
    Thread other =
        new Thread(
            () -> {
              awaitSleep(own);
              waiting.execute(() -> task.complete(null));
              task.join();
              awaitSleep(own);
              done.completeExceptionally(new IllegalStateException("it failed"));
            });
    other.start();
    waiting.runUntil(done);
    assertTrue(done.isCompletedExceptionally());
    other.join();
  }

  @Test
  void whoIsInterruptedWaitsNoMore() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> waiting.runUntil(done));
  }
}
