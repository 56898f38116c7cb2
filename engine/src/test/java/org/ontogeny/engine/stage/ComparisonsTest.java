package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.execution.Group;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Percentile;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.verification.Survey;
import org.ontogeny.engine.verification.Verification;
import org.ontogeny.engine.verification.Verified;
import org.ontogeny.kernel.backend.Backends;

/** Orders of projections, rivals and controls besides those of equal learning. */
class ComparisonsTest {

  private static final int COUNT = 3;
  private static final List<String> PROJECTIONS = List.of("visible-h1", "h1-h2");
  private static final PruningRule FISHER =
      PruningRule.of(Criteria.FISHER, new Percentile(20, true), 0);
  private static final PruningRule ANTI =
      PruningRule.of(Criteria.ANTI_FISHER, new Percentile(20, false), 0);
  private static final Train TRAIN = new Train("train", 3, 1, TinyRun.FIVE);
  private static final Pretrain LOWER = new Pretrain("lower", "visible-h1", 1, 0, TinyRun.FIVE);
  private static final Pretrain UPPER = new Pretrain("upper", "h1-h2", 1, 0, TinyRun.FIVE);
  private static final List<Stage> HISTORY = List.of(LOWER, UPPER, new Assemble("assemble"), TRAIN);

  private static Rounds rounds(Order order, List<Rival> rivals, Rounds.Control... controls) {
    return new Rounds(
        "rounds",
        COUNT,
        order,
        new Measure(2, 4, 1),
        Deaths.of(FISHER, new Cascade(DeadEnds.ANY_SIDE, false)),
        PROJECTIONS,
        new Assessment(true, true, Set.of(Measures.COUNTS, Measures.ACTIVITY, Measures.FISHER)),
        new Train("retrain", 0, 1, TinyRun.FIVE),
        rivals,
        Set.of(controls),
        HISTORY);
  }

  private static TinyRun run(Rounds rounds) {
    List<Stage> stages = new ArrayList<>(HISTORY);
    stages.add(rounds);
    return new TinyRun().develop(stages.toArray(Stage[]::new));
  }

  /** Every number is told, every mask replayed, and every verdict passed again. */
  private static void assertSound(TinyRun run) {
    Survey survey = Survey.of(run.events().iterator());
    Verification verification =
        Verification.of(TinyRun.NETWORK, TinyRun.SEED, survey, survey.steps(20, 1));
    run.events().forEach(verification::accept);
    verification.compare(run.development().copy());
    Verified verified = verification.result();
    assertEquals(List.of(), verified.first());
    assertEquals(Set.of(), Set.copyOf(verified.foreign()));
    assertEquals(0, verified.unapplied());
  }

  /** Deaths, by path of the stage and projection. */
  private static Map<String, List<Fate>> deaths(TinyRun run) {
    Map<String, List<Fate>> deaths = new TreeMap<>();
    for (Event event : run.events()) {
      if (event.fact() instanceof Fact.SynapsesPruned pruned) {
        deaths
            .computeIfAbsent(event.stage() + " " + pruned.projection(), key -> new ArrayList<>())
            .addAll(pruned.deaths());
      }
    }
    return deaths;
  }

  private static int count(Map<String, List<Fate>> deaths, String path) {
    return deaths.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(path))
        .mapToInt(entry -> entry.getValue().size())
        .sum();
  }

  private static Map<String, Double> measured(TinyRun run, String path) {
    Map<String, Double> values = new TreeMap<>();
    for (Event event : run.events()) {
      if (event.stage().equals(path) && event.fact() instanceof Fact.Evaluated e) {
        values.put(e.measure() + " " + e.of(), e.value());
      }
    }
    return values;
  }

  private static List<String> stages(TinyRun run, String within) {
    Set<String> paths = new LinkedHashSet<>();
    for (Event event : run.events()) {
      if (event.stage().startsWith(within + "/")) {
        paths.add(event.stage().substring(within.length() + 1));
      }
    }
    return List.copyOf(paths);
  }

  /** Prune, evaluate, retrain, evaluate, then the other projection (Scholl 2018, section 4.2.2). */
  @Test
  void projectionsTakeTurnsInEitherOrder() {
    for (Order order : List.of(Order.FIRST_TO_LAST, Order.LAST_TO_FIRST)) {
      TinyRun run = run(rounds(order, List.of()));
      List<String> turns = new ArrayList<>(PROJECTIONS);
      if (order == Order.LAST_TO_FIRST) {
        turns = List.of("h1-h2", "visible-h1");
      }
      List<String> expected = new ArrayList<>();
      for (String turn : turns) {
        expected.add(turn);
        for (String part :
            List.of("measure", "statistics", "prune", "evaluate-pruned", "retrain", "evaluate")) {
          expected.add(turn + "/" + part);
        }
      }
      assertEquals(expected, stages(run, "rounds/1"));
      for (Map.Entry<String, List<Fate>> entry : deaths(run).entrySet()) {
        for (String turn : turns) {
          boolean byRule =
              entry.getValue().stream().anyMatch(death -> !Double.isNaN(death.importance()));
          if (entry.getKey().contains("/" + turn + "/") && byRule) {
            assertTrue(entry.getKey().endsWith(" " + turn), entry.getKey());
          }
        }
      }
      assertEquals(2L * COUNT * 5, rounds(order, List.of()).updates());
      assertSound(run);
    }
  }

  /** The random control of a schedule in turns has as many synapses after each of them. */
  @Test
  void theRandomControlKeepsUpWithTurns() {
    TinyRun run = run(rounds(Order.LAST_TO_FIRST, List.of(), Rounds.Control.RANDOM));
    for (int round = 1; round <= COUNT; round++) {
      for (String turn : PROJECTIONS) {
        String part = round + "/" + turn + "/evaluate";
        Map<String, Double> main = measured(run, "rounds/" + part);
        Map<String, Double> random = measured(run, "rounds/random/" + part);
        for (String projection : PROJECTIONS) {
          String living = "living-synapses " + projection;
          assertEquals(main.get(living), random.get(living), part);
        }
      }
    }
    assertSound(run);
  }

  @Test
  void rivalsFollowAnotherRuleFromTheSameStart() {
    List<Rival> rivals = List.of(new Rival("anti", ANTI, true));
    TinyRun run = run(rounds(Order.JOINT, rivals, Rounds.Control.MINIMAL));
    Map<String, List<Fate>> deaths = deaths(run);
    assertTrue(count(deaths, "rounds/anti/1/prune") > 0);
    List<Fact.Branched> branches = run.facts(Fact.Branched.class);
    assertEquals(
        List.of("start", "anti", "pruned", "pruned"),
        branches.stream().map(Fact.Branched::from).toList());
    assertEquals(
        List.of("anti", "anti-minimal", "minimal", "main"),
        branches.stream().map(Fact.Branched::course).toList());
    assertEquals(64 * 12 + 12 * 8, branches.get(0).synapses());
    for (int round = 1; round <= COUNT; round++) {
      assertFalse(measured(run, "rounds/anti/" + round + "/evaluate").isEmpty());
    }
    Map<String, Double> minimal = measured(run, "rounds/anti-minimal/evaluate");
    Map<String, Double> pruned = measured(run, "rounds/anti/3/evaluate");
    for (String projection : PROJECTIONS) {
      String living = "living-synapses " + projection;
      assertEquals(pruned.get(living), minimal.get(living));
    }
    assertTrue(measured(run, "rounds/anti-minimal/statistics").containsKey("fisher-trace network"));
    assertEquals(0, count(deaths, "rounds/anti-minimal"));
    assertEquals(
        2L * COUNT * 5 + 2 * 15, rounds(Order.JOINT, rivals, Rounds.Control.MINIMAL).updates());
    assertSound(run);
  }

  /** A run that is watched and may begin at any fence. */
  private static List<Event> develop(Checkpoint from, Experiment experiment, Fences fences) {
    List<Event> events = new ArrayList<>();
    Setting setting = TinyRun.setting(TinyRun.NETWORK);
    List<Group> groups =
        Groups.of(from.network().groups(), TinyRun.NETWORK, TinyRun.SEED, Backends.named("auto"));
    new Development(
            setting,
            from,
            setting.batches(),
            new SequentialExecutor(TinyRun.NETWORK, groups),
            events::add,
            Progress.NONE)
        .develop(experiment, fences);
    return events;
  }

  /** Also in the middle of a rival, a control or a minimal model; every 23rd fence is tried. */
  @Test
  void aRunGoesOnFromAnyFence() {
    List<Stage> stages = new ArrayList<>(HISTORY);
    List<Rival> rivals = List.of(new Rival("anti", ANTI, true));
    stages.add(rounds(Order.LAST_TO_FIRST, rivals, Rounds.Control.values()));
    Experiment experiment = new Experiment("whole", stages);
    List<Checkpoint> fences = new ArrayList<>();
    Checkpoint born = Checkpoint.of(TinyRun.birth(TinyRun.NETWORK).of(TinyRun.NETWORK));
    List<Event> whole =
        develop(born, experiment, development -> fences.add(development.checkpoint()));
    for (int k = 0; k < fences.size(); k += 23) {
      List<Event> rest = develop(fences.get(k), experiment, Fences.UNWATCHED);
      int seq = (int) fences.get(k).seq();
      assertEquals(whole.subList(seq, whole.size()), rest, "from " + fences.get(k).place());
    }
  }

  /** What a rival does changes nothing for the main line, nor for what is left at the end. */
  @Test
  void theRunEndsAsThePrunedNetwork() {
    TinyRun alone = run(rounds(Order.JOINT, List.of()));
    TinyRun compared =
        run(rounds(Order.JOINT, List.of(new Rival("anti", ANTI, true)), Rounds.Control.values()));
    assertEquals(weights(alone), weights(compared));
    assertSound(compared);
  }

  private static List<String> weights(TinyRun run) {
    List<String> lines = new ArrayList<>();
    for (SynapseGroupState s : run.development().copy().synapseGroups()) {
      for (int k = 0; k < s.weight().length; k++) {
        lines.add(
            "%s %d %d %s"
                .formatted(
                    s.id(), s.preNeuron()[s.pre()[k]], s.postNeuron()[s.post()[k]], s.weight()[k]));
      }
    }
    return lines;
  }

  /** As many synapses in all, but not in each projection. */
  @Test
  void randomInTotalHasAsManySynapsesTogether() {
    TinyRun run = run(rounds(Order.JOINT, List.of(), Rounds.Control.RANDOM_IN_TOTAL));
    boolean differs = false;
    for (int round = 1; round <= COUNT; round++) {
      Map<String, Double> main = measured(run, "rounds/" + round + "/evaluate");
      Map<String, Double> random = measured(run, "rounds/random-in-total/" + round + "/evaluate");
      double sum = 0;
      for (String projection : PROJECTIONS) {
        String living = "living-synapses " + projection;
        sum += main.get(living) - random.get(living);
        differs |= !main.get(living).equals(random.get(living));
      }
      assertEquals(0, sum, "round " + round);
    }
    assertTrue(differs);
    assertSound(run);
  }

  /** Deaths of a course from the start on, by synapse. */
  private static Set<List<Object>> dead(TinyRun run, String path) {
    Set<List<Object>> dead = new HashSet<>();
    deaths(run)
        .forEach(
            (key, fates) -> {
              if (key.startsWith(path)) {
                String projection = key.substring(key.indexOf(' ') + 1);
                fates.forEach(fate -> dead.add(List.of(projection, fate.pre(), fate.post())));
              }
            });
    return dead;
  }

  private static Map<List<Object>, Integer> byPost(Set<List<Object>> synapses) {
    Map<List<Object>, Integer> counts = new HashMap<>();
    synapses.forEach(s -> counts.merge(List.of(s.get(0), s.get(2)), 1, Integer::sum));
    return counts;
  }

  @Test
  void aShuffledMaskLeavesEachNeuronAsManyDendritesAndOthers() {
    TinyRun run = run(rounds(Order.JOINT, List.of(), Rounds.Control.SHUFFLED));
    Set<List<Object>> shuffled = dead(run, "rounds/shuffled");
    Set<List<Object>> pruned = dead(run, "rounds/1/");
    pruned.addAll(dead(run, "rounds/2/"));
    pruned.addAll(dead(run, "rounds/3/"));
    assertEquals(byPost(pruned), byPost(shuffled));
    assertNotEquals(pruned, shuffled);
    assertSound(run);
  }

  /** The mask of the end, other weights, as many updates as the rounds had. */
  @Test
  void reinitialisedWeightsAreOthersOnTheSameMask() {
    List<NetworkState> states = new ArrayList<>();
    Fences watching =
        development -> {
          if (development.control().equals(java.util.Optional.of("reinitialised"))) {
            states.add(development.copy());
          }
        };
    List<Stage> stages = new ArrayList<>(HISTORY);
    stages.add(rounds(Order.JOINT, List.of(), Rounds.Control.REINITIALISED));
    TinyRun run = new TinyRun().develop(watching, stages.toArray(Stage[]::new));
    NetworkState begun = states.get(0);
    NetworkState pruned = run.development().copy();
    double squares = 0;
    int synapses = 0;
    for (int g = 0; g < pruned.synapseGroups().size(); g++) {
      SynapseGroupState a = pruned.synapseGroups().get(g);
      SynapseGroupState b = begun.synapseGroups().get(g);
      assertEquals(
          List.of(boxed(a.pre()), boxed(a.post())), List.of(boxed(b.pre()), boxed(b.post())));
      for (int k = 0; k < a.weight().length; k++) {
        assertNotEquals(a.weight()[k], b.weight()[k]);
        squares += b.weight()[k] * b.weight()[k];
        synapses++;
      }
    }
    // 0.3 is the deviation at birth; a sum of squares has the relative deviation sqrt(2 / n)
    assertEquals(1, squares / synapses / 0.09, 5 * Math.sqrt(2.0 / synapses));
    begun
        .neuronGroups()
        .forEach(
            group -> {
              for (float bias : group.biases().get(0).value()) {
                assertEquals(-1f, bias);
              }
            });
    long epochs =
        run.events().stream()
            .filter(event -> event.stage().matches("rounds/reinitialised/\\d/retrain"))
            .filter(event -> event.fact() instanceof Fact.StageStarted)
            .count();
    assertEquals(COUNT, epochs);
    assertSound(run);
  }

  private static List<Integer> boxed(int[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }

  /** The same numbers when the run is a minimal model's stages in a network born with its mask. */
  @Test
  void minimalModelsAreTrainedFromTheFirstStageOn() {
    TinyRun run = run(rounds(Order.JOINT, List.of(), Rounds.Control.MINIMAL));
    assertEquals(
        List.of("lower", "upper", "assemble", "train", "measure", "statistics", "evaluate"),
        stages(run, "rounds/minimal"));
  }
}
