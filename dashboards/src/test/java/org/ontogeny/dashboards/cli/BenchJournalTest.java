package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.dashboards.bench.Answer;
import org.ontogeny.dashboards.bench.Benchmarks;
import org.ontogeny.dashboards.bench.Figure;
import org.ontogeny.dashboards.bench.FigureReport;
import org.ontogeny.dashboards.bench.JournalRow;
import org.ontogeny.dashboards.bench.JournalSizes;
import org.ontogeny.engine.event.JsonObjects;
import picocli.CommandLine;

/** The benchmark of the journal on machines so small that its figures say nothing. */
class BenchJournalTest {

  private static final JournalSizes TINY =
      new JournalSizes(2, 100, 8, 20, 7, new JournalSizes.Layers(8, 12), 300, 2);

  private static final Benchmarks ROWS = new Benchmarks(List.of(new JournalRow(TINY)));

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private void measure(String... options) {
    CommandLine line = new CommandLine(new BenchCommand(ROWS));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status = line.execute(options); // 1 where a target is missed, as may well be here
    assertTrue(status <= 1 && !err.toString().contains("\tat "), err.toString());
  }

  @Test
  void eachFigureIsARowBelowItsQuestion() throws IOException {
    measure("journal", "--repeats", "1", "--threads", "1", "--runs", folder.toString());
    List<String> lines = out.toString().lines().toList();
    assertEquals(5, lines.stream().filter(line -> line.endsWith("?")).count(), out.toString());
    assertEquals(3, lines.stream().filter(line -> line.matches(".* (met|missed)")).count());
    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), out.toString());
    assertTrue(err.toString().contains("measuring 5 of 5"));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count(), "something is left behind");
    }
  }

  @Test
  void aFigureIsAnObjectOfJson() throws IOException {
    Figure.Target target = Figure.Target.below(1.05);
    Figure measured =
        new Figure("How much?", "times", List.of(1.5, 1.0, 1.25), Optional.of(target));
    Answer answer = new Answer("How much?", List.of(measured), List.of("a note"));
    List<String> lines = FigureReport.jsonLines(List.of(answer));
    assertEquals(
        Map.of("question", "How much?", "note", "a note"), JsonObjects.parse(lines.get(1)));
    Map<String, Object> object = JsonObjects.parse(lines.get(0));
    assertEquals(List.of("1.5", "1.0", "1.25"), object.get("values"));
    assertEquals("1.25", object.get("median"));
    assertEquals("1.0", object.get("least"));
    assertEquals("1.5", object.get("most"));
    assertEquals(Map.of("below", "1.05"), object.get("target"));
    assertEquals("false", object.get("met"));
  }

  @Test
  void helpNamesTheBenchmarks() {
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out));
    assertEquals(0, line.execute("bench", "--help"));
    for (String name : Benchmarks.usual().names()) {
      assertTrue(out.toString().lines().anyMatch(l -> l.startsWith("  " + name + " ")), name);
    }
  }

  @Test
  void mistakesAreToldBeforeAnythingIsMeasured() {
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err));
    assertEquals(2, line.execute("bench", "journal", "--repeats", "0"));
    assertTrue(err.toString().contains("--repeats: expected a whole number of at least 1, got 0"));
    assertEquals(2, line.execute("bench", "journal", "--threads", "0"));
    assertEquals(2, line.execute("bench", "jurnal"));
    assertTrue(err.toString().contains("unknown benchmark 'jurnal': expected one of cd, gibbs"));
    assertEquals(2, line.execute("bench", "cd", "--peers", folder.resolve("none").toString()));
    assertTrue(err.toString().contains("--peers: expected a folder, there is none: "));
    assertEquals(2, line.execute("bench", "cd", "--layer", "8"));
    assertTrue(err.toString().contains("--layer is for 'bench gpu' only"));
  }
}
