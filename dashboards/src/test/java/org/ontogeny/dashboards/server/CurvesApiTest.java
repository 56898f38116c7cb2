package org.ontogeny.dashboards.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ontogeny.dashboards.server.TinyServed.list;
import static org.ontogeny.dashboards.server.TinyServed.object;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;

/** Curves, decisions and importances of a run that has ended, held to its events. */
@Timeout(120)
class CurvesApiTest {

  @TempDir static Path folder;

  private static TinyServed tiny;

  @BeforeAll
  static void developAndServe() throws Exception {
    tiny = TinyServed.in(folder);
  }

  @AfterAll
  static void close() {
    tiny.close();
  }

  @Test
  void curvesEndWhereTheRunEnds() throws Exception {
    Fact.RunEnded ended = (Fact.RunEnded) tiny.events().get(tiny.events().size() - 1).fact();
    for (int points : new int[] {2, 6, 500}) {
      Map<String, Object> told = tiny.json("/api/runs/tiny/series?points=" + points);
      Map<String, Object> series = object(told.get("series"));
      List<?> steps = list("step", series);
      assertEquals(told.get("points"), "" + steps.size());
      assertTrue(steps.size() <= Math.max(points, list("courses", told).size()));
      int last = steps.size() - 1;
      long living = 0;
      for (Object column : object(series.get("synapses")).values()) {
        living += Long.parseLong((String) ((List<?>) column).get(last));
      }
      assertEquals(ended.synapses(), living);
      long neurons = 0;
      for (Object column : object(series.get("neurons")).values()) {
        neurons += Long.parseLong((String) ((List<?>) column).get(last));
      }
      assertEquals(ended.neurons(), neurons);
      assertEquals(sum(Fact.SynapsesPruned.class), sum(list("deaths", series)));
      assertEquals(sum(Fact.SynapsesFormed.class), sum(list("births", series)));
    }
  }

  private static long sum(List<?> numbers) {
    return numbers.stream().mapToLong(n -> Long.parseLong((String) n)).sum();
  }

  private static long sum(Class<? extends Fact.Structural> kind) {
    return tiny.events().stream()
        .filter(e -> kind.isInstance(e.fact()))
        .mapToLong(e -> kind.cast(e.fact()).fates().size())
        .sum();
  }

  @Test
  void everyMeasureIsInTheCurves() throws Exception {
    long evaluated = tiny.events().stream().filter(e -> e.fact() instanceof Fact.Evaluated).count();
    Map<String, Object> told = tiny.json("/api/runs/tiny/series");
    long read =
        list("measures", told).stream().mapToLong(m -> list("value", object(m)).size()).sum();
    assertEquals(evaluated, read);
    assertEquals("1", told.get("folded"));
  }

  /** One decision is all that a rule decided in a projection at a step. */
  @Test
  void decisionsAreThoseOfTheEvents() throws Exception {
    for (long at : new long[] {tiny.events().size(), tiny.events().size() / 2, 0}) {
      Map<String, Long> counts = new LinkedHashMap<>();
      Map<String, Double> thresholds = new LinkedHashMap<>();
      int course = 0;
      for (Event event : tiny.events().subList(0, (int) at)) {
        course += event.fact() instanceof Fact.Branched ? 1 : 0;
        if (event.fact() instanceof Fact.Structural fact) {
          String key = course + " " + event.step() + " " + words(fact);
          counts.merge(key, (long) fact.fates().size(), Long::sum);
          thresholds.merge(key, threshold(fact), CurvesApiTest::larger);
        }
      }
      Map<String, Object> told = tiny.json("/api/runs/tiny/decisions?at=" + at);
      assertEquals("" + at, told.get("at"));
      Map<String, Object> decisions = object(told.get("decisions"));
      List<?> steps = list("step", decisions);
      assertEquals(counts.size(), steps.size());
      for (int k = 0; k < steps.size(); k++) {
        String key =
            "%s %s %s %s %s %s"
                .formatted(
                    list("course", decisions).get(k),
                    steps.get(k),
                    list("projection", decisions).get(k),
                    list("kind", decisions).get(k),
                    list("rule", decisions).get(k),
                    list("selection", decisions).get(k));
        assertEquals("" + counts.get(key), list("count", decisions).get(k), key);
        Object threshold = list("threshold", decisions).get(k);
        assertEquals(
            thresholds.get(key),
            threshold == null ? Double.NaN : Double.parseDouble((String) threshold),
            key);
      }
      assertEquals(1 + course, list("courses", told).size());
    }
  }

  /** The number of a count is told as the count alone. */
  private static String words(Fact.Structural fact) {
    return fact instanceof Fact.SynapsesPruned pruned
        ? "%s pruned %s %s"
            .formatted(
                pruned.projection(),
                pruned.rule(),
                pruned.selection().replaceFirst("^layer-count\\(\\d+\\)$", "layer-count"))
        : "%s formed %s ".formatted(fact.projection(), ((Fact.SynapsesFormed) fact).rule());
  }

  private static double threshold(Fact.Structural fact) {
    return fact instanceof Fact.SynapsesPruned pruned
        ? pruned.threshold()
        : ((Fact.SynapsesFormed) fact).threshold();
  }

  private static double larger(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
  }

  @Test
  void fewDecisionsHaveTheSameSum() throws Exception {
    Map<String, Object> told = tiny.json("/api/runs/tiny/decisions?points=2");
    assertEquals(
        sum(Fact.SynapsesPruned.class) + sum(Fact.SynapsesFormed.class),
        sum(list("count", object(told.get("decisions")))));
  }

  /** The controls' deaths have not led to the network at the end. */
  @Test
  void importancesAreThoseOfTheLineage() throws Exception {
    Map<String, List<Double>> expected = new TreeMap<>();
    boolean main = true;
    for (Event event : tiny.events()) {
      main = event.fact() instanceof Fact.Branched b ? b.course().equals("main") : main;
      if (main && event.fact() instanceof Fact.SynapsesPruned pruned) {
        expected
            .computeIfAbsent(pruned.projection() + " " + pruned.rule(), key -> new ArrayList<>())
            .addAll(pruned.deaths().stream().map(Fate::importance).toList());
      }
    }
    Map<String, Object> told = tiny.json("/api/runs/tiny/importances?bins=5");
    assertEquals(expected.size(), list("histograms", told).size());
    for (Object each : list("histograms", told)) {
      Map<String, Object> histogram = object(each);
      List<Double> importances =
          expected.get(histogram.get("projection") + " " + histogram.get("rule"));
      List<Double> known = importances.stream().filter(Double::isFinite).toList();
      assertEquals("" + known.size(), histogram.get("count"));
      assertEquals("" + (importances.size() - known.size()), histogram.get("unknown"));
      assertEquals(known.size(), sum(list("counts", histogram)));
      if (known.isEmpty()) {
        assertEquals(List.of(), list("edges", histogram));
        assertEquals(null, histogram.get("minimum"));
      } else {
        assertEquals(6, list("edges", histogram).size());
        assertEquals(
            "" + known.stream().mapToDouble(x -> x).min().orElseThrow(), histogram.get("minimum"));
        assertTrue(List.of("linear", "logarithmic").contains(histogram.get("scale")));
      }
    }
    assertEquals(told, tiny.json("/api/runs/tiny/importances?bins=5"));
    assertEquals(List.of(), list("histograms", tiny.json("/api/runs/tiny/importances?at=0")));
  }
}
