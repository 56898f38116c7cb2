package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.actors.journal.Continuation;
import org.ontogeny.actors.journal.DamagedJournal;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.spec.SpecReader;

/** How a run goes on after it was stopped, lost or damaged. */
@Timeout(120)
class ResumeTest extends TinyRuns {

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

  /** Its fence is the last one: the run has done everything. */
  @Test
  void aStopAtTheEndStopsNothing() {
    Trial trial = new Trial().stopAt(Fact.RunEnded.class, 1);
    trial.ended().assertSameAs(whole());
    assertEquals(List.of("started", "finished"), trial.operations());
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
  void aCheckpointOnRequestLeavesNoTrace() {
    Trial trial = new Trial();
    List<Optional<String>> answers = Collections.synchronizedList(new ArrayList<>());
    trial.watch(event -> trial.run.wish(new Wish.Checkpoint(), answers::add)).ended();
    assertEquals(trial.recorded().size(), answers.size());
    assertTrue(answers.stream().limit(answers.size() - 1).allMatch(Optional::isEmpty));
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
}
