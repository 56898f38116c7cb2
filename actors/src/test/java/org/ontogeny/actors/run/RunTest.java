package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.stream.LiveActivity;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Progress;

/** What a run leaves in its directory, and what disturbs it on its way. */
@Timeout(120)
class RunTest extends TinyRuns {

  @Test
  void aRunThatEndsLeavesItsSpecificationJournalAndState() throws IOException {
    Trial trial = whole();
    assertEquals(spec.resolved(), Files.readString(trial.directory.specification()));
    assertEquals(trial.followed, trial.recorded());
    assertEquals(List.of("started", "finished"), trial.operations());
    try (JournalReader journal = JournalReader.open(trial.directory.path())) {
      Map<String, Object> started = journal.operations(1).get(0).fields();
      for (String fact : List.of("version", "java", "arithmetic", "backend-reason", "data")) {
        assertTrue(started.get(fact) instanceof String, fact);
      }
    }
    Fact.RunEnded end = (Fact.RunEnded) trial.followed.get(trial.followed.size() - 1).fact();
    assertEquals(
        end.synapses(),
        trial.directory.latest().orElseThrow().checkpoint().network().synapses().get("visible-h1"));
    assertTrue(end.synapses() < 640, "nothing died");
    assertEquals(Optional.empty(), trial.directory.holder());
    assertEquals(3, trial.directory.checkpointFiles().size());
  }

  @Test
  void aRunThatHasEndedIsNotResumed() {
    Trial trial = whole();
    String message = assertThrows(RunDirectory.Unusable.class, trial::develop).getMessage();
    assertEquals("run tiny-1 has ended: there is nothing to resume", message);
  }

  @Test
  void aRunWithoutAnEndGoesOnUntilItIsStopped() throws IOException {
    spec = SpecReader.read(folder.resolve("tiny.conf").toString(), Map.of("stages.3.cycles", "0"));
    Trial trial = new Trial().stopAt(Fact.SynapsesFormed.class, 40).stopped();
    long first = trial.recorded().size();
    trial.stopAt(Fact.SynapsesFormed.class, 80).stopped();
    assertTrue(trial.recorded().size() > first);
    Trial once = new Trial().stopAt(Fact.SynapsesFormed.class, 80).stopped();
    assertEquals(once.recorded(), trial.recorded());
    assertEquals(once.state(), trial.state());
  }

  @Test
  void aFailureIsRecordedThrownAndNoObstacle() {
    IllegalStateException failure = new IllegalStateException("no room for events");
    Trial trial = new Trial();
    trial.watch(
        event -> {
          if (event.fact() instanceof Fact.Branched) {
            throw failure;
          }
        });
    assertSame(failure, assertThrows(IllegalStateException.class, trial::develop));
    assertEquals(List.of("started", "failed"), trial.operations());
    trial.watch(event -> {}).ended();
    trial.assertSameAs(whole());
  }

  /** Between the stages a checkpoint has just been begun when the failure comes. */
  @Test
  void aFailureLeavesNoCheckpointHalfWritten() throws IOException {
    Trial trial = new Trial();
    trial.conditions = trial.conditions.withCheckpoints(Duration.ofDays(1));
    trial.watch(
        event -> {
          if (event.fact() instanceof Fact.StageStarted && trial.followed.size() > 2) {
            throw new IllegalStateException("no room for events");
          }
        });
    assertThrows(IllegalStateException.class, trial::develop);
    try (var files = Files.list(trial.directory.checkpoints())) {
      assertEquals(
          List.of(),
          files
              .map(file -> file.getFileName().toString())
              .filter(n -> n.endsWith(".part"))
              .toList());
    }
    assertEquals(
        trial.followed.size() - 1, trial.directory.latest().orElseThrow().checkpoint().seq());
  }

  @Test
  void whoeverListensChangesNothing() {
    ActorTestKit kit = ActorTestKit.create(ConfigFactory.load("ontogeny-actors"));
    try {
      Trial trial = new Trial();
      for (boolean stopping : new boolean[] {true, false}) {
        LiveActivity activity = new LiveActivity(); // of a run that is resumed there is another
        trial.preparing = run -> run.observedBy(activity);
        CompletionStage<List<LiveActivity.Heard>> heard =
            activity.listen().runWith(Sink.seq(), kit.system());
        kit.createTestProbe()
            .awaitAssert(
                () -> {
                  assertEquals(1, activity.listeners());
                  return null;
                });
        if (stopping) {
          trial.stopAt(Fact.Branched.class, 1).stopped();
        } else {
          trial.ended();
        }
        assertFalse(heard.toCompletableFuture().join().isEmpty());
      }
      trial.assertSameAs(whole());
    } finally {
      kit.shutdownTestKit();
    }
  }

  @Test
  void twoCannotDevelopOneRun() {
    Trial trial = new Trial();
    List<String> refused = new ArrayList<>();
    trial.watch(
        event -> {
          if (event.fact() instanceof Fact.Branched && refused.isEmpty()) {
            Run second =
                new Run(spec, Run.load(spec, Optional.empty()), trial.directory, trial.conditions);
            refused.add(
                assertThrows(
                        RunDirectory.Unusable.class, () -> second.develop(e -> {}, Progress.NONE))
                    .getMessage());
          }
        });
    trial.ended();
    String holder = "process " + ProcessHandle.current().pid();
    assertTrue(refused.get(0).contains("is being developed by " + holder), refused.get(0));
    trial.assertSameAs(whole());
  }

  /** Back by a day with every look. */
  private static final class Jumping extends Clock {
    private final AtomicLong looks = new AtomicLong();

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.parse("2026-03-01T00:00:00Z").minus(Duration.ofDays(looks.getAndIncrement()));
    }
  }

  @Test
  void aClockThatJumpsChangesNothing() {
    Trial trial = new Trial();
    trial.conditions = trial.conditions.withClock(new Jumping());
    trial.stopAt(Fact.Branched.class, 1).stopped().ended();
    assertEquals(List.of("started", "stopped", "resumed", "finished"), trial.operations());
    trial.assertSameAs(whole());
  }
}
