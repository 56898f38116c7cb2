package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Percentile;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Hazard;

/** Rounds of pruning and their controls. */
class RoundsTest {

  private static final Set<Rounds.Control> BOTH =
      EnumSet.of(Rounds.Control.UNPRUNED, Rounds.Control.RANDOM);
  private static final PruningRule FIFTH =
      PruningRule.of(Criteria.FISHER, new Percentile(20, true), 0);
  private static final PruningRule MANY =
      PruningRule.of(Criteria.FISHER, new Hazard(0.15, 0.5, 1.5, 1e-6), 0);

  private static Rounds rounds(PruningRule rule, Set<Rounds.Control> controls) {
    return rounds(rule, controls, List.of("visible-h1", "h1-h2"));
  }

  private static Rounds rounds(
      PruningRule rule, Set<Rounds.Control> controls, List<String> projections) {
    return new Rounds(
        "rounds",
        3,
        new Measure(2, 4, 1),
        rule,
        projections,
        DeadEnds.ANY_SIDE,
        true,
        false,
        new Train("retrain", 0, 1, TinyRun.FIVE),
        controls);
  }

  private static TinyRun run(PruningRule rule, Set<Rounds.Control> controls) {
    return new TinyRun().develop(new Train("train", 3, 1, TinyRun.FIVE), rounds(rule, controls));
  }

  /** Deaths of each projection under a path. */
  private static Map<String, Integer> deaths(TinyRun run, String path) {
    Map<String, Integer> deaths = new TreeMap<>();
    for (Event event : run.events()) {
      if (event.stage().equals(path) && event.fact() instanceof Fact.SynapsesPruned pruned) {
        deaths.merge(pruned.projection(), pruned.deaths().size(), Integer::sum);
      }
    }
    return deaths;
  }

  @Test
  void randomControlLosesAsManySynapsesOfEachProjectionInEachRound() {
    TinyRun run = run(FIFTH, BOTH);
    for (int round = 1; round <= 3; round++) {
      Map<String, Integer> pruned = deaths(run, "rounds/" + round + "/prune");
      assertEquals(2, pruned.size());
      assertEquals(pruned, deaths(run, "rounds/random/" + round + "/prune"));
      assertEquals(Map.of(), deaths(run, "rounds/unpruned/" + round + "/prune"));
    }
  }

  /** Dead ends take synapses of a projection with them that the rule does not touch. */
  @Test
  void randomControlCountsSynapsesThatDiedWithTheirNeurons() {
    TinyRun run = new TinyRun().develop(rounds(MANY, BOTH, List.of("h1-h2")));
    int cascades = 0;
    for (int round = 1; round <= 3; round++) {
      Map<String, Integer> pruned = deaths(run, "rounds/" + round + "/prune");
      assertEquals(pruned, deaths(run, "rounds/random/" + round + "/prune"));
      cascades += pruned.getOrDefault("visible-h1", 0);
    }
    assertTrue(cascades > 0, "no neuron lost its synapses");
  }

  @Test
  void randomControlChoosesOthers() {
    TinyRun run = run(FIFTH, BOTH);
    Map<String, Set<List<Integer>>> dead = new TreeMap<>();
    for (Event event : run.events()) {
      if (event.fact() instanceof Fact.SynapsesPruned pruned) {
        for (Fate death : pruned.deaths()) {
          dead.computeIfAbsent(event.stage(), key -> new HashSet<>())
              .add(List.of(death.pre(), death.post()));
        }
      }
    }
    assertNotEquals(dead.get("rounds/1/prune"), dead.get("rounds/random/1/prune"));
  }

  @Test
  void theRunEndsAsThePrunedNetwork() {
    TinyRun alone = run(MANY, Set.of());
    TinyRun controlled = run(MANY, BOTH);
    assertEquals(
        TinyStates.lines(alone.development().copy()),
        TinyStates.lines(controlled.development().copy().at(alone.development().step())));
    assertEquals(alone.development().synapses(), controlled.development().synapses());
    assertEquals(alone.development().neurons(), controlled.development().neurons());
    List<String> from =
        controlled.facts(Fact.Branched.class).stream().map(Fact.Branched::from).toList();
    assertEquals(List.of("start", "start", "pruned"), from);
  }

  /** A synapse of a control is as old as if the main line had not been. */
  @Test
  void controlsDoNotAgeByWhatWentBefore() {
    TinyRun run = run(MANY, BOTH);
    long start =
        run.events().stream()
            .filter(event -> event.stage().equals("rounds"))
            .findFirst()
            .orElseThrow()
            .step();
    List<Event> first =
        run.events().stream()
            .filter(event -> event.stage().equals("rounds/random/1/prune"))
            .filter(event -> event.fact() instanceof Fact.SynapsesPruned)
            .toList();
    assertFalse(first.isEmpty());
    for (Event event : first) {
      assertTrue(event.step() > start);
      ((Fact.SynapsesPruned) event.fact())
          .deaths()
          .forEach(death -> assertEquals(start, death.age()));
    }
  }

  /** Before the first branch nothing shows that controls will follow. */
  @Test
  void controlsChangeNothingBeforeThem() {
    List<Event> alone = run(MANY, Set.of()).events();
    List<Event> controlled = run(MANY, BOTH).events();
    int shared = alone.size() - 2; // without the ends of rounds and run
    assertEquals(alone.subList(0, shared), controlled.subList(0, shared));
  }

  /** Controls see the same data in the same order, from the state before the first round. */
  @Test
  void controlsStartFromTheStateBeforeTheFirstRound() {
    TinyRun run = run(MANY, BOTH);
    List<Fact.Branched> branches = run.facts(Fact.Branched.class);
    Fact.RunStarted start = run.facts(Fact.RunStarted.class).get(0);
    assertEquals(3, branches.size());
    for (Fact.Branched branch : branches.subList(0, 2)) {
      assertEquals(start.synapses(), branch.synapses());
      assertEquals(start.neurons(), branch.neurons());
    }
    List<Fact.Evaluated> evaluated =
        run.events().stream()
            .filter(event -> event.stage().startsWith("rounds/unpruned"))
            .map(Event::fact)
            .filter(Fact.Evaluated.class::isInstance)
            .map(Fact.Evaluated.class::cast)
            .toList();
    assertFalse(evaluated.isEmpty());
    evaluated.forEach(fact -> assertEquals(start.synapses(), fact.synapses()));
  }

  /**
   * By original indices every synapse is either alive or died once, however often arrays shrank.
   */
  @Test
  void everySynapseDiesAtMostOnceAndKeepsItsName() {
    TinyRun run = run(MANY, Set.of());
    Set<List<Object>> names = new HashSet<>();
    Set<String> gone = new HashSet<>();
    for (Event event : run.events()) {
      if (event.fact() instanceof Fact.SynapsesPruned pruned) {
        for (Fate death : pruned.deaths()) {
          assertTrue(names.add(List.of(pruned.projection(), death.pre(), death.post())));
          assertTrue(pruned.group().contains(death.post()));
          assertEquals(event.step(), death.age());
          if (!pruned.rule().equals("cascade")) {
            assertFalse(gone.contains(pruned.projection().split("-", -1)[1] + death.post()));
            assertFalse(gone.contains(pruned.projection().split("-", -1)[0] + death.pre()));
          }
        }
      } else if (event.fact() instanceof Fact.NeuronsDied died) {
        died.neurons().forEach(neuron -> assertTrue(gone.add(died.population() + neuron)));
      }
    }
    int dead = names.size();
    for (SynapseGroupState s : run.development().copy().synapseGroups()) {
      for (int k = 0; k < s.weight().length; k++) {
        assertTrue(
            names.add(
                List.of(s.id().owner(), s.preNeuron()[s.pre()[k]], s.postNeuron()[s.post()[k]])));
      }
    }
    assertEquals(64 * 12 + 12 * 8, names.size());
    assertEquals(names.size() - dead, run.development().synapses());
    assertTrue(dead > 100 && !gone.isEmpty(), dead + " synapses and " + gone + " died");
  }
}
