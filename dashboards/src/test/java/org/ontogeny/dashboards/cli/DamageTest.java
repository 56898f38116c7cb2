package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.actors.snapshot.SnapshotFolder;

/** What people read when a file of a run is not what was written. */
class DamageTest {

  @TempDir static Path folder;

  private static Program program;

  @BeforeAll
  static void runOnce() throws Exception {
    program = new Program(folder);
    TinyExperiment.write(folder, "tiny.conf", 5);
    Program.Ended ended = program.run("run", "tiny.conf", "--id", "whole");
    assertEquals(0, ended.status(), ended.err());
  }

  /** Another run with the same files. */
  private static RunDirectory copy(String id) throws IOException {
    Path from = folder.resolve("runs/whole");
    Path to = folder.resolve("runs").resolve(id);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return new RunDirectory(to);
  }

  private static String events(String id) throws Exception {
    Program.Ended ended = program.run("export", id, "--out", "out");
    assertEquals(0, ended.status(), ended.err());
    return Files.readString(folder.resolve("out").resolve(id + ".jsonl"));
  }

  private static void assertContains(String expected, String text) {
    assertTrue(text.contains(expected), expected + " is not in\n" + text);
    assertFalse(text.contains("\tat "), text);
  }

  /** Changes one bit of the journal, in the first of such bytes. */
  private static void damage(RunDirectory run, byte[] at) throws IOException {
    byte[] bytes = Files.readAllBytes(run.journal());
    int place = 0;
    while (!Arrays.equals(bytes, place, place + at.length, at, 0, at.length)) {
      place++;
    }
    bytes[place] ^= 1;
    Files.write(run.journal(), bytes);
  }

  private static void assertNamed(String id, String place) throws Exception {
    String file = Path.of("runs", id, "journal.db").toString();
    for (String command : List.of("resume", "verify")) {
      Program.Ended ended = program.run(command, id);
      String said = ended.out() + ended.err();
      assertEquals(1, ended.status(), said);
      assertContains(file, said);
      assertContains(place, said);
    }
  }

  @Test
  void aTruncatedCheckpointIsNamedAndTheOneBeforeServes() throws Exception {
    RunDirectory run = copy("truncated");
    Path newest = run.checkpointFiles().get(0);
    byte[] bytes = Files.readAllBytes(newest);
    Files.write(newest, Arrays.copyOf(bytes, bytes.length / 2));
    Program.Ended ended = program.run("resume", "truncated");
    assertEquals(0, ended.status(), ended.err());
    assertContains(newest.getFileName().toString(), ended.err());
    assertContains("truncated at byte " + bytes.length / 2, ended.err());
    assertContains("ontogeny: resumed at step", ended.err());
    assertEquals(events("whole"), events("truncated"));
    Program.Ended verified = program.run("verify", "truncated");
    assertEquals(0, verified.status(), verified.out());
  }

  @Test
  void aChangedSnapshotIsNamed() throws Exception {
    Path file = new SnapshotFolder(copy("snapshot").snapshots()).files().get(1);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Program.Ended ended = program.run("verify", "snapshot");
    assertEquals(1, ended.status(), ended.out());
    assertContains(file.getFileName().toString(), ended.out());
    assertContains("not sound", ended.out());
  }

  @Test
  void aChangedEventIsNamed() throws Exception {
    damage(copy("event"), "rounds/2/measure".getBytes(StandardCharsets.UTF_8));
    assertNamed("event", "event ");
  }

  @Test
  void aChangedPageIsNamed() throws Exception {
    damage(copy("page"), "SQLite format 3".getBytes(StandardCharsets.UTF_8));
    assertNamed("page", "no SQLite database");
  }
}
