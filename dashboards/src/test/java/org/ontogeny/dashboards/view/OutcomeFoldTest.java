package org.ontogeny.dashboards.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.spec.Claim;

/** Nine visible neurons in a row, three hidden ones with fields of three: 9 synapses, not 27. */
class OutcomeFoldTest {

  private static final Population V = new Population("v", 9, 1, true, 9);
  private static final Population H = new Population("h", 3, 1, false, 3);
  private static final Population TOP = new Population("top", 2, 1, false, 0);
  private static final Network NETWORK =
      new Network(
          List.of(V, H, TOP),
          List.of(new Projection("v-h", V, H, 1), new Projection("h-top", H, TOP, -1)));

  private final List<Event> events = new ArrayList<>();

  private void happened(String stage, Fact fact) {
    events.add(new Event(events.size() + 1, 100L * events.size(), stage, fact));
  }

  private void pruned(String stage, String projection, int count) {
    List<Fate> deaths =
        IntStream.range(0, count).mapToObj(k -> new Fate(k, 0, 0, 0, 0, 0)).toList();
    GroupId group = new GroupId(projection, 0, 3);
    happened(
        stage,
        new Fact.SynapsesPruned(
            projection, group, "random", "", 0, OptionalLong.empty(), deaths, Living.NONE));
  }

  private void formed(String stage, String projection, String rule, int count) {
    List<Fate> births =
        IntStream.range(0, count).mapToObj(k -> new Fate(k, 0, 0, 0, 0, 0)).toList();
    GroupId group = new GroupId(projection, 0, 3);
    happened(stage, new Fact.SynapsesFormed(projection, group, rule, 0, births, Living.NONE));
  }

  /** Nine synapses of possible ones, and six. */
  private void begin() {
    happened("", new Fact.RunStarted("test", 1, 15, 14));
    formed("", "v-h", "initial", 9);
    formed("", "h-top", "initial", 6);
  }

  private void evaluated(String stage, String of, double value, long synapses) {
    happened(stage, new Fact.Evaluated("accuracy-train", of, 1, synapses, 14));
    happened(stage, new Fact.Evaluated("accuracy", of, value, synapses, 14));
  }

  private Outcome outcome() {
    return OutcomeFold.of(NETWORK, events.stream());
  }

  /** 15 synapses; 4 and 1 die, then 6 and a neuron; two controls. */
  private void develop() {
    begin();
    evaluated("evaluate", "pixels", 0.6, 15);
    evaluated("evaluate", "encoding", 0.9, 15);
    pruned("rounds/1/prune", "v-h", 4);
    pruned("rounds/1/prune", "h-top", 1);
    evaluated("rounds/1/evaluate", "encoding", 0.85, 10);
    pruned("rounds/2/prune", "v-h", 3);
    happened("rounds/2/prune", new Fact.NeuronsDied("h", new GroupId("h", 0, 3), List.of(1)));
    pruned("rounds/2/prune", "h-top", 2);
    evaluated("rounds/2/evaluate", "encoding", 0.8, 5);
    happened("rounds/unpruned", new Fact.Branched("start", 8, "unpruned", 15, 14));
    evaluated("rounds/unpruned/2/evaluate", "encoding", 0.95, 15);
    happened("rounds/random", new Fact.Branched("start", 8, "random", 15, 14));
    pruned("rounds/random/1/prune", "v-h", 7);
    happened(
        "rounds/random/1/prune", new Fact.NeuronsDied("h", new GroupId("h", 0, 3), List.of(0, 2)));
    evaluated("rounds/random/2/evaluate", "encoding", 0.5, 5);
    happened("rounds", new Fact.Branched("pruned", 16, "main", 5, 13));
    happened("", new Fact.RunEnded(5, 13));
  }

  @Test
  void synapsesAreThoseThatTheNetworkWasBornWith() {
    assertEquals(new Outcome.Change(0, 0), outcome().allSynapses());
    begin();
    assertEquals(
        Map.of("v-h", new Outcome.Change(9, 9), "h-top", new Outcome.Change(6, 6)),
        outcome().synapses());
    assertEquals(new Outcome.Change(14, 14), outcome().allNeurons());
  }

  @Test
  void birthsCountForTheEndAndNotForTheBeginning() {
    begin();
    pruned("develop", "v-h", 4);
    formed("develop", "v-h", "uniform(0.1)", 3);
    assertEquals(new Outcome.Change(9, 8), outcome().synapses().get("v-h"));
  }

  @Test
  void deathsOfControlsAreNotThoseOfTheNetwork() {
    develop();
    Outcome outcome = outcome();
    assertEquals(new Outcome.Change(9, 2), outcome.synapses().get("v-h"));
    assertEquals(new Outcome.Change(6, 3), outcome.synapses().get("h-top"));
    assertEquals(new Outcome.Change(15, 5), outcome.allSynapses());
    assertEquals(new Outcome.Change(3, 2), outcome.neurons().get("h"));
    assertEquals(new Outcome.Change(14, 13), outcome.allNeurons());
  }

  @Test
  void everyAccuracyComesFromItsCourse() {
    develop();
    Outcome outcome = outcome();
    assertEquals(OptionalDouble.of(0.9), outcome.unpruned());
    assertEquals(OptionalDouble.of(0.8), outcome.pruned());
    assertEquals(OptionalDouble.of(0.95), outcome.neverPruned());
    assertEquals(OptionalDouble.of(0.5), outcome.randomlyPruned());
    assertEquals(OptionalDouble.of(0.6), outcome.pixels());
    assertEquals(5, outcome.readings().size());
  }

  /** A network that grows first has more synapses than at birth when the first one dies. */
  @Test
  void afterPruningIsAfterTheFirstDeath() {
    begin();
    formed("develop", "v-h", "uniform(0.1)", 5);
    evaluated("develop", "encoding", 0.7, 20);
    pruned("develop", "v-h", 1);
    evaluated("develop", "encoding", 0.4, 19);
    assertEquals(OptionalDouble.of(0.7), outcome().unpruned());
    assertEquals(OptionalDouble.of(0.4), outcome().pruned());
  }

  @Test
  void claimsAreAboutThoseNumbers() {
    develop();
    Outcome outcome = outcome();
    assertMeasured(0.9, outcome, Claim.Measure.UNPRUNED_ACCURACY);
    assertMeasured(0.8, outcome, Claim.Measure.PRUNED_ACCURACY);
    assertMeasured(10 / 15.0, outcome, Claim.Measure.PRUNED_SHARE);
    assertMeasured(-0.1, outcome, Claim.Measure.PRUNED_MINUS_UNPRUNED);
    assertMeasured(0.3, outcome, Claim.Measure.PRUNED_MINUS_RANDOM);
  }

  /** Density rises and falls; each pick finds another of the four measurements. */
  @Test
  void claimsPickOneOfManyMeasurements() {
    double[] density = {0.5, 0.9, 0.5, 0.1};
    List<Outcome.Measured> measured = new ArrayList<>();
    for (int k = 0; k < density.length; k++) {
      measured.add(
          new Outcome.Measured(
              Outcome.Course.MAIN,
              0,
              100L * (k + 1),
              "density",
              "network",
              density[k],
              (long) (1000 * density[k])));
    }
    Outcome outcome = new Outcome(Map.of(), Map.of(), List.of(), OptionalDouble.empty(), measured);
    assertEquals(0.1, picked(outcome, Claim.Pick.Which.LAST, 0, false));
    assertEquals(0.9, picked(outcome, Claim.Pick.Which.GREATEST, 0, false));
    assertEquals(200, picked(outcome, Claim.Pick.Which.GREATEST, 0, true));
    assertEquals(0.5, picked(outcome, Claim.Pick.Which.FROM_STEP, 201, false));
    assertEquals(400, picked(outcome, Claim.Pick.Which.DOWN_TO_SYNAPSES, 499, true));
    assertEquals(
        OptionalDouble.empty(), outcome.picked(recorded(Claim.Pick.Which.FROM_STEP, 401, false)));
  }

  private static double picked(Outcome outcome, Claim.Pick.Which which, long bound, boolean step) {
    return outcome.picked(recorded(which, bound, step)).orElseThrow();
  }

  private static Claim.Recorded recorded(Claim.Pick.Which which, long bound, boolean step) {
    return new Claim.Recorded(
        "density", "network", "main", Claim.Recorded.LAST, new Claim.Pick(which, bound), step);
  }

  private static Claim.Recorded accuracy(String course, int round) {
    return new Claim.Recorded("accuracy", "encoding", course, round);
  }

  private static Claim claim(
      Claim.Recorded value, Optional<Claim.Recorded> minus, Optional<Claim.Recorded> over) {
    return new Claim("X-1", Claim.Measure.RECORDED, Optional.of(value), minus, over, 0.1, 0.4);
  }

  @Test
  void claimsMayBeAboutWhatWasRecordedInACourseAndARound() {
    develop();
    evaluated("rounds/rival/2/evaluate-pruned", "encoding", 0.1, 5);
    Outcome outcome = outcome();
    Optional<Claim.Recorded> none = Optional.empty();
    assertRecorded(0.85, outcome, claim(accuracy("main", 1), none, none));
    assertRecorded(0.8, outcome, claim(accuracy("main", -1), none, none));
    assertRecorded(0.5, outcome, claim(accuracy("random", 2), none, none));
    Optional<Claim.Recorded> before = Optional.of(accuracy("main", 0));
    assertRecorded(-0.05, outcome, claim(accuracy("main", 1), before, none));
    assertRecorded(0.85 / 0.9, outcome, claim(accuracy("main", 1), none, before));
    assertTrue(outcome.measured(claim(accuracy("random", 1), none, none)).isEmpty());
    assertTrue(
        outcome
            .measured(claim(accuracy("main", 1), Optional.of(accuracy("x", 1)), none))
            .isEmpty());
  }

  @Test
  void aBandHasTwoEnds() {
    Claim claim = claim(accuracy("main", 1), Optional.empty(), Optional.empty());
    assertTrue(claim.holds(0.1) && claim.holds(0.4));
    assertFalse(claim.holds(0.09) || claim.holds(0.41) || claim.holds(Double.NaN));
  }

  private static void assertRecorded(double expected, Outcome outcome, Claim claim) {
    assertEquals(expected, outcome.measured(claim).orElseThrow(), 1e-12);
  }

  private static void assertMeasured(double expected, Outcome outcome, Claim.Measure measure) {
    assertEquals(expected, outcome.measured(measure).orElseThrow(), 1e-12);
  }

  @Test
  void whatWasNotMeasuredIsMissing() {
    begin();
    evaluated("evaluate", "encoding", 0.9, 15);
    Outcome outcome = outcome();
    assertTrue(outcome.pruned().isEmpty());
    assertTrue(outcome.neverPruned().isEmpty());
    assertTrue(outcome.randomlyPruned().isEmpty());
    assertTrue(outcome.pixels().isEmpty());
    assertTrue(outcome.measured(Claim.Measure.PRUNED_MINUS_RANDOM).isEmpty());
  }
}
