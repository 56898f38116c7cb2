package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.Conditions;
import org.ontogeny.actors.run.Run;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Progress;
import picocli.CommandLine;

/** Pages of runs that were really developed. */
class ReportTest {

  private static final String EVIL = "a <script>alert('x')</script> & \\\"tiny\\\" machine";

  @TempDir static Path folder;

  private static Path runs;
  private static Path experiment;

  /**
   * What a command left behind.
   *
   * @param status exit status
   */
  private record Ended(int status, String out, String err) {}

  @BeforeAll
  static void develop() throws IOException {
    runs = folder.resolve("runs");
    experiment = TinyExperiment.write(folder, "tiny.conf", 5);
    String claimed =
        Files.readString(experiment).replace("a tiny machine", EVIL)
            + "claims = [ { id = \"T<1>\", measure = pruned-share, at-least = 0.1 } ]\n";
    Files.writeString(experiment, claimed);
    run("one", Map.of()).develop(event -> {}, Progress.NONE);
    run("two", Map.of("seed", "2", "stages.2.rule.threshold", "0.07"))
        .develop(event -> {}, Progress.NONE);
  }

  private static Run run(String id, Map<String, String> overrides) {
    return run(id, SpecReader.read(experiment.toString(), overrides));
  }

  private static Run run(String id, RunSpec spec) {
    RunDirectory directory = RunDirectory.create(runs, "tiny", Optional.of(id));
    return new Run(spec, Run.load(spec, Optional.empty()), directory, Conditions.of(2, Map.of()));
  }

  private static Ended report(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("report", "--runs", runs.toString()));
    all.addAll(Arrays.asList(words));
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status = line.execute(all.toArray(String[]::new));
    return new Ended(status, out.toString(), err.toString());
  }

  /** The page that a command has named. */
  private static String page(Path expected, String... words) throws IOException {
    Ended ended = report(words);
    assertEquals("", ended.err());
    assertEquals(0, ended.status());
    assertEquals(expected, Path.of(ended.out().strip()));
    return Files.readString(expected);
  }

  private static void assertFails(int status, String expected, String... words) {
    Ended ended = report(words);
    assertEquals(status, ended.status(), ended.err());
    assertEquals("", ended.out());
    assertContains(expected, ended.err());
    assertFalse(ended.err().contains("\tat "), ended.err());
  }

  private static void assertContains(String expected, String text) {
    assertTrue(text.contains(expected), expected + " is not in\n" + text);
  }

  /** It asks nobody for anything, and runs nothing. */
  private static void assertNeedsNothing(String page) {
    String words = page.replaceAll("data:[^\"]*", "data:");
    assertFalse(words.contains("<script"), "a script");
    assertFalse(Pattern.compile("<[a-z]+ [^>]*\\bon[a-z]+=").matcher(words).find(), "a handler");
    assertFalse(words.contains("@import") || words.contains("url("), "a style from elsewhere");
    assertFalse(words.contains("://"), "an address");
    Matcher address = Pattern.compile("(?:href|src)=\"([^\"]*)\"").matcher(page);
    int addresses = 0;
    while (address.find()) {
      String to = address.group(1);
      assertTrue(to.startsWith("data:") || to.startsWith("#run-"), to);
      addresses++;
    }
    assertTrue(addresses > 10, "only %d addresses".formatted(addresses));
  }

  /** Rows of a table within a page, without its head. */
  private static List<String> table(String name, String page) {
    Pattern link =
        Pattern.compile(
            "download=\"%s\" href=\"data:text/csv;charset=utf-8;base64,([^\"]*)\""
                .formatted(Pattern.quote(name)));
    Matcher found = link.matcher(page);
    assertTrue(found.find(), name);
    byte[] bytes = Base64.getDecoder().decode(found.group(1));
    return new String(bytes, StandardCharsets.UTF_8).lines().skip(1).toList();
  }

  private static int count(String what, String page) {
    return page.split(Pattern.quote(what), -1).length - 1;
  }

  @Test
  void aFinishedRunIsAPageInItsDirectory() throws IOException {
    String page = page(runs.resolve("one").resolve("report.html"), "one");
    assertNeedsNothing(page);
    assertContains("<b>finished in ", page);
    assertContains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;tiny&quot;", page);
    assertContains("T&lt;1&gt;", page);
    assertContains("<span class=\"verdict shown\">✓ shown</span>", page);
    assertContains("<b>2 of 2</b> <span>rounds of pruning</span>", page);
    for (String title :
        List.of(
            "Living synapses",
            "Living neurons",
            "Births and deaths at each step",
            "Thresholds that decisions turned on",
            "Importance at death: visible-h1",
            "Importance at death: h1-h2",
            "Accuracy on held-out examples",
            "Accuracy on training examples",
            "Accuracy against density",
            "Efficiency",
            "Receptive fields of h1",
            "Fantasies",
            "Activity rates")) {
      assertContains("<h4>" + title + "</h4>", page);
    }
    assertEquals(count("<svg ", page), count("role=\"img\"", page));
    assertEquals(count("<img ", page), count(" alt=\"", page));
    assertEquals(count("<figure>", page), count(">CSV</a>", page));
    assertTrue(page.contains("Snapshot snapshots/"), "the snapshot has no name");
    assertContains("<th scope=\"row\">arithmetic</th>", page);
  }

  @Test
  void idsOfAPageAreUnique() throws IOException {
    String page =
        page(
            folder.resolve("ids/report-one-two.html"),
            "one",
            "two",
            "--out",
            "" + folder.resolve("ids"));
    List<String> ids =
        Pattern.compile(" id=\"([^\"]*)\"").matcher(page).results().map(r -> r.group(1)).toList();
    assertEquals(ids.stream().distinct().toList(), ids);
  }

  @Test
  void tablesHoldWhatTheJournalTells() throws IOException {
    String page =
        page(folder.resolve("tables/report.html"), "one", "--out", "" + folder.resolve("tables"));
    List<Double> values = new ArrayList<>();
    long living = 0;
    long deaths = 0;
    boolean main = true;
    try (JournalReader journal = JournalReader.open(runs.resolve("one"))) {
      for (var event : journal.events(1).toList()) {
        if (event.fact() instanceof Fact.Branched branched) {
          main = branched.course().equals("main");
        } else if (event.fact() instanceof Fact.Evaluated e && e.measure().equals("accuracy")) {
          values.add(e.value());
        } else if (event.fact() instanceof Fact.SynapsesFormed formed && main) {
          living += formed.births().size();
        } else if (event.fact() instanceof Fact.SynapsesPruned pruned && main) {
          living -= pruned.deaths().size();
          deaths += pruned.deaths().size();
        }
      }
    }
    List<Double> measured =
        table("one-accuracy.csv", page).stream()
            .map(row -> Double.parseDouble(row.split(",", -1)[6]))
            .sorted()
            .toList();
    assertEquals(values.stream().sorted().toList(), measured);
    List<String> rows = table("one-living-synapses.csv", page);
    String[] last = rows.get(rows.size() - 1).split(",", -1);
    assertEquals("main", last[0]);
    assertEquals(living, Long.parseLong(last[5]) + Long.parseLong(last[6]));
    long decided =
        table("one-decisions.csv", page).stream()
            .map(row -> row.split(",", -1))
            .filter(row -> row[0].equals("main") && row[6].equals("deaths"))
            .mapToLong(row -> Long.parseLong(row[row.length - 2]))
            .sum();
    assertEquals(deaths, decided);
  }

  /**
   * A critical period on drawn digits: it begins with half of the synapses, and densities are
   * shares of those that could be.
   */
  @Test
  void densitiesAreSharesOfThePossibleSynapses() throws IOException {
    run("period", SpecReader.read("stothers-ci", Map.of())).develop(event -> {}, Progress.NONE);
    String page = page(runs.resolve("period/report.html"), "period");
    assertTrue(
        Pattern.compile("<tr><th scope=\"row\">H-1a</th>.*✓ shown").matcher(page).find(), "H-1a");
    int possible = 144 * 16 + 16 * 10;
    double most = 0;
    for (String row : table("period-accuracy-density.csv", page)) {
      String[] cells = row.split(",", -1);
      double density = Double.parseDouble(cells[4]);
      assertEquals(Double.parseDouble(cells[3]) / possible, density, 1e-9, row);
      most = Math.max(most, density);
    }
    assertTrue(most > 0.8 && most < 1, "greatest density " + most);
    assertTrue(table("period-efficiency.csv", page).size() > 40);
    for (String row : table("period-efficiency.csv", page)) {
      String[] cells = row.split(",", -1);
      double synapses = Double.parseDouble(cells[4]);
      assertTrue(synapses > 0, row);
      assertEquals(Double.parseDouble(cells[5]) / synapses, Double.parseDouble(cells[6]), 1e-9);
      assertEquals(possible / synapses, Double.parseDouble(cells[7]), 1e-6 * possible, row);
    }
  }

  @Test
  void severalRunsAreCompared() throws IOException {
    Path out = folder.resolve("compared/deeper");
    String page = page(out.resolve("report-one-two.html"), "one", "two", "--out", "" + out);
    assertNeedsNothing(page);
    assertContains("<h1>2 runs compared</h1>", page);
    assertContains("<tr><th scope=\"row\">seed</th><td>1</td><td>2</td></tr>", page);
    assertContains(
        "<tr><th scope=\"row\">stages.2.rule.threshold</th><td>0.05</td><td>0.07</td></tr>", page);
    assertFalse(page.contains("<th scope=\"row\">data.side</th>"), "equal values are listed");
    assertContains("<h4>encoding: accuracy</h4>", page);
    assertContains("claim T&lt;1&gt;", page);
  }

  @Test
  void aRunThatGoesOnSaysHowFarItWas() throws IOException {
    Path out = folder.resolve("going-on");
    AtomicReference<Ended> meanwhile = new AtomicReference<>();
    run("going-on", Map.of())
        .develop(
            event -> {
              if (event.stage().equals("rounds/random") && meanwhile.get() == null) {
                meanwhile.set(report("going-on", "--out", out.toString()));
              }
            },
            Progress.NONE);
    assertEquals(
        new Ended(0, out.resolve("report.html") + System.lineSeparator(), ""), meanwhile.get());
    String page = Files.readString(out.resolve("report.html"));
    assertNeedsNothing(page);
    assertContains("<b>goes on: process %d since".formatted(ProcessHandle.current().pid()), page);
  }

  @Test
  void aRunThatHasOnlyBegunHasAPageToo() throws IOException {
    RunDirectory begun = RunDirectory.create(runs, "tiny", Optional.of("begun"));
    Files.copy(runs.resolve("one/experiment.conf"), begun.specification());
    String page = page(begun.path().resolve("report.html"), "begun");
    assertContains("nothing is recorded yet", page);
    assertContains("No event has happened yet.", page);
    assertFalse(page.contains("<figure>"), "something is drawn");
    Path out = folder.resolve("with-begun");
    assertContains(
        "2 runs compared",
        page(out.resolve("report-begun-one.html"), "begun", "one", "--out", "" + out));
  }

  @Test
  void mistakesAreNamed() throws IOException {
    assertFails(2, "no run 'three' in " + runs + ": expected one of ", "one", "three");
    assertFails(2, "expected different runs, got one twice", "one", "two", "one");
    assertFails(2, "Missing required parameter: 'RUN'");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertFails(2, "--out: expected a folder, got the file " + file, "one", "--out", "" + file);
    String beneath = file.resolve("beneath").toString();
    assertFails(1, "cannot make the folder " + beneath, "one", "--out", beneath);
    Path taken = Files.createDirectories(folder.resolve("taken/report.html/x")).getParent();
    assertFails(1, "cannot write " + taken, "one", "--out", taken.getParent().toString());
  }
}
