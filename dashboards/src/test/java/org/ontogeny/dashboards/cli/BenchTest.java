package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ontogeny.dashboards.bench.Answer;
import org.ontogeny.dashboards.bench.Benchmark;
import org.ontogeny.dashboards.bench.Benchmarks;
import org.ontogeny.dashboards.bench.CannotMeasure;
import org.ontogeny.dashboards.bench.Figure;
import org.ontogeny.dashboards.bench.Measuring;
import picocli.CommandLine;

/** Which benchmarks are run, what is said of them, and the exit status. */
class BenchTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** A benchmark that measures the same number each time. */
  private record Constant(String name, double value, String apart) implements Benchmark {
    @Override
    public String question() {
      return "How much is " + name + "?";
    }

    @Override
    public int seconds(Measuring how) {
      return 100;
    }

    @Override
    public List<Answer> measure(Measuring how) {
      if (Double.isNaN(value)) {
        throw new CannotMeasure(name + ": there is nothing to measure");
      }
      Figure figure =
          new Figure(question(), "it", List.of(value), Optional.of(Figure.Target.atLeast(1)));
      return List.of(new Answer(question(), List.of(figure), List.of()));
    }
  }

  private int bench(List<Benchmark> all, String... arguments) {
    CommandLine line =
        new CommandLine(new BenchCommand(new Benchmarks(all)))
            .setExecutionExceptionHandler(new Problems())
            .setParameterExceptionHandler(new Problems());
    return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }

  @Test
  void withoutANameAllButThoseApartAreMeasured() {
    List<Benchmark> all =
        List.of(
            new Constant("one", 1, ""),
            new Constant("two", 2, ""),
            new Constant("huge", 3, "it is huge"));
    assertEquals(0, bench(all));
    assertTrue(err.toString().startsWith("ontogeny: measuring one, two, about 3 minutes"));
    assertTrue(out.toString().contains("How much is two?"), out.toString());
    assertTrue(!out.toString().contains("huge"), out.toString());
    assertEquals(0, bench(all, "huge"));
    assertTrue(out.toString().contains("How much is huge?"), out.toString());
  }

  @Test
  void aMissedTargetIsStatusOne() {
    assertEquals(1, bench(List.of(new Constant("half", 0.5, ""))));
    assertTrue(out.toString().contains("missed"), out.toString());
  }

  @Test
  void whatCannotBeMeasuredIsLeftOutOfAllAndFailsAlone() {
    List<Benchmark> all = List.of(new Constant("one", 1, ""), new Constant("none", Double.NaN, ""));
    assertEquals(0, bench(all));
    assertTrue(out.toString().contains("left out: none: there is nothing to measure"));
    assertEquals(1, bench(all, "none"));
    assertTrue(err.toString().contains("ontogeny: none: there is nothing to measure"));
    assertTrue(!err.toString().contains("\tat "), err.toString());
  }

  @Test
  void anUnknownNameIsAMistakeThatNamesTheOthers() {
    List<Benchmark> all = List.of(new Constant("one", 1, ""), new Constant("two", 2, ""));
    assertEquals(2, bench(all, "three"));
    assertTrue(err.toString().contains("unknown benchmark 'three': expected one of one, two"));
    assertEquals("", out.toString());
  }
}
