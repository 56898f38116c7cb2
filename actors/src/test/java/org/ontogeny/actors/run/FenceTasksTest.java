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
class FenceTasksTest {

  private final FenceTasks tasks = new FenceTasks();
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  @Test
  void tasksRunInOrderInTheThreadThatWaits() throws InterruptedException {
    List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
    Thread own = Thread.currentThread();
    Thread other =
        start(
            () -> {
              tasks.execute(() -> ran.add(1));
              tasks.execute(
                  () -> {
                    assertSame(own, Thread.currentThread());
                    ran.add(2);
                    tasks.execute(() -> done.complete(null));
                  });
            });
    tasks.runUntil(done);
    assertEquals(List.of(1, 2), ran);
    other.join();
  }

  @Test
  void nothingRunsWhileNobodyWaits() throws InterruptedException {
    CompletableFuture<Void> later = new CompletableFuture<>();
    done.complete(null);
    tasks.execute(() -> later.complete(null));
    tasks.runUntil(done);
    assertFalse(later.isDone());
    tasks.runUntil(later);
  }

  private static Thread start(Runnable action) {
    Thread thread = new Thread(action);
    thread.setDaemon(true);
    thread.start();
    return thread;
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
        start(
            () -> {
              awaitSleep(own);
              tasks.execute(() -> task.complete(null));
              task.join();
              awaitSleep(own);
              done.completeExceptionally(new IllegalStateException("it failed"));
            });
    tasks.runUntil(done);
    assertTrue(done.isCompletedExceptionally());
    other.join();
  }

  @Test
  void eachOfSeveralIsWokenByItsOwnEnd() throws InterruptedException {
    CompletableFuture<Void> later = new CompletableFuture<>();
    Thread own = Thread.currentThread();
    CompletableFuture<Void> otherEnded = new CompletableFuture<>();
    Thread other =
        start(
            () -> {
              try {
                tasks.runUntil(later);
                otherEnded.complete(null);
              } catch (InterruptedException e) {
                otherEnded.completeExceptionally(e);
              }
            });
    Thread third =
        start(
            () -> {
              awaitSleep(own);
              awaitSleep(other);
              done.complete(null);
              awaitSleep(other);
              later.complete(null);
            });
    tasks.runUntil(done);
    otherEnded.join();
    third.join();
  }

  @Test
  void whatATaskThrowsIsThrownToWhoeverRanIt() throws InterruptedException {
    AssertionError broken = new AssertionError("broken");
    tasks.execute(
        () -> {
          throw broken;
        });
    tasks.execute(() -> done.complete(null));
    assertSame(broken, assertThrows(AssertionError.class, () -> tasks.runUntil(done)));
    assertFalse(done.isDone());
    tasks.runUntil(done);
  }

  @Test
  void whoIsInterruptedWaitsNoMore() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> tasks.runUntil(done));
  }
}
