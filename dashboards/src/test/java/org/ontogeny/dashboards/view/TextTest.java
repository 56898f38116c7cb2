package org.ontogeny.dashboards.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;

/** What people read: aligned, labelled, within 80 columns. */
class TextTest {

  @Test
  void columnsAreAligned() {
    TextTable table = new TextTable(1).row("name", "count").row("a", "1,000").row("longer", "2");
    assertEquals(List.of("name    count", "a       1,000", "longer      2"), table.lines());
  }

  @Test
  void longTextsTakeMoreLines() {
    String words = "word ".repeat(30);
    List<String> lines = new TextTable(2).text("name", words).row("other", "x").lines();
    assertEquals(4, lines.size());
    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), lines.toString());
    assertEquals(30, String.join(" ", lines).split("word", -1).length - 1);
    assertEquals("other  x", lines.get(3));
  }

  @Test
  void theClosingTableSaysWhatEachNumberIs() {
    RunSpec spec = SpecReader.read("digits", Map.of());
    Outcome outcome =
        new Outcome(
            Map.of("visible-h1", new Outcome.Change(106_624, 18_211)),
            Map.of("h1", new Outcome.Change(196, 49)),
            List.of(
                reading(Outcome.Course.MAIN, "evaluate", 0.951, 106_624),
                reading(Outcome.Course.MAIN, "rounds/5/evaluate", 0.943, 18_211),
                reading(Outcome.Course.RANDOM, "rounds/random/5/evaluate", 0.911, 18_211)),
            OptionalDouble.of(0.8));
    List<String> lines = OutcomeText.closing(spec, outcome);
    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), String.join("\n", lines));
    assertMatches(lines, "alive +at birth +at the end +left");
    assertMatches(lines, "synapses +106,624 +18,211 +17\\.1 %");
    assertMatches(lines, "  visible-h1 +106,624 +18,211 +17\\.1 %");
    assertMatches(lines, "neurons +196 +49 +25\\.0 %");
    assertMatches(lines, "accuracy on [0-9,]+ held-out examples of digits");
    assertMatches(lines, "  encodings before pruning +0\\.951");
    assertMatches(lines, "  encodings after pruning +0\\.943");
    assertMatches(lines, "  encodings after as many updates without pruning +-");
    assertMatches(lines, "  encodings after random pruning at equal count +0\\.911");
    assertMatches(lines, "  raw pixels +0\\.800");
  }

  /** Claims of every kind, and other courses, within 80 columns. */
  @Test
  void claimsSayWhatWasComparedAndTheirBands() {
    RunSpec spec = SpecReader.read("scholl-dbm-small", Map.of());
    Outcome outcome =
        new Outcome(
            Map.of("visible-h1", new Outcome.Change(8_836, 3_000)),
            Map.of("h1", new Outcome.Change(400, 300)),
            List.of(
                reading(new Outcome.Course("anti-fisher"), "rounds/anti-fisher/1/evaluate", 0.7, 9),
                reading(
                    new Outcome.Course("anti-fisher"), "rounds/anti-fisher/2/evaluate", 0.6, 8)),
            OptionalDouble.empty(),
            List.of(
                measured("main", 0, "living-synapses", "visible-h1", 8836),
                measured("main", 0, "mean-activity", "h2", 0.06),
                measured("main", 10, "accuracy", "encoding", 0.93),
                measured("fisher-from-rates", 10, "accuracy", "encoding", 0.95)));
    List<String> lines = OutcomeText.closing(spec, outcome);
    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), String.join("\n", lines));
    assertMatches(lines, "  encodings at the end of anti-fisher +0\\.600");
    assertMatches(lines, "M0-1 +visible-h1 living-synapses: main 0 +8,836 += 8,836 +shown");
    assertMatches(lines, "M0-4 +h2 mean-activity: main 0 +0\\.060 +<= 0\\.050 +not shown");
    assertMatches(lines, "M0-6 +encoding accuracy: main 0 +- +>= 0\\.930 +not measured");
    assertMatches(lines, "M3-1 +encoding accuracy: main 10 +-0\\.020 +>= 0\\.000 +not shown");
    assertMatches(lines, " +- fisher-from-rates 10");
  }

  /** A random mask that was trained anew is no random pruning, though its course has that name. */
  @Test
  void masksTrainedAnewAreCalledWhatTheyAre() {
    Map<String, String> transfer =
        Map.of("data.transfer", "noise", "stages.2.examples", "transfer");
    for (Map<String, String> values : List.of(Map.<String, String>of(), transfer)) {
      RunSpec spec = SpecReader.read("stothers-architecture-ci", values);
      String measure = values.isEmpty() ? "accuracy" : "accuracy-transfer";
      Outcome outcome =
          new Outcome(
              Map.of("pixels-hidden", new Outcome.Change(1_000, 200)),
              Map.of("hidden", new Outcome.Change(16, 16)),
              List.of(
                  reading(Outcome.Course.MAIN, "critical-period", 0.9, 500),
                  reading(new Outcome.Course("grown"), "anew/grown/evaluate", 0.6, 200),
                  reading(Outcome.Course.RANDOM, "anew/random/evaluate", 0.5, 200)),
              OptionalDouble.empty(),
              List.of(
                  measured("main", 0, "accuracy", "output", 0.9),
                  measured("grown", 0, measure, "output", 0.3),
                  measured("grown", 0, measure, "output", 0.7),
                  measured("random", 0, measure, "output", 0.55)));
      List<String> lines = OutcomeText.closing(spec, outcome);
      String text = String.join("\n", lines);
      assertTrue(lines.stream().allMatch(line -> line.length() <= 80), text);
      String of =
          values.isEmpty() ? "500 held-out examples of digits" : "held-out examples of noise";
      assertMatches(lines, "anew: accuracy on " + of);
      assertMatches(lines, "  developed mask, weights anew +0\\.700");
      assertMatches(lines, "  random mask of as many synapses in each projection +0\\.550");
      assertMatches(lines, "  random mask of as many synapses in all +-");
      assertFalse(text.contains("random pruning") || text.contains("at the end of"), text);
      assertTrue(outcome.randomlyPruned().isEmpty());
    }
  }

  private static Outcome.Measured measured(
      String course, int round, String measure, String of, double value) {
    return new Outcome.Measured(new Outcome.Course(course), round, 1, measure, of, value, 1);
  }

  private static Outcome.Reading reading(
      Outcome.Course course, String stage, double accuracy, long synapses) {
    return new Outcome.Reading(course, stage, 1, accuracy, synapses, 196, synapses < 106_624);
  }

  private static void assertMatches(List<String> lines, String pattern) {
    assertTrue(
        lines.stream().anyMatch(line -> line.matches(pattern)),
        pattern + " is not in\n" + String.join("\n", lines));
  }

  @Test
  void aSnapshotSaysHowMuchItHolds() {
    Fact snapshot = new Fact.Snapshot(Map.of("visible-h1", 64, "h1-h2", 60), 50, 9, 8);
    assertEquals("snapshot: fields {h1-h2=60, visible-h1=64}, 50 chains", EventText.what(snapshot));
  }

  @Test
  void eventsAreLinesAndWhoDiedIsListedWhereAskedFor() {
    Fact died =
        new Fact.SynapsesPruned(
            "h1-h2",
            new GroupId("h1-h2", 0, 72),
            "fisher",
            "threshold(0.01)",
            0.01,
            OptionalLong.empty(),
            List.of(new Fate(3, 17, 0.005, 0.25f, 36000, 0.5f)),
            Living.NONE);
    Event event = new Event(412, 120000, "rounds/3/prune", died);
    String line = "   412  120000  rounds/3/prune          h1-h2[0:72]: 1 died (fisher)";
    assertEquals(List.of(line), EventText.lines(event, false));
    assertEquals(
        List.of(
            line,
            "        fisher, threshold(0.01), threshold 0.01",
            "        3 -> 17  importance 0.00500  weight 0.2500  age 36000  draw 0.5000"),
        EventText.lines(event, true));
  }
}
