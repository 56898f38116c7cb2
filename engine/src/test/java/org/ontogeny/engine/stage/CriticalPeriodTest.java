package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.kernel.Key;
import org.ontogeny.kernel.backend.Backends;

/**
 * Growth and pruning at every step by algorithm 1 of Stothers 2019, section 2.2, held against a
 * loop of its own over all pairs, without groups, lines or heaps.
 */
class CriticalPeriodTest {

  private static final double SHARE = 0.0113; // 8.8 synapses a cycle of the one, 1.2 of the other
  private static final int CYCLES = 60;
  private static final int FALL = 45; // cycles until nothing grows any more
  private static final Schedule ONE =
      new Schedule(1, new Learning(0.1f, 0.5f, Momentum.Mode.CLASSIC, 0, 0), 0.1f);

  private static Develop critical(
      Quota.Mode mode, Pace.Decide decide, OptionalDouble until, Schedule schedule) {
    return new Develop(
        "critical",
        CYCLES,
        new Train("learn", 0, 1, schedule),
        new Measure(0, 0, 1),
        Optional.of(PruningRule.of(Criteria.MAGNITUDE, new Count(0), 0)),
        Optional.of(new LayerRandom(0, 0)),
        List.of("visible-h1", "h1-h2"),
        DeadEnds.KEEP,
        true,
        0,
        new Pace(
            decide,
            Optional.of(new Quota(SHARE, mode)),
            Optional.of(new Growing(1, 0, FALL)),
            until));
  }

  /** Half of all synapses, whatever the groups. */
  private static NetworkState born(Network network) {
    Birth whole = TinyRun.birth(network);
    Map<String, Double> half = Map.of("visible-h1", 0.5, "h1-h2", 0.5);
    return new Birth(whole.weight(), half, whole.bias(), whole.chains(), whole.seed()).of(network);
  }

  private static final class Lived implements Fences {
    private final List<Event> events = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final Development development;

    Lived(Network network, Checkpoint from, Stage stage) {
      this(TinyRun.setting(network), from, stage);
    }

    Lived(Setting setting, Checkpoint from, Stage stage) {
      Network network = setting.network();
      development =
          new Development(
              setting,
              from,
              setting.batches(),
              new SequentialExecutor(
                  network,
                  Groups.of(
                      from.network().groups(), network, setting.seed(), Backends.named("auto"))),
              events::add,
              Progress.NONE);
      development.develop(new Experiment("critical", List.of(stage)), this);
    }

    static Lived of(int groups, Stage stage) {
      Network network = TinyRun.network(groups);
      return new Lived(network, Checkpoint.of(born(network)), stage);
    }

    @Override
    public void reached(Development reached) {
      checkpoints.add(reached.checkpoint());
    }

    List<String> end() {
      return TinyStates.lines(development.copy());
    }
  }

  /** Weights of the living synapses of a projection that are so old, by post and pre. */
  private static Map<List<Integer>, Float> weights(
      NetworkState state, String projection, long age) {
    Map<List<Integer>, Float> weights = new HashMap<>();
    for (SynapseGroupState s : state.synapseGroups()) {
      if (s.id().owner().equals(projection)) {
        for (int k = 0; k < s.pre().length; k++) {
          if (state.step() - s.born()[k] >= age) {
            weights.put(
                List.of(s.postNeuron()[s.post()[k]], s.preNeuron()[s.pre()[k]]), s.weight()[k]);
          }
        }
      }
    }
    return weights;
  }

  private static Key key(Lived lived, int purpose, int number, long step) {
    return Key.of(lived.development.setting().seed()).with(purpose, number).with(step).with(0, 0);
  }

  /** What a cycle's facts say of a projection: pairs by post and pre. */
  private static Set<List<Integer>> fates(List<Event> events, String projection, boolean births) {
    Set<List<Integer>> fates = new HashSet<>();
    for (Event event : events) {
      if (event.fact() instanceof Fact.Structural fact
          && fact.projection().equals(projection)
          && births == fact instanceof Fact.SynapsesFormed) {
        for (Fate fate : fact.fates()) {
          assertTrue(fates.add(List.of(fate.post(), fate.pre())));
        }
      }
    }
    return fates;
  }

  private static Set<List<Integer>> first(
      Set<List<Integer>> pairs, Comparator<List<Integer>> order, int count) {
    return new HashSet<>(pairs.stream().sorted(order).limit(count).toList());
  }

  /** The 64 bits of a pair's draw, as the pair of its words. */
  private static Comparator<List<Integer>> byLot(Key draws) {
    Comparator<List<Integer>> first =
        (a, b) ->
            Integer.compareUnsigned(
                draws.with(a.get(1), a.get(0)).k0(), draws.with(b.get(1), b.get(0)).k0());
    return first.thenComparing(
        (a, b) ->
            Integer.compareUnsigned(
                draws.with(a.get(1), a.get(0)).k1(), draws.with(b.get(1), b.get(0)).k1()));
  }

  private static long tie(Key ties, List<Integer> pair) {
    Key words = ties.with(pair.get(1), pair.get(0));
    return ((long) words.k1() << 32) | (words.k0() & 0xFFFFFFFFL);
  }

  /** The algorithm, cycle by cycle, from the state that the engine had before each. */
  private static void follow(Lived lived, Quota.Mode mode, long grace) {
    Network network = lived.development.network();
    long[] balance = new long[2]; // in units of 10^-4 synapses
    int cycle = 0;
    int grown = 0;
    for (Checkpoint before : lived.checkpoints) {
      List<Long> place = before.place();
      boolean measured = place.size() == 5 && place.get(1) == 2 && place.get(3) == 0;
      if (!measured) { // the decision is the next act
        continue;
      }
      assertEquals(cycle, place.get(2));
      NetworkState state = before.network();
      long step = state.step();
      double eps = Math.max(0, 1 - (double) cycle / FALL);
      boolean grows = key(lived, 11, 0, step).uniform(cycle, 0) < eps;
      grown += grows ? 1 : 0;
      List<Event> now = new ArrayList<>();
      for (Event event : lived.events.subList((int) before.seq(), lived.events.size())) {
        if (event.step() == step) {
          now.add(event);
        }
      }
      for (int l = 0; l < 2; l++) {
        Projection layer = network.projections().get(l);
        int pres = layer.pre().neurons();
        int posts = layer.post().neurons();
        long exact = Math.round(SHARE * 10_000) * (pres * posts + posts);
        balance[l] += grows ? exact : -exact;
        long carried = balance[l] / 10_000;
        balance[l] %= 10_000;
        int k =
            switch (mode) {
              case CARRY -> (int) Math.abs(carried);
              case CEIL -> (int) (exact / 10_000) + 1;
              case FLOOR -> (int) (exact / 10_000);
            };
        Map<List<Integer>, Float> weights = weights(state, layer.name(), grace);
        Set<List<Integer>> free = new HashSet<>();
        for (int j = 0; j < posts; j++) {
          for (int i = 0; i < pres; i++) {
            free.add(List.of(j, i));
          }
        }
        free.removeAll(weights(state, layer.name(), 0).keySet());
        Key ties = key(lived, 6, l, step);
        Comparator<List<Integer>> weakest =
            Comparator.comparingDouble((List<Integer> pair) -> Math.abs(weights.get(pair)))
                .thenComparingLong(pair -> tie(ties, pair));
        Set<List<Integer>> births =
            grows ? first(free, byLot(key(lived, 7, l, step)), k) : Set.of();
        Set<List<Integer>> deaths = grows ? Set.of() : first(weights.keySet(), weakest, k);
        assertEquals(births, fates(now, layer.name(), true), "births of cycle " + cycle);
        assertEquals(deaths, fates(now, layer.name(), false), "deaths of cycle " + cycle);
      }
      cycle++;
    }
    assertEquals(CYCLES, cycle);
    assertTrue(grown > 10 && grown < 40, grown + " cycles grew");
  }

  @ParameterizedTest
  @EnumSource(Quota.Mode.class)
  void isTheAlgorithmInAnyGroups(Quota.Mode mode) {
    Develop stage = critical(mode, Pace.Decide.FIRST, OptionalDouble.empty(), ONE);
    for (int groups : new int[] {1, 2, 4}) {
      follow(Lived.of(groups, stage), mode, 0);
    }
  }

  /** In a network that learns by error, with newborns that are spared for some steps or not. */
  @ParameterizedTest
  @CsvSource({"CARRY, 1, 0", "CARRY, 4, 0", "CARRY, 4, 9", "CEIL, 2, 0", "FLOOR, 2, 9"})
  void isTheAlgorithmWhereErrorsTeach(Quota.Mode mode, int groups, long grace) {
    RunSpec spec =
        SpecReader.read(
            "stothers-ci",
            Map.of(
                "data",
                "{ side = 8, train = 64, test = 30 }",
                "ensembles.examples.columns",
                "10",
                "readout.train",
                "30",
                "network.populations.1.groups",
                "" + groups,
                "stages.0.cycles",
                "" + CYCLES,
                "stages.0.quota",
                "{ share = %s, mode = %s }".formatted(SHARE, mode).toLowerCase(Locale.ROOT),
                "stages.0.growing.cycles",
                "" + FALL,
                "stages.0.rule.grace",
                "" + grace));
    Setting setting = spec.setting(spec.data().load(Optional.empty()));
    Checkpoint born = Checkpoint.of(spec.birth().of(spec.network()));
    follow(new Lived(setting, born, spec.experiment().stages().get(0)), mode, grace);
  }

  /** Without learning, the last bits of which depend on groups, they decide alike. */
  @Test
  void groupsDoNotMatter() {
    Schedule none = new Schedule(0, ONE.at(0), 0.1f);
    Develop stage = critical(Quota.Mode.CARRY, Pace.Decide.FIRST, OptionalDouble.empty(), none);
    List<String> one = decisions(Lived.of(1, stage));
    assertTrue(one.size() > 432 + 300, one.size() + " births and deaths");
    assertEquals(one, decisions(Lived.of(2, stage)));
    assertEquals(one, decisions(Lived.of(4, stage)));
  }

  /** All fates in their order, each with its rule and what it turned on. */
  private static List<String> decisions(Lived lived) {
    List<String> decisions = new ArrayList<>();
    for (Event event : lived.events) {
      if (event.fact() instanceof Fact.SynapsesFormed f) {
        f.births().forEach(fate -> decisions.add(f.rule() + " " + f.threshold() + " " + fate));
      } else if (event.fact() instanceof Fact.SynapsesPruned p) {
        p.deaths().forEach(fate -> decisions.add(p.selection() + " " + p.tie() + " " + fate));
      }
    }
    return decisions;
  }

  @Test
  void goesOnFromEveryFence() {
    for (Pace.Decide decide : Pace.Decide.values()) {
      Develop stage = critical(Quota.Mode.CARRY, decide, OptionalDouble.of(0.45), ONE);
      Lived whole = Lived.of(2, stage);
      assertTrue(whole.checkpoints.size() > 100, whole.checkpoints.size() + " fences");
      for (int k = 0; k < whole.checkpoints.size(); k += 3) {
        Checkpoint checkpoint = whole.checkpoints.get(k);
        Lived rest = new Lived(TinyRun.network(2), checkpoint, stage);
        assertEquals(
            whole.events.subList((int) checkpoint.seq(), whole.events.size()),
            rest.events,
            "from " + checkpoint.place());
        assertEquals(whole.end(), rest.end());
      }
    }
  }

  /** Living synapses after each decision that changed them, as facts tell. */
  private static List<Long> living(Lived lived, long before) {
    Map<Long, Long> living = new TreeMap<>(); // by step
    long now = before;
    for (Event event : lived.events) {
      if (event.fact() instanceof Fact.Structural fact) {
        now += change(fact);
        living.put(event.step(), now);
      }
    }
    return List.copyOf(living.values());
  }

  private static long change(Fact fact) {
    if (fact instanceof Fact.SynapsesFormed formed) {
      return formed.rule().equals(Fact.SynapsesFormed.INITIAL) ? 0 : formed.births().size();
    }
    return fact instanceof Fact.SynapsesPruned pruned ? -pruned.deaths().size() : 0;
  }

  /** Born with half, it rises above 55 %, and the first decision that takes it back is the last. */
  @Test
  void endsWhereTheDensityFallsToItsGoal() {
    double goal = 0.55;
    int possible = 64 * 12 + 12 * 8;
    OptionalDouble until = OptionalDouble.of(goal);
    Lived lived = Lived.of(2, critical(Quota.Mode.CARRY, Pace.Decide.FIRST, until, ONE));
    List<Long> living = living(lived, possible / 2);
    int last = living.size() - 1;
    assertTrue(living.get(last) <= goal * possible, living::toString);
    assertTrue(living.get(last - 1) > goal * possible, living::toString);
    boolean risen = false;
    for (long now : living.subList(0, last)) {
      assertFalse(risen && now <= goal * possible, living::toString);
      risen |= now > goal * possible;
    }
    long step = lived.development.step();
    assertTrue(step > 0 && step < 3L * CYCLES, step + " steps");
    assertEquals(0, step % 3); // the last cycle still learned
    assertTrue(lived.development.hasEnded());
  }

  /** As many die as form, where a cycle does both: turnover at constant density. */
  @Test
  void aCycleWithoutAChoiceDoesBoth() {
    Develop both =
        new Develop(
            "turnover",
            10,
            new Train("learn", 0, 1, ONE),
            new Measure(0, 0, 1),
            Optional.of(PruningRule.of(Criteria.MAGNITUDE, new Count(0), 0)),
            Optional.of(new LayerRandom(0, 0)),
            List.of("visible-h1"),
            DeadEnds.KEEP,
            true,
            0,
            new Pace(
                Pace.Decide.LAST,
                Optional.of(new Quota(SHARE, Quota.Mode.CARRY)),
                Optional.empty(),
                OptionalDouble.empty()));
    Lived lived = Lived.of(2, both);
    int sum = (int) (10 * SHARE * (64 * 12 + 12));
    assertEquals(sum, fatesOf(lived, false));
    assertEquals(sum, fatesOf(lived, true));
    assertEquals((64 * 12 + 12 * 8) / 2, lived.development.synapses());
  }

  private static int fatesOf(Lived lived, boolean births) {
    int count = 0;
    for (Event event : lived.events) {
      if (event.fact() instanceof Fact.SynapsesFormed formed && births) {
        count += formed.rule().equals(Fact.SynapsesFormed.INITIAL) ? 0 : formed.births().size();
      } else if (event.fact() instanceof Fact.SynapsesPruned pruned && !births) {
        count += pruned.deaths().size();
      }
    }
    return count;
  }
}
