package org.ontogeny.dashboards.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.journal.SqliteJournal;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;

/** Importances that are written to a journal, read back in bins. */
class ImportanceHistogramsTest {

  private static ActorSystem<Void> system;

  @TempDir Path folder;

  private final List<Fact> facts = new ArrayList<>();

  @BeforeAll
  static void begin() {
    system =
        ActorSystem.create(Behaviors.empty(), "importances", ConfigFactory.load("ontogeny-actors"));
  }

  @AfterAll
  static void end() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  private static List<Fate> fates(double... importances) {
    return Arrays.stream(importances)
        .mapToObj(importance -> new Fate(1, 2, importance, 0.5f, 3, 0.25f))
        .toList();
  }

  private void died(String projection, String rule, double... importances) {
    facts.add(
        new Fact.SynapsesPruned(
            projection,
            new GroupId(projection, 0, 1),
            rule,
            "",
            0.5,
            OptionalLong.empty(),
            fates(importances),
            Living.NONE));
  }

  private void formed(double... statistics) {
    facts.add(
        new Fact.SynapsesFormed(
            "a", new GroupId("a", 0, 1), "uniform", 0.5, fates(statistics), Living.NONE));
  }

  private List<ImportanceHistogram> read(int bins, Lineage.Stretch... stretches) {
    try (SqliteJournal journal = SqliteJournal.create(folder, Clock.systemUTC(), system)) {
      for (int k = 0; k < facts.size(); k++) {
        journal.append(new Event(k + 1, k, "stage", facts.get(k)));
      }
      journal.fence();
    }
    try (JournalReader journal = JournalReader.open(folder)) {
      return ImportanceHistograms.read(journal, List.of(stretches), bins);
    }
  }

  private static Lineage.Stretch stretch(long first, long last) {
    return new Lineage.Stretch(first, last);
  }

  @Test
  void eachBinHasItsLowerEdgeAndTheLastItsUpperOneToo() {
    formed(100, 200);
    died("a", "fisher", 0, 1, 2, 3.5, 4);
    died("b", "fisher", -1, 1);
    died("a", "fisher", 1.5);
    List<ImportanceHistogram> histograms = read(4, stretch(1, 4));
    assertEquals(2, histograms.size());
    ImportanceHistogram a = histograms.get(0);
    assertEquals("a", a.projection());
    assertEquals("fisher", a.rule());
    assertEquals(6, a.count());
    assertEquals(0, a.unknown());
    assertEquals(0, a.minimum());
    assertEquals(4, a.maximum());
    assertArrayEquals(new double[] {0, 1, 2, 3, 4}, a.edges());
    assertArrayEquals(new long[] {1, 2, 1, 2}, a.counts());
    assertArrayEquals(new long[] {1, 0, 0, 1}, histograms.get(1).counts());
  }

  @Test
  void whatHappenedBesidesTheLineageIsLeftOut() {
    died("a", "fisher", 1, 2);
    died("a", "fisher", 1000);
    formed(0.5, 0.5, 0.5);
    died("a", "fisher", 3);
    ImportanceHistogram a = read(2, stretch(1, 1), stretch(3, 4)).get(0);
    assertEquals(3, a.maximum());
    assertArrayEquals(new long[] {1, 2}, a.counts());
  }

  @Test
  void aWideRangeHasLogarithmicBins() {
    died("a", "fisher", 0.001, 0.02, 0.5, 9, 10);
    ImportanceHistogram a = read(4, stretch(1, 1)).get(0);
    assertTrue(a.logarithmic());
    for (int k = 0; k <= 4; k++) {
      assertEquals(Math.pow(10, k - 3), a.edges()[k], 1e-12);
    }
    assertArrayEquals(new long[] {1, 1, 1, 2}, a.counts());
  }

  @Test
  void deathsWithoutAnImportanceAreCountedApart() {
    died("a", "fisher", 0.5, 0.5, Double.NaN);
    died("a", "cascade", Double.NaN, Double.NaN);
    List<ImportanceHistogram> histograms = read(3, stretch(1, 2));
    ImportanceHistogram single = histograms.get(0);
    assertEquals(1, single.unknown());
    assertEquals(0.5, single.minimum());
    assertArrayEquals(
        new double[] {0.25, 0.25 + 0.5 / 3, 0.25 + 1 / 3.0, 0.75}, single.edges(), 1e-12);
    assertArrayEquals(new long[] {0, 2, 0}, single.counts());
    ImportanceHistogram none = histograms.get(1);
    assertEquals(2, none.unknown());
    assertEquals(0, none.count());
    assertEquals(Double.NaN, none.minimum());
    assertEquals(0, none.edges().length);
    assertEquals(0, none.counts().length);
  }

  /** Many importances over several events, against bins that are looked for one by one. */
  @Test
  void manyImportancesAreInTheirBins() {
    Random random = new Random(7);
    List<Double> all = new ArrayList<>();
    for (int event = 0; event < 5; event++) {
      double[] importances = random.doubles(1_000).map(x -> Math.exp(20 * x)).toArray();
      Arrays.stream(importances).forEach(all::add);
      died("a", "fisher", importances);
    }
    ImportanceHistogram a = read(37, stretch(1, 5)).get(0);
    long[] expected = new long[37];
    for (double importance : all) {
      int bin = 0;
      while (bin < 36 && importance >= a.edges()[bin + 1]) {
        bin++;
      }
      expected[bin]++;
    }
    assertArrayEquals(expected, a.counts());
    assertEquals(5_000, a.count());
  }

  @Test
  void thereIsAtLeastOneBin() {
    died("a", "fisher", 1);
    assertThrows(IllegalArgumentException.class, () -> read(0, stretch(1, 1)));
  }
}
