package org.ontogeny.dashboards.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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

/** What a terminal shows of the experiment {@code quick}, from events and the specification. */
class PanelFoldTest {

  private static final RunSpec SPEC = SpecReader.read("quick", Map.of());
  private static final long POSSIBLE = 100 * 60;

  private final Map<String, String> asked = new HashMap<>();
  private final PanelFold fold =
      new PanelFold(
          "quick-1",
          SPEC,
          values -> {
            asked.putAll(values);
            return SpecReader.read("quick", values);
          });

  private long seq;

  private void happened(long step, String stage, Fact fact) {
    fold.append(new Event(++seq, step, stage, fact));
    fold.reached(step);
  }

  private static List<Fate> fates(int count) {
    return Collections.nCopies(count, new Fate(0, 0, 0, 0, 0, 0));
  }

  private void born(String projection, int count) {
    happened(
        0,
        "",
        new Fact.SynapsesFormed(
            projection, group(projection), "initial", Double.NaN, fates(count), Living.NONE));
  }

  private void pruned(long step, String stage, String projection, String rule, int count) {
    happened(
        step,
        stage,
        new Fact.SynapsesPruned(
            projection,
            group(projection),
            rule,
            "hazard(0.02)",
            0.02,
            OptionalLong.empty(),
            fates(count),
            Living.NONE));
  }

  private static GroupId group(String projection) {
    return new GroupId(projection, 0, 50);
  }

  private void evaluated(long step, String stage, double value) {
    happened(step, stage, new Fact.Evaluated("accuracy-train", "encoding", 1, 1, 1));
    happened(step, stage, new Fact.Evaluated("accuracy", "pixels", 0.5, 1, 1));
    happened(step, stage, new Fact.Evaluated("accuracy", "encoding", value, 1, 1));
  }

  private void branched(long step, String stage, String course) {
    happened(step, stage, new Fact.Branched("start", 1, course, 1, 1));
  }

  private void began(long step, String stage) {
    happened(step, stage, new Fact.StageStarted());
  }

  private void ended(long step, String stage) {
    happened(step, stage, new Fact.StageEnded());
  }

  private PanelState.Stage stage(String name) {
    return fold.state().stages().stream()
        .filter(stage -> stage.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double value(Curve curve, int sample) {
    return curve.samples().get(sample).value();
  }

  @Test
  void stagesAreAsFarAsTheStepsSinceTheyBegan() {
    String first = SPEC.experiment().stages().get(0).name();
    assertEquals(new PanelState.Stage(first, PanelState.Standing.TO_COME, 300, 0), stage(first));
    began(0, first);
    fold.reached(120);
    assertEquals(new PanelState.Stage(first, PanelState.Standing.GOING_ON, 300, 120), stage(first));
    assertEquals(first, fold.state().part());
    ended(300, first);
    assertEquals(new PanelState.Stage(first, PanelState.Standing.DONE, 300, 300), stage(first));
    assertEquals("", fold.state().part());
    assertEquals(SPEC.experiment().steps(), fold.state().steps());
    assertEquals(300, fold.state().done());
  }

  @Test
  void partsOfAStageLieInItsPath() {
    began(1000, "rounds");
    began(1000, "rounds/1");
    began(1000, "rounds/1/measure");
    assertEquals("rounds/1/measure", fold.state().part());
    ended(1041, "rounds/1/measure");
    assertEquals("rounds/1", fold.state().part());
    assertEquals(41, stage("rounds").done());
    assertEquals(PanelState.Standing.GOING_ON, stage("rounds").standing());
  }

  @Test
  void aResumedRunMayBeBehindItsLastEvent() {
    began(1000, "rounds");
    happened(1400, "rounds", new Fact.EpochEnded(1, 100));
    fold.reached(900);
    assertEquals(0, stage("rounds").done());
    assertEquals(900, fold.state().step());
  }

  @Test
  void controlsAreNotTheNetworkThatTheRunIsAbout() {
    born("h1-h2", 6000);
    evaluated(500, "evaluate", 0.9);
    pruned(600, "rounds/1/prune", "h1-h2", "fisher", 2000);
    evaluated(700, "rounds/1/evaluate", 0.8);
    branched(800, "rounds/random", "random");
    pruned(900, "rounds/random/1/prune", "h1-h2", "random", 3000);
    evaluated(1000, "rounds/random/1/evaluate", 0.4);
    branched(1100, "rounds", "main");
    pruned(1200, "develop", "h1-h2", "fisher", 1000);
    PanelState state = fold.state();
    assertEquals(List.of("visible-h1", "h1-h2"), names(state));
    assertEquals(new PanelState.Alive("h1-h2", 3000, POSSIBLE), state.alive().get(1));
    assertEquals(3, state.density().samples().size());
    assertEquals(6000.0 / state.possible(), value(state.density(), 0), 1e-12);
    assertEquals(4000.0 / state.possible(), value(state.density(), 1), 1e-12);
    assertEquals(3000.0 / state.possible(), state.density().last(), 1e-12);
    assertEquals(3000.0 / state.possible(), fold.density(), 1e-12);
    assertEquals(
        List.of(new Curve.Sample(500, 0.9), new Curve.Sample(700, 0.8)),
        state.accuracy().samples());
    assertEquals(OptionalDouble.of(0.8), fold.accuracy());
  }

  private static List<String> names(PanelState state) {
    return state.alive().stream().map(PanelState.Alive::projection).toList();
  }

  @Test
  void deathsOfOneFenceByOneRuleAreOne() {
    born("h1-h2", 6000);
    pruned(100, "develop", "h1-h2", "fisher", 7);
    pruned(100, "develop", "h1-h2", "fisher", 8);
    pruned(100, "develop", "h1-h2", "cascade", 1);
    pruned(200, "develop", "h1-h2", "fisher", 2);
    pruned(300, "develop", "h1-h2", "fisher", 3);
    List<PanelState.Deaths> deaths = fold.state().deaths();
    assertEquals(List.of(3L, 2L, 1L), deaths.stream().map(PanelState.Deaths::count).toList());
    assertEquals("cascade", deaths.get(2).rule());
    assertEquals("step 300  develop  h1-h2[0:50]: 3 died (fisher)", fold.state().event());
  }

  @Test
  void groupsOfOneFenceAreAddedUp() {
    pruned(100, "develop", "h1-h2", "fisher", 7);
    pruned(100, "develop", "h1-h2", "fisher", 8);
    assertEquals(
        List.of(15L), fold.state().deaths().stream().map(PanelState.Deaths::count).toList());
  }

  @Test
  void whatSomebodyChangedCountsFromThenOn() {
    String first = SPEC.experiment().stages().get(0).name();
    began(0, first);
    happened(100, first, new Fact.Changed(List.of(1L), Map.of("stages.0.updates", "400")));
    happened(100, first, new Fact.Changed(List.of(1L), Map.of("stages.0.rate", "0.2")));
    assertEquals(400, stage(first).steps());
    assertEquals(Map.of("stages.0.updates", "400", "stages.0.rate", "0.2"), asked);
  }

  @Test
  void aCurveKeepsItsFirstNumberHoweverLongItGets() {
    born("h1-h2", 6000);
    List<Double> last = new ArrayList<>();
    for (int step = 1; step <= 5000; step++) {
      pruned(step, "develop", "h1-h2", "fisher", 1);
      last.add(fold.density());
    }
    Curve density = fold.state().density();
    assertEquals(0, density.samples().get(0).step());
    assertEquals(6000.0 / fold.state().possible(), density.first(), 1e-12);
    assertEquals(last.get(4999), density.last());
    assertEquals(5000, density.samples().get(density.samples().size() - 1).step());
  }
}
