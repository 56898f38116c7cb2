package org.ontogeny.dashboards.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ontogeny.dashboards.server.http.Refusal;

@Timeout(60)
class OpenStreamsTest {

  private static final ActorSystem SYSTEM = ActorSystem.create("open-streams");

  @AfterAll
  static void stop() {
    SYSTEM.terminate();
  }

  private static OpenStreams upTo(int most) {
    return new OpenStreams(most, Duration.ofDays(1));
  }

  private static CompletionStage<Integer> run(Source<Integer, ?> source, OpenStreams streams) {
    return streams.admit("a", source).runWith(Sink.last(), SYSTEM);
  }

  private static int join(CompletionStage<Integer> last) {
    return last.toCompletableFuture().join();
  }

  /** A stream is open once its own thread has begun, not when it was asked to run. */
  private static void awaitOpen(OpenStreams streams, int count) {
    while (streams.byRun().getOrDefault("a", 0) < count) {
      Thread.onSpinWait();
    }
  }

  /** Who cancels hears nothing back: a place is free soon after it. */
  private static void awaitRoom(OpenStreams streams) {
    while (run(Source.single(3), streams).toCompletableFuture().handle((n, e) -> e).join()
        != null) {
      Thread.onSpinWait();
    }
  }

  @Test
  void oneMoreIsRefusedUntilAnotherLeaves() {
    OpenStreams streams = upTo(2);
    CompletableFuture<Integer> first = new CompletableFuture<>();
    CompletionStage<Integer> firstLast = run(Source.completionStage(first), streams);
    CompletionStage<Integer> second = run(Source.never(), streams);
    awaitOpen(streams, 2);
    CompletionException refused =
        assertThrows(CompletionException.class, () -> join(run(Source.single(3), streams)));
    assertInstanceOf(Refusal.class, refused.getCause());
    assertEquals("expected at most 2 open streams of events", refused.getCause().getMessage());
    assertThrows(Refusal.class, streams::requireRoom);
    assertEquals(Map.of("a", 2), streams.byRun());

    first.complete(1);
    assertEquals(1, join(firstLast));
    assertEquals(3, join(run(Source.single(3), streams)), "who was told of the end has left");
    assertEquals(false, second.toCompletableFuture().isDone());
  }

  @Test
  void whoeverGivesUpLeavesToo() {
    OpenStreams streams = upTo(1);
    CompletionStage<Integer> one =
        streams.admit("a", Source.repeat(1)).toMat(Sink.head(), Keep.right()).run(SYSTEM);
    assertEquals(1, join(one));
    awaitRoom(streams);
  }
}
