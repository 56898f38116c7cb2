package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.dashboards.process.SameJava;

/** Watching a run that another process develops or has developed, in a terminal and without one. */
class WatchTest {

  private static final int COLUMNS = 80;
  private static final int ROWS = 24;
  private static final String COLOUR = "\u001b[36m";

  @TempDir static Path folder;

  private static Program program;
  private static Program.Ended ran;

  @BeforeAll
  static void runOnce() throws Exception {
    program = new Program(folder);
    TinyExperiment.write(folder, "tiny.conf", 5);
    ran = program.run("run", "tiny.conf");
    assertEquals(0, ran.status(), ran.err());
  }

  private static List<String> watched(String id) throws Exception {
    Program.Ended ended = program.run("watch", id);
    assertEquals("", ended.err());
    assertEquals(0, ended.status());
    return ended.out().lines().toList();
  }

  private static long count(List<String> lines, String part) {
    return lines.stream().filter(line -> line.contains(part)).count();
  }

  @Test
  void aRunThatHasFinishedIsToldFromItsBeginning() throws Exception {
    List<String> lines = watched("tiny-1");
    assertEquals(
        "     step  density  accuracy  stage                   what happened", lines.get(0));
    assertTrue(lines.get(1).contains("run started"), lines.get(1));
    assertEquals("tiny-1 has finished", lines.get(lines.size() - 1));
    assertEquals(7, count(lines, "stage started"));
    Program.Ended deaths = program.run("events", "tiny-1", "--kind", "synapses-pruned");
    assertEquals(deaths.out().lines().count() - 1, count(lines, " died ("));
  }

  @Test
  void densityAndAccuracyAreThoseThatTheRunPrintedAtItsEnd() throws Exception {
    List<String> lines = watched("tiny-1");
    String ended = lines.get(lines.size() - 2);
    assertTrue(ended.contains("run ended"), ended);
    String density = printed("synapses");
    String accuracy = printed("encodings after pruning");
    assertTrue(
        ended.matches(" *[0-9,]+ +" + density + " % +" + accuracy + "  - .*"),
        ended + " after\n" + ran.out());
  }

  /** The last number of a line of the results. */
  private static String printed(String name) {
    String line =
        ran.out().lines().filter(l -> l.strip().startsWith(name + " ")).findFirst().orElseThrow();
    String[] words = line.replace(" %", "").strip().split(" +", -1);
    return words[words.length - 1];
  }

  @Test
  void aRunThatIsNotThereIsAMistake() throws Exception {
    Program.Ended ended = program.run("watch", "tiny-77");
    assertEquals(2, ended.status());
    assertEquals("", ended.out());
    assertTrue(ended.err().contains("no run 'tiny-77' in runs"), ended.err());
    assertFalse(ended.err().contains("\tat "), ended.err());
  }

  @Test
  void aRunThatGoesOnIsFollowedUntilNobodyDevelopsItAndTheEndIsNamed() throws Exception {
    EndlessExperiment.write(folder, "endless.conf");
    try (Program.Running run = program.launch("run", "endless.conf", "--id", "endless")) {
      run.awaitText("develop", run.err());
      try (Program.Running watch = program.launch("watch", "endless")) {
        watch.awaitText(" died (", watch.out());
        assertEquals(0, program.run("stop", "endless").status());
        assertLast("endless was stopped; './ontogeny resume endless' goes on", watch.ended());
      }
    }
    try (Program.Running resumed = program.launch("resume", "endless")) {
      resumed.awaitText("develop", resumed.err());
      try (Program.Running watch = program.launch("watch", "endless")) {
        watch.awaitText("stage started", watch.out());
        resumed.process().destroyForcibly();
        assertLast(
            "the process that developed endless is gone; './ontogeny resume endless' goes on",
            watch.ended());
      }
    }
  }

  private static void assertLast(String expected, Program.Ended ended) {
    assertEquals("", ended.err());
    assertEquals(0, ended.status());
    List<String> lines = ended.out().lines().toList();
    assertEquals(expected, lines.get(lines.size() - 1));
  }

  @Test
  void inATerminalThereIsAPanel() throws Exception {
    Screen screen = new Screen(COLUMNS, ROWS).write(inTerminal(ROWS, Map.of(), "watch", "tiny-1"));
    assertEquals(0, screen.wraps());
    assertEquals(0, screen.column());
    List<String> lines = screen.lines();
    int farewell = lines.indexOf("tiny-1 has finished");
    assertEquals(farewell + 1, screen.row());
    List<String> panel = lines.subList(farewell - 12, farewell);
    assertTrue(panel.get(0).matches("tiny-1  100 %  step ([0-9]+) of \\1  finished"), panel.get(0));
    assertEquals("done      train, evaluate, rounds", panel.get(1));
    assertTrue(panel.get(4).matches("density   █[▁-█]+  100\\.0 % to +[0-9.]+ %.*"), panel.get(4));
    assertTrue(panel.get(4).matches(".* to +" + printed("synapses") + " %.*"), panel.get(4));
    assertTrue(
        panel.get(5).matches(".* to +" + printed("encodings after pruning") + "( .*)?"),
        panel.get(5));
    assertTrue(panel.get(8).startsWith("deaths    rounds/"), panel.get(8));
  }

  @Test
  void inALowTerminalItIsALine() throws Exception {
    Screen screen = new Screen(COLUMNS, 11).write(inTerminal(11, Map.of(), "watch", "tiny-1"));
    assertEquals(0, screen.wraps());
    int farewell = screen.lines().indexOf("tiny-1 has finished");
    assertEquals(
        "tiny-1 100 % [" + "█".repeat(24) + "] finished", screen.lines().get(farewell - 1));
  }

  /** The panel is gone, and what a run says without a terminal is all there. */
  @Test
  void afterARunItsResultsFollowThePanel() throws Exception {
    Screen screen =
        new Screen(COLUMNS, 100)
            .write(inTerminal(ROWS, Map.of(), "run", "tiny.conf", "--id", "drawn"));
    assertEquals(0, screen.wraps());
    List<String> said = screen.lines().stream().filter(line -> !line.isEmpty()).toList();
    List<String> results = ran.out().replace("tiny-1", "drawn").lines().toList();
    List<String> expected = results.stream().filter(line -> !line.isEmpty()).toList();
    assertEquals(expected, said.subList(said.size() - expected.size(), said.size()));
    assertEquals(0, count(said, "to come"));
  }

  @Test
  void coloursAndMovementsAreLeftOutWhereTheyAreNotWanted() throws Exception {
    String plain = inTerminal(ROWS, Map.of("NO_COLOR", "1"), "watch", "tiny-1");
    assertTrue(plain.contains("density   █"), plain);
    assertFalse(plain.contains(COLOUR), plain);
    String coloured = inTerminal(ROWS, Map.of(), "watch", "tiny-1");
    assertEquals(
        new Screen(COLUMNS, ROWS).write(plain).lines(),
        new Screen(COLUMNS, ROWS).write(coloured).lines());
    assertTrue(coloured.contains(COLOUR), coloured);
    String dumb = inTerminal(ROWS, Map.of("TERM", "dumb"), "watch", "tiny-1");
    assertFalse(dumb.contains("\u001b"), dumb);
    assertTrue(dumb.startsWith("     step  density"), dumb);
  }

  /** What a program writes into a terminal of 80 columns. */
  private static String inTerminal(int rows, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    assumeTrue(hasScript(), "there is no script of util-linux, which makes terminals");
    List<String> command = SameJava.command(Main.class.getName(), List.of(arguments));
    command.add(1, "-XX:+UseSerialGC");
    String line =
        "stty cols %d rows %d; exec ".formatted(COLUMNS, rows)
            + command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    Path written = Files.createTempFile(folder, "terminal", ".out");
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qec", line, "/dev/null")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(written.toFile());
    builder.environment().put("TERM", "xterm");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("SHELL", "/bin/sh");
    List.of("NO_COLOR", "ONTOGENY_DATA", "ONTOGENY_PLUGINS", "ONTOGENY_TOKEN")
        .forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    int status = process.waitFor();
    String text = Files.readString(written, StandardCharsets.UTF_8);
    assertEquals(0, status, text);
    return withoutGreeting(text);
  }

  private static String withoutGreeting(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)", -1)));
    lines.removeIf(line -> line.startsWith("WARNING: Using incubator modules"));
    return String.join("", lines);
  }

  private static boolean hasScript() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("script", "--version").redirectErrorStream(true).start();
      String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 && version.contains("util-linux");
    } catch (IOException e) {
      return false;
    }
  }
}
