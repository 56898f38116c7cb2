package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ontogeny.actors.checkpoint.CheckpointFolder;
import org.ontogeny.actors.snapshot.SnapshotCheck;
import org.ontogeny.actors.snapshot.SnapshotFolder;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.spec.SpecReader;

/** Snapshots of a run: which files there are, whatever happened to the run or to them. */
@Timeout(120)
class RunSnapshotsTest extends TinyRuns {

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
}
