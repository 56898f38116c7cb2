package org.ontogeny.actors.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveActivityTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(ConfigFactory.load("ontogeny-actors"));

  private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 10); // it may overflow
  private final LiveActivity activity = new LiveActivity(time::get);

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private static Observation at(long step) {
    return new Observation(step, "train", List.of(), List.of());
  }

  private static LiveActivity.Heard heard(long step, long dropped) {
    return new LiveActivity.Heard(at(step), dropped);
  }

  private static LiveActivity.Heard next(Listener listener) {
    return listener.next().toCompletableFuture().join().orElseThrow();
  }

  @Test
  void theOldestOfThreeIsDroppedAndCounted() {
    Listener listener = new Listener();
    for (long step = 1; step <= 5; step++) {
      listener.tell(at(step));
    }
    assertEquals(heard(4, 3), next(listener));
    assertEquals(heard(5, 0), next(listener));
    CompletionStage<Optional<LiveActivity.Heard>> waiting = listener.next();
    assertFalse(waiting.toCompletableFuture().isDone());
    listener.tell(at(6));
    assertEquals(Optional.of(heard(6, 0)), waiting.toCompletableFuture().join());
    for (long step = 7; step <= 9; step++) {
      listener.tell(at(step));
    }
    listener.end();
    assertEquals(heard(8, 1), next(listener));
    assertEquals(heard(9, 0), next(listener));
    assertEquals(Optional.empty(), listener.next().toCompletableFuture().join());
  }

  private SinkQueueWithCancel<LiveActivity.Heard> listen() {
    return activity
        .listen()
        .toMat(
            Sink.<LiveActivity.Heard>queue().withAttributes(Attributes.inputBuffer(1, 1)),
            Keep.right())
        .run(KIT.system());
  }

  private void awaitListeners(int count) {
    KIT.createTestProbe()
        .awaitAssert(
            () -> {
              assertEquals(count, activity.listeners());
              return null;
            });
  }

  @Test
  void itIsWantedWhileSomebodyListensButNotTooOften() {
    assertFalse(activity.wanted());
    SinkQueueWithCancel<LiveActivity.Heard> queue = listen();
    awaitListeners(1);
    assertTrue(activity.wanted());
    activity.tell(at(1));
    assertFalse(activity.wanted());
    time.addAndGet(249_999_999);
    assertFalse(activity.wanted());
    time.addAndGet(1);
    assertTrue(activity.wanted());
    assertEquals(Optional.of(heard(1, 0)), queue.pull().toCompletableFuture().join());
    queue.cancel();
    awaitListeners(0);
    assertFalse(activity.wanted());
  }

  @Test
  void eachListenerLosesOnlyWhatItIsTooSlowFor() {
    SinkQueueWithCancel<LiveActivity.Heard> slow = listen();
    SinkQueueWithCancel<LiveActivity.Heard> fast = listen();
    awaitListeners(2);
    for (long step = 1; step <= 100; step++) {
      activity.tell(at(step));
      assertEquals(Optional.of(heard(step, 0)), fast.pull().toCompletableFuture().join());
    }
    activity.end();
    assertEquals(Optional.empty(), fast.pull().toCompletableFuture().join());
    long heard = 0;
    long dropped = 0;
    for (Optional<LiveActivity.Heard> next = slow.pull().toCompletableFuture().join();
        next.isPresent();
        next = slow.pull().toCompletableFuture().join()) {
      heard++;
      dropped += next.get().dropped();
    }
    assertEquals(100, heard + dropped);
    assertTrue(heard <= 4, "two wait, and two are on their way: " + heard);
    awaitListeners(0);
  }

  @Test
  void whoComesAfterTheEndHearsNothingAndIsNotKept() {
    activity.end();
    assertEquals(Optional.empty(), listen().pull().toCompletableFuture().join());
    awaitListeners(0);
  }
}
