package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.checkpoint.NetworkArrays;
import org.ontogeny.actors.checkpoint.NumpyFile;

/** What people type, and what they get, each time from a new process. */
class CommandLineTest {

  @TempDir static Path folder;

  private static Program program;
  private static Program.Ended ran;

  @BeforeAll
  static void runOnce() throws Exception {
    program = new Program(folder);
    TinyExperiment.write(folder, "tiny.conf", 5);
    ran = program.run("run", "tiny.conf");
  }

  private static String ok(String... arguments) throws Exception {
    Program.Ended ended = program.run(arguments);
    assertEquals("", ended.err());
    assertEquals(0, ended.status());
    return ended.out();
  }

  private static void assertMistake(String expected, String... arguments) throws Exception {
    Program.Ended ended = program.run(arguments);
    assertEquals(2, ended.status(), ended.err());
    assertEquals("", ended.out());
    assertTrue(ended.err().contains(expected), ended.err());
    assertFalse(ended.err().contains("\tat "), ended.err());
  }

  private static void assertContains(String expected, String text) {
    assertTrue(text.contains(expected), expected + " is not in\n" + text);
  }

  private static void assertIsJson(String text) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      parser.nextToken();
      parser.skipChildren();
      assertEquals(null, parser.nextToken());
    }
  }

  /** The canonical events of a run. */
  private static String exported(String id) throws Exception {
    ok("export", id, "--out", "exported");
    return Files.readString(folder.resolve("exported").resolve(id + ".jsonl"));
  }

  private static String withRun(String canonical) {
    return canonical
        .lines()
        .map(line -> "{\"run\":\"tiny-1\"," + line.substring(1) + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void aRunPrintsItsResultsAndLeavesItsFiles() throws Exception {
    assertEquals(0, ran.status(), ran.err());
    assertContains("encodings before pruning", ran.out());
    assertContains("raw pixels", ran.out());
    List<String> last = ran.out().lines().collect(Collectors.toList());
    last = last.subList(last.size() - 4, last.size());
    assertEquals("run   " + Path.of("runs", "tiny-1"), last.get(0));
    assertEquals("next  ./ontogeny show tiny-1", last.get(1));
    assertEquals("      ./ontogeny report tiny-1", last.get(2));
    assertEquals("      ./ontogeny verify tiny-1", last.get(3));
    Path run = folder.resolve("runs/tiny-1");
    for (String file : List.of("experiment.conf", "journal.db", "lock")) {
      assertTrue(Files.isRegularFile(run.resolve(file)), file);
    }
    assertFalse(Files.exists(run.resolve("journal.db-wal")), "the journal is not one file");
    try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
      assertEquals(3, checkpoints.count());
    }
  }

  @Test
  void progressGoesToStandardErrorAndNothingElseDoes() {
    List<String> lines = ran.err().lines().collect(Collectors.toList());
    assertContains("tiny-1  a tiny machine", lines.get(0));
    List<String> stages =
        lines.stream()
            .filter(line -> line.matches(" *[0-9.]+ s +[0-9]+ %  [a-z0-9/-]+"))
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .toList();
    assertEquals(
        List.of(
            "train",
            "evaluate",
            "rounds",
            "rounds/1",
            "rounds/2",
            "rounds/unpruned",
            "rounds/random"),
        stages);
    assertEquals("", lines.get(lines.size() - 1));
    List<String> before = lines.subList(1, lines.size() - stages.size() - 1);
    assertTrue(before.stream().allMatch(line -> line.startsWith("        ")), ran.err());
  }

  @Test
  void theSameRunAgainHasTheSameEventsAndJsonInPlaceOfTables() throws Exception {
    Program.Ended again =
        program.run("run", "tiny.conf", "--id", "again", "--threads", "1", "--json");
    assertEquals(0, again.status(), again.err());
    assertIsJson(again.out());
    assertEquals(1, again.out().lines().count());
    assertContains("\"run\":\"again\"", again.out());
    assertContains("\"state\":\"finished\"", again.out());
    ok("export", "again", "--out", "out-again");
    assertEquals(exported("tiny-1"), Files.readString(folder.resolve("out-again/again.jsonl")));
    assertIsJson(ok("show", "again", "--json"));
    assertEquals("report-tiny-1-again.html", ok("report", "tiny-1", "again").strip());
    assertTrue(Files.isRegularFile(folder.resolve("report-tiny-1-again.html")));
  }

  @Test
  void showTellsWhatTheRunWas() throws Exception {
    String shown = ok("show", "tiny-1");
    assertContains("tiny-1, finished in", shown);
    assertTrue(
        shown.matches("(?s).*snapshots +9\n.*"), shown); // 3 stages and 2 rounds of 3 courses
    assertContains("rounds/random/2/evaluate", shown);
    assertContains("encodings after random pruning at equal count", shown);
    assertTrue(shown.lines().allMatch(line -> line.length() <= 80), shown);
  }

  @Test
  void aReportIsAPageInTheRunsDirectory() throws Exception {
    Path page = Path.of("runs", "tiny-1", "report.html");
    assertEquals(page.toString(), ok("report", "tiny-1").strip());
    assertContains("<h1>tiny-1</h1>", Files.readString(folder.resolve(page)));
  }

  @Test
  void theTopologyListsActorsAndMessages() throws Exception {
    String shown = ok("show", "tiny-1", "--topology");
    assertContains("1 conductor, 9 hosts", shown);
    assertTrue(shown.matches("(?s).*h1:0-6 +neuron group +h1\\[0:6\\].*"), shown);
    assertTrue(
        shown.matches("(?s).*activity +visible\\[0:64\\] +visible-h1\\[6:12\\] +1.*"), shown);
    assertTrue(shown.matches("(?s).*drive +h1-h2\\[4:8\\] +h1\\[0:6\\] +1.*"), shown);
    assertIsJson(ok("show", "tiny-1", "--topology", "--json"));
  }

  @Test
  void eventsAreChosenByNumberAndKind() throws Exception {
    String lines = ok("events", "tiny-1", "--kind", "evaluated", "--json");
    List<String> recorded =
        exported("tiny-1")
            .lines()
            .filter(line -> line.contains("\"kind\":\"evaluated\""))
            .map(line -> "{\"run\":\"tiny-1\"," + line.substring(1))
            .toList();
    assertFalse(recorded.isEmpty());
    assertEquals(recorded, lines.lines().toList());
    String from = ok("events", "tiny-1", "--from", "3", "--json");
    assertTrue(from.startsWith("{\"run\":\"tiny-1\",\"seq\":3,"), from);
    assertContains("run started", ok("events", "tiny-1"));
  }

  @Test
  void synapsesAreListedOnlyWhereAskedFor() throws Exception {
    String without = ok("events", "tiny-1", "--kind", "synapses-pruned", "--json");
    assertContains("\"count\":", without);
    assertFalse(without.contains("\"synapses\":["), without);
    String with = ok("events", "tiny-1", "--kind", "synapses-pruned", "--json", "--synapses");
    assertContains("\"synapses\":[{\"pre\":", with);
    assertEquals(without.lines().count(), with.lines().count());
  }

  @Test
  void anExportHoldsTheCanonicalEventsTheirChecksumAndTheWeights() throws Exception {
    String said = ok("export", "tiny-1", "--out", "out");
    byte[] events = Files.readAllBytes(folder.resolve("out/tiny-1.jsonl"));
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(events));
    assertContains(sha256, said);
    assertContains("9 snapshots in " + Path.of("runs", "tiny-1", "snapshots"), said);
    assertEquals(
        sha256 + "  tiny-1.jsonl",
        Files.readString(folder.resolve("out/tiny-1.jsonl.sha256")).strip());
    assertEquals(ok("events", "tiny-1", "--json", "--synapses"), withRun(Program.text(events)));
    NetworkArrays arrays = NumpyFile.read(folder.resolve("out/tiny-1.npz"));
    assertEquals(64 * 12, arrays.projections().get("visible-h1").weight().length);
    assertEquals(8, arrays.biases().get("h2").length);
  }

  @Test
  void fantasiesAreWrittenAndDependOnTheSeedAlone() throws Exception {
    String said = ok("sample", "tiny-1", "--n", "150", "--sweeps", "3", "--out", "a.npz");
    assertContains("visible [150, 64]", said);
    ok("sample", "tiny-1", "--n", "150", "--sweeps", "3", "--out", "b.npz", "--threads", "1");
    ok("sample", "tiny-1", "--n", "150", "--sweeps", "3", "--out", "c.npz", "--seed", "9");
    float[] a = NumpyFile.array(folder.resolve("a.npz"), "visible");
    assertEquals(150 * 64, a.length);
    for (float mean : a) {
      assertTrue(mean > 0 && mean < 1, "a mean of " + mean);
    }
    assertTrue(Arrays.equals(a, NumpyFile.array(folder.resolve("b.npz"), "visible")));
    assertFalse(Arrays.equals(a, NumpyFile.array(folder.resolve("c.npz"), "visible")));
  }

  @Test
  void helpVersionExperimentsAndDoctorAnswer() throws Exception {
    assertContains("Usage: ontogeny run", ok("run", "--help"));
    assertContains("Commands:", ok());
    assertTrue(ok("--version").startsWith("ontogeny "));
    assertContains("digits", ok("experiments"));
    String doctor = ok("doctor");
    assertContains("auto is the processor", doctor);
    for (String backend : List.of("cpu", "opencl", "reference")) {
      assertContains("backend " + backend, doctor);
    }
    assertContains("cpu 3; vectors of ", doctor);
    assertContains("ONTOGENY_DATA", doctor);
  }

  @Test
  void aMistakeIsNamedWithoutAStackTrace() throws Exception {
    String tiny = Files.readString(folder.resolve("tiny.conf"));
    String mistaken = tiny.replace("side = 8", "side = 8, sied = 8");
    Files.writeString(folder.resolve("mistaken.conf"), mistaken);
    assertMistake("mistaken.conf:3: unknown key data.sied", "run", "mistaken.conf");
    assertMistake("no run 'tiny-77' in runs", "show", "tiny-77");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
  void aRunThatIsTerminatedStopsInOrder() throws Exception {
    TinyExperiment.write(folder, "endless.conf", 100_000_000);
    Process process = program.start("run", "endless.conf", "--id", "endless");
    try (BufferedReader err =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      String line = err.readLine();
      while (line != null && !line.endsWith("%  train")) {
        line = err.readLine();
      }
      process.toHandle().destroy(); // unlike the process, it leaves the streams open
      String rest = err.lines().collect(Collectors.joining("\n"));
      assertEquals(143, process.waitFor(), rest);
      assertContains("ontogeny: the run was stopped at step ", rest);
      assertContains("'./ontogeny resume endless' goes on", rest);
    } finally {
      process.destroyForcibly();
    }
    assertContains("stopped before its end", ok("show", "endless"));
    assertContains("all is sound", ok("verify", "endless"));
    assertContains("visible [1, 64]", ok("sample", "endless", "--n", "1", "--out", "x.npz"));
  }
}
