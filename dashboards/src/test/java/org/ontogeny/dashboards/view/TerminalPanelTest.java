package org.ontogeny.dashboards.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.engine.stage.Course;

/** What a terminal shows of a known state, at any size. */
class TerminalPanelTest {

  private static final Pace PACE = new Pace(30, 0.003, 0);

  private static final PanelState BORN =
      state(
          0,
          List.of(toCome("pretrain-visible-h1", 1500), toCome("rounds", 11_250)),
          "",
          List.of(),
          List.of(),
          List.of(),
          "");

  private static final PanelState HALF =
      state(
          9301,
          List.of(
              done("pretrain-visible-h1", 1500),
              done("pretrain-h1-h2", 2000),
              done("assemble", 0),
              done("train", 1801),
              done("evaluate", 0),
              goingOn("rounds", 11_250, 4000),
              toCome("end", 0)),
          "rounds/3/prune",
          List.of(
              new Curve.Sample(0, 1), new Curve.Sample(6000, 0.6), new Curve.Sample(8000, 0.387)),
          List.of(
              new Curve.Sample(5301, 0.963),
              new Curve.Sample(6900, 0.951),
              new Curve.Sample(8900, 0.960)),
          List.of(
              deaths("rounds/3/prune", "h1-h2", 1234),
              deaths("rounds/3/prune", "visible-h1", 567),
              deaths("rounds/2/prune", "h1-h2", 1312)),
          "step 9,301  rounds/3/prune  h1-h2[0:128]: 1,234 died (fisher)");

  private static PanelState state(
      long step,
      List<PanelState.Stage> stages,
      String part,
      List<Curve.Sample> density,
      List<Curve.Sample> accuracy,
      List<PanelState.Deaths> deaths,
      String event) {
    return new PanelState(
        "digits-1",
        step,
        stages,
        part,
        new Curve(density),
        new Curve(accuracy),
        List.of(
            new PanelState.Alive("visible-h1", 6333, 16_384),
            new PanelState.Alive("h1-h2", 39_636, 102_400)),
        deaths,
        event);
  }

  private static PanelState.Stage done(String name, long steps) {
    return new PanelState.Stage(name, PanelState.Standing.DONE, steps, steps);
  }

  private static PanelState.Stage goingOn(String name, long steps, long done) {
    return new PanelState.Stage(name, PanelState.Standing.GOING_ON, steps, done);
  }

  private static PanelState.Stage toCome(String name, long steps) {
    return new PanelState.Stage(name, PanelState.Standing.TO_COME, steps, 0);
  }

  private static PanelState.Deaths deaths(String stage, String projection, long count) {
    return new PanelState.Deaths(
        9301, stage, projection, count, "fisher", "hazard(0.019,0.1,1.5,1.0E-6)", 0.019);
  }

  private static List<String> panel(PanelState state, int width) {
    return TerminalPanel.goingOn(state, PACE, width, 23, Marks.ASCII);
  }

  @Test
  void aKnownStateHasKnownLines() {
    assertEquals(
        List.of(
            "digits-1   56 %  step 9,301 of 16,551  0:30 so far  0:22 left",
            "done      pretrain-visible-h1, pretrain-h1-h2, assemble, train, evaluate",
            "now       rounds/3/prune              [========--------------]  35 %  0:22 left",
            "to come   end",
            "density   ##################++++++=====  100.0 % to  38.7 %  (100 % = 118,784)",
            "accuracy                  #####......**    0.963 to   0.960  (. 0.951, # 0.963)",
            "alive     visible-h1    6,333  of   16,384   38.7 %",
            "          h1-h2        39,636  of  102,400   38.7 %",
            "deaths    rounds/3/prune  h1-h2       1,234 by fisher, hazard 0.019",
            "          rounds/3/prune  visible-h1    567 by fisher, hazard 0.019",
            "          rounds/2/prune  h1-h2       1,312 by fisher, hazard 0.019",
            "event     step 9,301  rounds/3/prune  h1-h2[0:128]: 1,234 died (fisher)"),
        panel(HALF, 79));
  }

  @Test
  void whatDoesNotFitIsCutAndSaysSo() {
    List<String> lines = panel(HALF, 59);
    assertEquals("done      ...-h1, pretrain-h1-h2, assemble, train, evaluate", lines.get(1));
    assertEquals("now       rounds/3/prune          [==----]  35 %  0:22 left", lines.get(2));
    assertEquals("density   #####++==  100.0 % to  38.7 %  (100 % = 118,784)", lines.get(4));
    assertEquals("          rounds/3/prune  visible-h1    567 by fisher, h...", lines.get(9));
  }

  @Test
  void beforeTheFirstEventNothingIsKnown() {
    assertEquals(
        List.of(
            "digits-1    0 %  step 0 of 12,750  0:00 so far  ... left",
            "done      -",
            "now       -",
            "to come   pretrain-visible-h1, rounds",
            "density   -",
            "accuracy  -",
            "alive     visible-h1    6,333  of   16,384   38.7 %",
            "          h1-h2        39,636  of  102,400   38.7 %",
            "deaths    -",
            "",
            "",
            "event     -"),
        TerminalPanel.goingOn(BORN, new Pace(0, Double.NaN, 0), 79, 23, Marks.ASCII));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 59, 60, 79, 80, 119, 120, 199, 200})
  void noLineIsLongerThanTheWidthAndTheirNumberStays(int width) {
    for (PanelState state : List.of(BORN, HALF)) {
      for (Marks marks : Marks.values()) {
        List<String> lines = TerminalPanel.goingOn(state, PACE, width, 23, marks);
        assertEquals(12, lines.size());
        assertTrue(lines.stream().allMatch(line -> line.length() <= width), lines.toString());
        List<String> rest = TerminalPanel.resting(state, "stopped", width, 23, marks);
        assertEquals(12, rest.size());
        assertTrue(rest.stream().allMatch(line -> line.length() <= width), rest.toString());
      }
    }
  }

  @Test
  void aLowTerminalHasFewerDeathsAndAVeryLowOneALine() {
    assertEquals(11, TerminalPanel.goingOn(HALF, PACE, 79, 11, Marks.ASCII).size());
    assertEquals(
        List.of("digits-1  56 % [=============-----------] 0:22 left  rounds/3/prune"),
        TerminalPanel.goingOn(HALF, PACE, 79, 10, Marks.ASCII));
    assertEquals(
        List.of("digits-1  56 % [=============--------..."),
        TerminalPanel.goingOn(HALF, PACE, 40, 1, Marks.ASCII));
  }

  @Test
  void aRunThatRestsHasNoTimes() {
    List<String> lines = TerminalPanel.resting(HALF, "stopped", 79, 23, Marks.ASCII);
    assertEquals("digits-1   56 %  step 9,301 of 16,551  stopped", lines.get(0));
    assertEquals(
        "last      rounds/3/prune              [=========---------------]  35 %", lines.get(2));
  }

  @Test
  void aRunWithoutAnEndHasNoShare() {
    PanelState endless =
        state(
            7000,
            List.of(done("train", 1000), goingOn("develop", Course.ENDLESS, 6000)),
            "develop",
            List.of(),
            List.of(),
            List.of(),
            "");
    List<String> lines = panel(endless, 79);
    assertEquals("digits-1  step 7,000, without an end  0:30 so far", lines.get(0));
    assertEquals("now       develop  6,000 steps, without an end", lines.get(2));
  }

  @Test
  void ofManyProjectionsTheLastOnesAreAddedUp() {
    PanelState many =
        new PanelState(
            "deep-1",
            0,
            List.of(),
            "",
            new Curve(List.of()),
            new Curve(List.of()),
            Stream.of("a-b", "b-c", "c-d", "d-e")
                .map(name -> new PanelState.Alive(name, 25, 100))
                .collect(Collectors.toList()),
            List.of(),
            "");
    List<String> lines = panel(many, 79);
    assertEquals(13, lines.size());
    assertEquals("          2 others   50  of  200   25.0 %", lines.get(8));
  }

  @Test
  void blocksAreDrawnWhereTheEncodingHasThem() {
    assertEquals(Marks.BLOCKS, Marks.of(StandardCharsets.UTF_8));
    assertEquals(Marks.ASCII, Marks.of(StandardCharsets.US_ASCII));
    assertEquals(Marks.ASCII, Marks.of(StandardCharsets.ISO_8859_1));
    List<String> lines = TerminalPanel.goingOn(HALF, PACE, 79, 23, Marks.BLOCKS);
    assertEquals(
        "density   "
            + "█".repeat(18)
            + "▅".repeat(6)
            + "▄".repeat(5)
            + "  100.0 % to  38.7 %  (100 % = 118,784)",
        lines.get(4));
    assertTrue(lines.get(5).endsWith("(▁ 0.951, █ 0.963)"), lines.get(5));
  }

  @Test
  void whatIsLeftCountsDownBetweenStepsAndHoursAreHours() {
    assertEquals("0:20 left", new Pace(1, 0.5, 10).left(60));
    assertEquals("0:00 left", new Pace(1, 0.5, 99).left(60));
    assertEquals("2:05 h left", new Pace(1, 7500, 0).left(1));
  }
}
