package org.ontogeny.engine.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ontogeny.engine.verification.HandJournal.LOWER;
import static org.ontogeny.engine.verification.HandJournal.SEED;
import static org.ontogeny.engine.verification.HandJournal.UPPER;
import static org.ontogeny.engine.verification.HandJournal.initial;
import static org.ontogeny.engine.verification.Replays.assertFound;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.random.Purpose;

/** Births, neurons and branches in journals that are written by hand. */
class HandJournalTest {

  private static HandJournal journal() {
    return HandJournal.of(
        List.of(initial(0, 0), initial(1, 0), initial(5, 5)),
        List.of(initial(0, 0), initial(5, 1)));
  }

  private static float growth(int projection, long step, int pre, int post) {
    return Purpose.GROW.key(SEED, projection, step, 0, 0).uniform(pre, post);
  }

  private static Fate born(int projection, long step, int pre, int post, double importance) {
    return new Fate(pre, post, importance, 0, 0, growth(projection, step, pre, post));
  }

  private static Fate dead(int pre, int post, long age) {
    return new Fate(pre, post, 0.5, 0, age, Float.NaN);
  }

  private static Fate cascaded(int pre, int post, long age) {
    return new Fate(pre, post, Double.NaN, 0, age, Float.NaN);
  }

  private static void assertSound(HandJournal journal) {
    assertEquals(List.of(), journal.verify().first());
  }

  @Test
  void birthsAndDeathsOfNewborns() {
    HandJournal journal =
        journal()
            .at(40)
            .form(LOWER, "uniform(1.0)", 1, List.of(born(0, 40, 5, 0, Double.NaN)))
            .at(70)
            .prune(LOWER, "fisher", List.of(dead(0, 0, 70), dead(5, 0, 30)))
            .form(LOWER, "uniform(1.0)", 1, List.of(born(0, 70, 5, 0, Double.NaN)))
            .at(75)
            .prune(LOWER, "fisher", List.of(dead(5, 0, 5)));
    assertSound(journal);
    Verified verified = journal.verify();
    assertEquals(7, verified.born());
    assertEquals(5, verified.initial());
    assertEquals(3, verified.died());
    assertEquals(5, verified.reapplied());
    assertFound(
        journal.at(80).prune(LOWER, "fisher", List.of(dead(1, 0, 79))).verify(),
        "fields 1->0",
        "an age of 80 steps",
        "found 79");
  }

  @Test
  void birthsThatCannotBe() {
    Verified verified =
        journal()
            .at(9)
            .form(
                LOWER,
                "uniform(1.0)",
                1,
                List.of(born(0, 9, 1, 0, Double.NaN), born(0, 9, 3, 0, Double.NaN)))
            .verify();
    assertFound(verified, "event 4, fields 1->0", "the birth of a dead synapse");
    assertFound(verified, "event 4, fields 3->0", "the birth of a possible synapse");
    Verified outside =
        journal()
            .at(9)
            .form(UPPER, "uniform(1.0)", 1, List.of(born(1, 9, 16, 3, Double.NaN)))
            .form(new GroupId("all", 0, 2), "uniform(1.0)", 1, List.of())
            .verify();
    assertFound(outside, "all 16->3", "a synapse onto neurons of all[0:4]");
    assertFound(outside, "event 5", "a synapse group of the network", "all[0:2]");
  }

  @Test
  void birthVerdicts() {
    int pre = 0;
    while (growth(1, 9, pre, 3) < 0.25f) {
      pre++;
    }
    Fate unlikely = born(1, 9, pre, 3, Double.NaN);
    assertFound(
        journal().at(9).form(UPPER, "uniform(0.25)", 0.25, List.of(unlikely)).verify(),
        "all " + pre + "->3",
        "below the probability 0.25");
    assertFound(
        journal().at(9).form(UPPER, "uniform(1.0)", 0.5, List.of(unlikely)).verify(),
        "the threshold 1.0");
    Fate drawn = new Fate(pre, 3, Double.NaN, 0, 0, 0);
    assertFound(
        journal().at(9).form(UPPER, "uniform(1.0)", 1, List.of(drawn)).verify(), "the draw 0.");
    assertFound(
        journal().at(9).form(UPPER, "uniform(2)", 2, List.of(unlikely)).verify(),
        "a rule that can be read");
    Verified foreign = journal().at(9).form(UPPER, "budding", 2, List.of(unlikely)).verify();
    assertEquals(0, foreign.findings());
    assertEquals(1, foreign.unapplied());
    assertEquals(Set.of("budding"), foreign.foreign());
  }

  @Test
  void homeostaticBirths() {
    int pre = 0;
    while (growth(1, 9, pre, 3) > 0.4f || growth(1, 9, pre, 3) < 0.1f) {
      pre++;
    }
    String rule = "homeostatic(0.2,1.0)";
    assertSound(journal().at(9).form(UPPER, rule, 0.2, List.of(born(1, 9, pre, 3, 0.1))));
    assertFound(
        journal().at(9).form(UPPER, rule, 0.2, List.of(born(1, 9, pre, 3, 0.19))).verify(),
        "below the probability 0.0");
    assertFound(
        journal().at(9).form(UPPER, rule, 0.2, List.of(born(1, 9, pre, 3, Double.NaN))).verify(),
        "an importance");
  }

  @Test
  void neuronsAndTheirSynapses() {
    HandJournal sound =
        journal()
            .at(8)
            .prune(LOWER, "fisher", List.of(dead(5, 5, 8)))
            .die("middle", 5)
            .prune(UPPER, "cascade", List.of(cascaded(5, 1, 8)))
            .die("top", 1)
            .add(new Fact.StageEnded());
    assertSound(sound);
    assertFound(
        sound.form(UPPER, "uniform(1.0)", 1, List.of(born(1, 8, 5, 3, Double.NaN))).verify(),
        "all 5->3",
        "a birth between living neurons");
    assertFound(
        journal()
            .at(8)
            .prune(LOWER, "fisher", List.of(dead(5, 5, 8)))
            .die("middle", 5)
            .add(new Fact.StageEnded())
            .verify(),
        "event 5, neuron middle[5]",
        "no synapse of a dead neuron left in all");
    assertFound(
        journal().at(8).die("middle", 5).verify(),
        "neuron middle[5]",
        "left without synapses on a side",
        "found 2 synapses");
  }

  @Test
  void lesions() {
    HandJournal taken =
        journal()
            .at(8)
            .add(new Fact.Lesioned(List.of(), "middle", Double.NaN, List.of(5)))
            .die("middle", 5);
    List<Fate> lower = List.of(cascaded(5, 5, 8));
    List<Fate> upper = List.of(cascaded(5, 1, 8));
    taken.prune(LOWER, "lesion", lower).prune(UPPER, "lesion", upper);
    assertSound(taken.add(new Fact.StageEnded()));
    assertFound(
        journal()
            .add(new Fact.Lesioned(List.of(), "middle", Double.NaN, List.of(5)))
            .add(new Fact.StageEnded())
            .verify(),
        "event 4, neuron middle[5]",
        "its death: it was taken");
    assertFound(
        journal().add(new Fact.Lesioned(List.of(), "middle", Double.NaN, List.of(16))).verify(),
        "neuron middle[16]",
        "to be alive when taken");
  }

  /** Newborns and neurons that were there at the fence are there again, as old as they were. */
  @Test
  void branchesBringMasksAndAgesBack() {
    HandJournal journal =
        journal()
            .at(10)
            .form(LOWER, "uniform(1.0)", 1, List.of(born(0, 10, 5, 0, Double.NaN)))
            .at(30)
            .add(new Fact.StageStarted());
    Map<GroupId, Living> then = journal.living();
    journal
        .at(50)
        .prune(LOWER, "fisher", List.of(dead(0, 0, 50), dead(1, 0, 50), dead(5, 0, 40)))
        .die("middle", 0)
        .prune(UPPER, "cascade", List.of(cascaded(0, 0, 50)))
        .branch(5, 6, 36, then)
        .at(55)
        .prune(LOWER, "fisher", List.of(dead(0, 0, 35), dead(5, 0, 25)))
        .form(LOWER, "uniform(1.0)", 1, List.of(born(0, 55, 5, 0, Double.NaN)))
        .at(60)
        .prune(LOWER, "fisher", List.of(dead(5, 0, 5)))
        .branch(5, 6, 36, then)
        .prune(LOWER, "fisher", List.of(dead(5, 0, 20)))
        .add(new Fact.RunEnded(5, 36));
    assertSound(journal);
    Verification unsurveyed = Verification.of(HandJournal.NETWORK, SEED);
    journal.events().forEach(unsurveyed::accept);
    assertFound(unsurveyed.result(), "event 9, branch from start", "the survey has seen");
  }

  @Test
  void orderOfTheJournal() {
    assertFound(
        journal().at(5).add(new Fact.StageStarted()).at(4).add(new Fact.StageEnded()).verify(),
        "event 5, journal: expected a step of at least 5, found 4");
    assertFound(
        journal()
            .add(new Fact.StageStarted())
            .form(LOWER, "initial", Double.NaN, List.of(initial(2, 1)))
            .verify(),
        "initial synapses right after run-started");
    HandJournal headless = journal();
    headless.events().remove(0);
    assertFound(headless.verify(), "run-started as the first event", "synapses-formed");
    assertFound(
        journal().add(new Fact.Evaluated("accuracy", "pixels", 0.5, 4, 36)).verify(),
        "evaluated: expected 5 synapses and 36 neurons alive as replayed, found 4 synapses");
    assertFound(
        journal().add(new Fact.Snapshot(Map.of(), 0, 5, 35)).verify(),
        "snapshot: expected 5 synapses and 36 neurons alive as replayed, found 5 synapses");
    assertSound(journal().add(new Fact.Snapshot(Map.of("a", 1), 0, 5, 36)));
    assertFound(
        journal().add(new Fact.RunStarted("hand", SEED, 0, 36)).verify(), "one run-started");
  }

  @Test
  void cascadeWithoutADeath() {
    assertFound(
        journal().at(3).prune(UPPER, "cascade", List.of(cascaded(0, 0, 3))).verify(),
        "all 0->0",
        "a dead neuron at an end, for a cascade");
  }

  @Test
  void chosenStepsAreDistinctAndWithinTheJournal() {
    Survey survey = Survey.of(journal().at(7).add(new Fact.StageEnded()).events().iterator());
    assertEquals(Set.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L), survey.steps(100, 1));
    assertEquals(3, survey.steps(3, 1).size());
    assertEquals(survey.steps(3, 1), survey.steps(3, 1));
  }

  @Test
  void wayBackIsOneEventAfterAnother() {
    NetworkState empty = new NetworkState(List.of(), 0, 0);
    Rewind rewind = Verification.of(HandJournal.NETWORK, SEED).rewind(empty, 5);
    Event other = journal().events().get(1);
    assertThrows(IllegalArgumentException.class, () -> rewind.undo(other));
  }
}
