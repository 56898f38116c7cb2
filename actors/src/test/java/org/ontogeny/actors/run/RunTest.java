package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.actors.Deep;
import org.ontogeny.actors.checkpoint.CheckpointFolder;
import org.ontogeny.actors.journal.Continuation;
import org.ontogeny.actors.journal.DamagedJournal;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.snapshot.SnapshotCheck;
import org.ontogeny.actors.snapshot.SnapshotFolder;
import org.ontogeny.actors.stream.LiveActivity;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Journal;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Lesion;
import org.ontogeny.engine.stage.Progress;

/** What a run leaves in its directory, and how it goes on after it was stopped, lost or damaged. */
@Timeout(120)
class RunTest {

  private static final String TINY =
      """
      experiment = tiny
      backend = reference
      data { set = digits, side = 8, train = 200, test = 20 }
      network {
        populations = [ { name = visible }, { name = h1, neurons = 10 } ]
        projections = [ { from = visible, to = h1 } ]
      }
      ensembles { chains { columns = 10 } }
      readout { epochs = 1 }
      snapshots { every = 25, fields = 6 }
      stages = [
        { stage = train, updates = 10 }
        { stage = evaluate, pixels = false }
        {
          stage = rounds
          count = 2
          measure { burn-in = 1, readings = 2, sweeps = 1 }
          rule { criterion = random, selection = layer-percentile, percent = 30 }
          retrain { updates = 4, burn-in = 0 }
          controls = [random]
        }
        {
          stage = develop
          cycles = 12
          learn { updates = 2 }
          measure { readings = 3 }
          rule { selection = threshold, threshold = 0.05 }
          growth { rule = homeostatic, target = 0.9, rate = 0.1 }
          evaluate-every = 6
        }
      ]
      """;

  @TempDir Path folder;

  private final List<String> refused = new ArrayList<>();
  private RunSpec spec;
  private int runs;

  @BeforeEach
  void describe() throws IOException {
    Path file = Files.writeString(folder.resolve("tiny.conf"), TINY);
    spec = SpecReader.read(file.toString(), Map.of());
  }

  /** A run of the experiment, on its own or resumed. */
  private final class Trial {
    private final RunDirectory directory =
        RunDirectory.create(folder.resolve("runs"), "tiny", Optional.of("tiny-" + ++runs));
    private final List<Event> followed = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();
    private Conditions conditions =
        Conditions.of(2, Map.of("version", "test")).withCheckpoints(Duration.ofMillis(20));
    private Run run;
    private Consumer<Event> watching = event -> {};
    private Consumer<Run> preparing = prepared -> {};

    Trial watch(Consumer<Event> watcher) {
      watching = watcher;
      return this;
    }

    void develop() {
      Dataset data = Run.load(spec, Optional.empty());
      run = new Run(spec, data, directory, conditions);
      run.onResume(past -> damages.addAll(past.damages()));
      preparing.accept(run);
      followed.clear();
      Journal follower =
          event -> {
            followed.add(event);
            watching.accept(event);
          };
      run.develop(follower, Progress.NONE);
    }

    /** Develops until it is stopped. */
    Trial stopped() {
      assertThrows(Run.Stopped.class, this::develop);
      watching = event -> {};
      return this;
    }

    Trial ended() {
      develop();
      return this;
    }

    List<Event> recorded() {
      try (JournalReader journal = JournalReader.open(directory.path())) {
        journal.check();
        return journal.events(1).toList();
      }
    }

    List<String> operations() {
      try (JournalReader journal = JournalReader.open(directory.path())) {
        return journal.operations(1).stream()
            .map(JournalReader.Operation::kind)
            .filter(kind -> !kind.equals("checkpointed"))
            .toList();
      }
    }

    String state() {
      return Deep.text(directory.latest().orElseThrow().checkpoint().network());
    }

    void assertSameAs(Trial other) {
      assertEquals(other.recorded(), recorded());
      assertEquals(recorded(), followed);
      assertEquals(other.state(), state());
      assertEquals(other.snapshots(), snapshots());
      Inspection inspection = Inspection.of(directory, spec, 20, 1);
      assertTrue(inspection.isSound(), inspection::toString);
    }

    /** Files of snapshots: their names, and their bytes as text. */
    Map<String, String> snapshots() {
      Map<String, String> files = new TreeMap<>();
      for (Path file : new SnapshotFolder(directory.snapshots()).files()) {
        try {
          files.put(file.getFileName().toString(), Arrays.toString(Files.readAllBytes(file)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return files;
    }

    /** Recorded snapshots, as files are called by them. */
    List<Path> recordedSnapshots() {
      return recorded().stream()
          .filter(event -> event.fact() instanceof Fact.Snapshot)
          .map(event -> new SnapshotFolder(directory.snapshots()).file(event.seq(), event.step()))
          .toList();
    }

    /** Stops when an event comes for the n-th time. */
    Trial stopAt(Class<? extends Fact> kind, int nth) {
      int[] count = {0};
      return watch(
          event -> {
            if (kind.isInstance(event.fact()) && ++count[0] == nth) {
              run.stop();
            }
          });
    }

    /** As if the process had been lost after all checkpoints but the oldest so many. */
    void forgetCheckpoints(int kept) throws IOException {
      List<Path> files = directory.checkpointFiles();
      for (Path file : files.subList(0, files.size() - kept)) {
        Files.delete(file);
      }
    }

    void tamper(String sql) throws SQLException {
      try (Connection connection =
              DriverManager.getConnection("jdbc:sqlite:" + directory.journal());
          Statement statement = connection.createStatement()) {
        assertTrue(statement.executeUpdate(sql) > 0, sql);
      }
    }
  }

  private Trial whole() {
    return new Trial().ended();
  }

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

  /** In every stage, and in the middle of the rounds and of a control. */
  @ParameterizedTest
  @CsvSource({
    "EpochEnded, 1",
    "EpochEnded, 3",
    "SynapsesPruned, 1",
    "Branched, 1",
    "Evaluated, 5",
    "Snapshot, 1",
    "Snapshot, 4",
    "Snapshot, 8"
  })
  void aRunThatIsStoppedGoesOnAsIfItHadNot(String kind, int nth) throws Exception {
    Class<? extends Fact> fact =
        Class.forName(Fact.class.getName() + "$" + kind).asSubclass(Fact.class);
    Trial trial = new Trial().stopAt(fact, nth).stopped();
    assertEquals(List.of("started", "stopped"), trial.operations());
    int before = trial.recorded().size();
    trial.ended();
    assertEquals(List.of("started", "stopped", "resumed", "finished"), trial.operations());
    assertTrue(trial.recorded().size() > before);
    trial.assertSameAs(whole());
  }

  @Test
  void aRunThatIsToldToStopBeforeItBeginsStopsAtItsFirstFence() {
    Trial trial = new Trial();
    trial.preparing = Run::stop;
    trial.stopped();
    assertEquals(List.of(), trial.recorded());
    trial.preparing = run -> {};
    trial.ended().assertSameAs(whole());
  }

  @Test
  void whatWasComputedAfterTheCheckpointIsComputedAgain() throws IOException {
    Trial trial = new Trial().stopAt(Fact.Evaluated.class, 6).stopped();
    trial.forgetCheckpoints(1);
    trial.ended().assertSameAs(whole());
    Trial fromBirth = new Trial().stopAt(Fact.Evaluated.class, 6).stopped();
    fromBirth.forgetCheckpoints(0);
    fromBirth.ended().assertSameAs(whole());
  }

  @Test
  void everySnapshotHasItsFileForAnyNumberOfThreads() {
    Trial trial = whole();
    List<Path> expected = trial.recordedSnapshots();
    assertEquals(expected, new SnapshotFolder(trial.directory.snapshots()).files());
    assertTrue(expected.size() > 8, expected::toString);
    Trial alone = new Trial();
    alone.conditions = Conditions.of(1, Map.of());
    alone.ended().assertSameAs(trial);
    Inspection inspection = Inspection.of(trial.directory, spec, 1, 1);
    assertEquals(new SnapshotCheck(expected.size(), 0, List.of()), inspection.snapshots());
  }

  /** As if the process had been lost between events and files, and between files and events. */
  @Test
  void filesOfSnapshotsThatWereLostAreWrittenAgain() throws IOException {
    Trial trial = new Trial().stopAt(Fact.Snapshot.class, 7).stopped();
    trial.forgetCheckpoints(1);
    long seq = CheckpointFolder.seq(trial.directory.checkpointFiles().get(0));
    List<Path> files = trial.recordedSnapshots();
    long lost = 0;
    for (Event event : trial.recorded()) {
      if (event.fact() instanceof Fact.Snapshot && event.seq() > seq) {
        Files.delete(
            new SnapshotFolder(trial.directory.snapshots()).file(event.seq(), event.step()));
        lost++;
      }
    }
    assertTrue(lost > 0, "the checkpoint is behind all snapshots");
    Inspection inspection = Inspection.of(trial.directory, spec, 5, 1);
    assertTrue(inspection.isSound(), inspection::toString);
    assertEquals(new SnapshotCheck(files.size() - lost, lost, List.of()), inspection.snapshots());
    Path early = trial.directory.snapshots().resolve("0000009999-9.npz");
    Files.writeString(early, "of an event that the crash has taken");
    trial.ended().assertSameAs(whole());
    assertFalse(Files.exists(early));
  }

  @Test
  void lostAndDamagedSnapshotsOfThePastAreFound() throws IOException {
    Trial trial = whole();
    List<Path> files = trial.recordedSnapshots();
    Files.delete(files.get(2));
    Files.writeString(files.get(4), "no arrays");
    Inspection inspection = Inspection.of(trial.directory, spec, 5, 1);
    assertFalse(inspection.isSound());
    assertEquals(2, inspection.damages().size(), inspection::toString);
    assertEquals("snapshot " + files.get(2) + " is missing", inspection.damages().get(0));
    assertTrue(inspection.damages().get(1).contains(files.get(4) + " cannot be read"));
  }

  /** What cannot be written stops the run, before a checkpoint would hide that it is missing. */
  @Test
  void aSnapshotThatCannotBeWrittenStopsTheRun() throws IOException {
    Trial trial = new Trial();
    Path inTheWay = Files.writeString(trial.directory.snapshots(), "a file");
    String message = assertThrows(UncheckedIOException.class, trial::develop).getMessage();
    assertTrue(message.contains(inTheWay.toString()), message);
    assertEquals(List.of("started", "failed"), trial.operations());
    Files.delete(inTheWay);
    trial.ended().assertSameAs(whole());
  }

  /** Its specification says nothing of them. */
  @Test
  void aRunFromBeforeThereWereSnapshotsGoesOnWithoutThem() throws IOException {
    spec =
        SpecReader.read(
            folder.resolve("tiny.conf").toString(),
            Map.of("snapshots", "{ ends = false, every = 0, fields = 64 }"));
    Trial without = whole();
    Trial trial = new Trial().stopAt(Fact.Branched.class, 1).stopped();
    Path file = trial.directory.specification();
    String before = spec.resolved().replaceAll("snapshots *\\{[^}]*}", "");
    assertFalse(before.contains("snapshots"), before);
    Files.writeString(file, before);
    spec = SpecReader.readResolved(file);
    trial.ended().assertSameAs(without);
    assertEquals(List.of(), trial.recordedSnapshots());
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

  @Test
  void aRunThatHasEndedIsNotResumed() {
    Trial trial = whole();
    String message = assertThrows(RunDirectory.Unusable.class, trial::develop).getMessage();
    assertEquals("run tiny-1 has ended: there is nothing to resume", message);
  }

  @Test
  void aCheckpointOnRequestLeavesNoTrace() {
    Trial trial = new Trial();
    List<Optional<String>> answers = Collections.synchronizedList(new ArrayList<>());
    trial.watch(event -> trial.run.wish(new Wish.Checkpoint(), answers::add)).ended();
    assertEquals(trial.recorded().size(), answers.size());
    assertTrue(answers.stream().limit(answers.size() - 1).allMatch(Optional::isEmpty));
    trial.assertSameAs(whole());
  }

  @Test
  void whoeverListensChangesNothing() {
    ActorTestKit kit = ActorTestKit.create(ConfigFactory.load("ontogeny-actors"));
    try {
      LiveActivity activity = new LiveActivity();
      Trial trial = new Trial();
      trial.preparing = run -> run.observedBy(activity);
      for (boolean stopping : new boolean[] {true, false}) {
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

  /** A change of a rule, a lesion of named neurons and one of a share, each at some event. */
  private Trial intervened() {
    Trial trial = new Trial();
    refused.clear();
    return trial.watch(
        event -> {
          if (event.fact() instanceof Fact.Evaluated e
              && e.measure().equals("accuracy")
              && event.stage().equals("rounds/1/evaluate")) {
            trial.run.wish(
                new Wish.Change(
                    Map.of("stages.3.rule.threshold", "0.1", "stages.2.rule.percent", "10")),
                refusal -> refusal.ifPresent(refused::add));
            trial.run.wish(
                new Wish.Wound(Lesion.of("h1", List.of(3))),
                refusal -> refusal.ifPresent(refused::add));
          } else if (event.fact() instanceof Fact.SynapsesFormed
              && event.stage().equals("develop")
              && event.step() % 5 == 0) {
            trial.run.wish(new Wish.Wound(Lesion.share("h1", 0.01)), refusal -> {});
          } else if (event.stage().equals("develop") && event.fact() instanceof Fact.Evaluated) {
            trial.run.wish(new Wish.Change(Map.of("stages.3.growth.rate", "0.2")), refusal -> {});
          }
        });
  }

  @Test
  void interventionsAreJournalledAndRepeated() throws IOException {
    Trial whole = intervened().ended();
    assertEquals(List.of(), refused);
    List<Event> recorded = whole.recorded();
    assertTrue(recorded.stream().filter(e -> e.fact() instanceof Fact.Changed).count() >= 2);
    assertTrue(recorded.stream().filter(e -> e.fact() instanceof Fact.Lesioned).count() >= 3);
    assertTrue(
        recorded.stream()
            .anyMatch(e -> e.fact() instanceof Fact.SynapsesPruned p && p.rule().equals("lesion")));
    for (int kept : new int[] {3, 1, 0}) {
      Trial trial = intervened();
      Consumer<Event> intervening = trial.watching;
      int[] evaluated = {0};
      trial.watch(
          event -> {
            intervening.accept(event);
            if (event.fact() instanceof Fact.Evaluated
                && event.stage().equals("develop")
                && ++evaluated[0] == 3) {
              trial.run.stop();
            }
          });
      trial.stopped();
      trial.forgetCheckpoints(kept == 3 ? 2 : kept);
      trial.ended().assertSameAs(whole);
    }
  }

  /** Its fence is the last one: the run has done everything. */
  @Test
  void aStopAtTheEndStopsNothing() {
    Trial trial = new Trial().stopAt(Fact.RunEnded.class, 1);
    trial.ended().assertSameAs(whole());
    assertEquals(List.of("started", "finished"), trial.operations());
  }

  /** The network becomes again what it was before the control. */
  @Test
  void aControlIsNotWounded() {
    Trial trial = new Trial();
    List<String> answers = new ArrayList<>();
    trial.watch(
        event -> {
          if (event.stage().equals("rounds/random/1/retrain")) {
            trial.run.wish(
                new Wish.Wound(Lesion.of("h1", List.of(3))),
                refusal -> answers.add(refusal.orElse("granted")));
          }
        });
    trial.ended().assertSameAs(whole());
    assertTrue(answers.get(0).contains("the run develops its control random"), answers.get(0));
  }

  @Test
  void impossibleWishesAreRefusedAndChangeNothing() {
    Trial trial = new Trial();
    List<String> refusals = new ArrayList<>();
    List<Wish> wishes =
        List.of(
            new Wish.Change(Map.of("stages.2.rule.percentage", "5")),
            new Wish.Change(Map.of("network.populations.1.neurons", "12")),
            new Wish.Change(Map.of("seed", "12")),
            new Wish.Change(Map.of("stages.0.name", "other")),
            new Wish.Wound(Lesion.of("h1", List.of(10))),
            new Wish.Wound(Lesion.of("visible", List.of(1))),
            new Wish.Wound(Lesion.share("h7", 0.5)));
    trial.watch(
        event -> {
          if (event.fact() instanceof Fact.EpochEnded epoch && epoch.epoch() == 1) {
            wishes.forEach(
                wish -> trial.run.wish(wish, refusal -> refusals.add(refusal.orElse("granted"))));
          }
        });
    trial.ended();
    assertEquals(wishes.size(), refusals.size(), refusals::toString);
    List<String> expected =
        List.of(
            "unknown key stages[2].rule.percentage",
            "network cannot change",
            "seed cannot change",
            "the make-up of stages cannot change",
            "no living neuron 10",
            "visible",
            "no population is called h7");
    for (int k = 0; k < expected.size(); k++) {
      assertTrue(refusals.get(k).contains(expected.get(k)), refusals.get(k));
    }
    trial.assertSameAs(whole());
  }

  @ParameterizedTest
  @ValueSource(strings = {"arithmetic", "data-identity", "stimuli"})
  void anotherMachineOrOtherDataAreRefused(String field) throws SQLException {
    Trial trial = new Trial().stopAt(Fact.Evaluated.class, 1).stopped();
    trial.tamper(
        "UPDATE operation SET detail = json_set(detail, '$.%s', 'another') WHERE no = 1"
            .formatted(field));
    String message = assertThrows(RunDirectory.Unusable.class, trial::develop).getMessage();
    assertTrue(message.contains("began with another " + field), message);
    assertTrue(message.contains("then  another"), message);
  }

  @Test
  void aDifferenceStopsTheRunAndIsNamed() throws IOException {
    Trial trial = new Trial().stopAt(Fact.Branched.class, 1).stopped();
    trial.forgetCheckpoints(0);
    spec = SpecReader.read(folder.resolve("tiny.conf").toString(), Map.of("stages.0.rate", "0.3"));
    Files.writeString(trial.directory.specification(), spec.resolved());
    int before = trial.recorded().size();
    String message = assertThrows(Continuation.Deviation.class, trial::develop).getMessage();
    assertTrue(message.matches("(?s)event \\d+ differs when it is computed again.*"), message);
    assertTrue(message.contains("recorded  {\"seq\":"), message);
    assertEquals(before, trial.recorded().size());
    assertEquals("failed", trial.operations().get(3));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDamagedCheckpointIsSetAsideForTheOneBefore(boolean cut) throws IOException {
    Trial trial = new Trial().stopAt(Fact.Branched.class, 1).stopped();
    Path newest = trial.directory.checkpointFiles().get(0);
    try (RandomAccessFile file = new RandomAccessFile(newest.toFile(), "rw")) {
      if (cut) {
        file.setLength(file.length() - 100);
      } else {
        file.seek(file.length() / 2);
        int bits = file.read();
        file.seek(file.length() / 2);
        file.write(bits ^ 4);
      }
    }
    trial.ended();
    assertEquals(1, trial.damages.size());
    assertTrue(trial.damages.get(0).contains(newest.toString()), trial.damages.get(0));
    assertTrue(trial.operations().contains("checkpoint-damaged"));
    trial.assertSameAs(whole());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE synapse SET weight = weight + 1 WHERE rowid = 700",
        "DELETE FROM synapse WHERE rowid = 700",
        "UPDATE event SET step = step + 1 WHERE seq = 5",
        "UPDATE event SET detail = replace(detail, '\"living\":', '\"living\":1')"
            + " WHERE kind = 'synapses-pruned'"
      })
  void aCorruptedJournalIsRefusedWithThePlace(String damage) throws SQLException {
    Trial trial = new Trial().stopAt(Fact.Branched.class, 1).stopped();
    trial.tamper(damage);
    String message = assertThrows(DamagedJournal.class, trial::develop).getMessage();
    assertTrue(message.contains(trial.directory.journal().toString()), message);
    assertTrue(message.contains("event "), message);
    Inspection inspection = Inspection.of(trial.directory, spec, 5, 1);
    assertFalse(inspection.isSound());
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

  /** Images in which one pixel after the other is on. */
  private static Source<float[], NotUsed> wandering(long from, AtomicLong asked) {
    return Source.unfold(
        from,
        n -> {
          asked.incrementAndGet();
          float[] image = new float[64];
          image[(int) (n * 7 % 64)] = 1;
          return Optional.of(Pair.create(n + 1, image));
        });
  }

  @Test
  void stimuliMayComeFromAStream() {
    AtomicLong asked = new AtomicLong();
    Trial whole = new Trial();
    whole.preparing = run -> run.learnFrom(from -> wandering(from, asked));
    whole.ended();
    long stimuli = asked.get();
    Trial trial = new Trial();
    trial.preparing = run -> run.learnFrom(from -> wandering(from, asked));
    trial.stopAt(Fact.Evaluated.class, 5).stopped().ended();
    trial.assertSameAs(whole);
    assertTrue(whole.recorded().stream().noneMatch(e -> e.fact() instanceof Fact.EpochEnded));
    // back-pressure: what was learned, and a few ahead of each of the sources that were opened
    long learned = 50 * (10 + 2 * 4 + 2 * 4 + 12 * 2);
    assertTrue(stimuli >= learned && stimuli < learned + 200, stimuli + " of " + learned);
  }

  /** It gives some stimuli, and then nothing more. */
  @Test
  void aRunThatWaitsForItsStreamCanBeStopped() {
    AtomicLong asked = new AtomicLong();
    Trial whole = new Trial();
    whole.preparing = run -> run.learnFrom(from -> wandering(from, asked));
    whole.ended();
    Trial trial = new Trial();
    trial.preparing =
        run -> {
          run.learnFrom(from -> wandering(from, asked).take(700).concat(Source.<float[]>maybe()));
        };
    trial.watch(
        event -> {
          if (event.stage().equals("rounds/1/retrain")) {
            trial.run.stop(); // at the next fence, or while it waits before that
          }
        });
    trial.stopped();
    trial.preparing = run -> run.learnFrom(from -> wandering(from, asked));
    trial.ended().assertSameAs(whole);
  }

  @Test
  void aStreamThatEndsIsAnErrorThatSaysWhere() {
    Trial trial = new Trial();
    trial.preparing = run -> run.learnFrom(from -> wandering(from, new AtomicLong()).take(120));
    String message = assertThrows(IllegalStateException.class, trial::develop).getMessage();
    assertEquals("the source of stimuli ended before stimulus 120", message);
    trial.preparing = run -> run.learnFrom(from -> Source.single(new float[3]));
    String wrong = assertThrows(IllegalArgumentException.class, trial::develop).getMessage();
    assertTrue(wrong.contains("of each of 64 visible neurons, got 3"), wrong);
  }
}
