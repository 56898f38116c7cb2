package org.ontogeny.engine.execution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.TinyNetworks;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.layer.Cut;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Criterion;
import org.ontogeny.engine.pruning.synapse.Hazard;
import org.ontogeny.engine.pruning.synapse.Threshold;
import org.ontogeny.engine.statistic.SynapseView;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.reference.ReferenceKernels;

/** What synapse groups decide at a fence, and what becomes of the others. */
class FenceTest {

  private static final Ensemble CHAINS = new Ensemble("chains", 2, 40, 2, true);
  private static final PruningRule SMALL =
      PruningRule.of(Criteria.MAGNITUDE, new Threshold(0.5), 0);

  private static LivingNetwork alive(Network network, NetworkState state) {
    return new LivingNetwork(network, state, new ReferenceKernels());
  }

  private static NetworkState measured(Network network, LivingNetwork living) {
    living.openWindow();
    living.run(new BoltzmannMachine(network).measure(CHAINS, 2));
    return living.copy();
  }

  private static List<Fate> prune(
      LivingNetwork living, Network network, PruningRule rule, Cut cut, long step) {
    List<Fate> deaths = new ArrayList<>();
    living
        .ask(network.synapseGroups(), group -> new Request.Prune(step, rule, cut))
        .values()
        .forEach(reply -> deaths.addAll(((Reply.Died) reply).deaths()));
    return deaths;
  }

  /** All that a synapse has, by its name. */
  private static Map<String, String> byName(NetworkState state) {
    Map<String, String> synapses = new TreeMap<>();
    for (SynapseGroupState s : state.synapseGroups()) {
      for (int k = 0; k < s.weight().length; k++) {
        int pre = s.preNeuron()[s.pre()[k]];
        int post = s.postNeuron()[s.post()[k]];
        synapses.put(
            "%s %d -> %d".formatted(s.id().owner(), pre, post),
            "%s %s %d %d %d %d %d %d"
                .formatted(
                    s.weight()[k],
                    s.change()[k],
                    s.born()[k],
                    s.together()[k],
                    s.preActive()[s.pre()[k]],
                    s.postActive()[s.post()[k]],
                    s.samples(),
                    s.opened()));
      }
    }
    return synapses;
  }

  @Test
  void deathsTellWhoDiedAndWhy() {
    Network network = TinyNetworks.stack(2, 4, 4);
    NetworkState born = TinyStates.random(network, List.of(CHAINS), 1, 0.2, 9);
    LivingNetwork living = alive(network, born);
    List<Fate> expected = new ArrayList<>();
    for (SynapseGroupState s : born.synapseGroups()) {
      for (int k = 0; k < s.weight().length; k++) {
        float w = s.weight()[k];
        if (Math.abs(w) <= 0.5) {
          int pre = s.preNeuron()[s.pre()[k]];
          int post = s.postNeuron()[s.post()[k]];
          expected.add(new Fate(pre, post, Math.abs(w), w, 12, Float.NaN));
        }
      }
    }
    assertFalse(expected.isEmpty());
    assertEquals(expected, prune(living, network, SMALL, Cut.NONE, 12));
    assertEquals(List.of(), prune(living, network, SMALL, Cut.NONE, 12));
  }

  /** Criteria of plugins may give anything. */
  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void anImportanceThatIsNoneFailsTheGroup(double none) {
    Criterion wrong =
        new Criterion() {
          @Override
          public double importance(SynapseView synapse) {
            return none;
          }

          @Override
          public String toString() {
            return "wrong";
          }
        };
    Network network = TinyNetworks.stack(1, 2, 2);
    NetworkState born = TinyStates.random(network, List.of(CHAINS), 1, 0.2, 9);
    for (PruningRule rule :
        List.of(
            PruningRule.of(wrong, new Threshold(1), 0), PruningRule.of(wrong, new Count(1), 0))) {
      LivingNetwork living = alive(network, born);
      String message =
          assertThrows(
                  GroupFailure.class,
                  () -> {
                    Cut cut = rule.layer().isPresent() ? cut(living, network, rule) : Cut.NONE;
                    prune(living, network, rule, cut, 1);
                  })
              .getMessage();
      assertTrue(message.contains("criterion wrong gives " + none), message);
    }
  }

  /** Nothing of a survivor changes, though the arrays do, from dense to sparse in the end. */
  @ParameterizedTest
  @ValueSource(ints = {3, 20, 58, 64})
  void survivorsKeepEverything(int dying) {
    Network network = TinyNetworks.stack(1, 8, 8);
    long[] steps = IntStream.range(0, 64).mapToLong(k -> k % 3).toArray();
    NetworkState born =
        TinyStates.map(
            TinyStates.random(network, List.of(CHAINS), 1, 0, 4),
            neurons -> neurons,
            synapses -> withBirths(synapses, steps, 0));
    LivingNetwork living = alive(network, born);
    BoltzmannMachine machine = new BoltzmannMachine(network);
    living.run(
        machine.dream(CHAINS, 1),
        machine.learn(new Learning(0.1f, 0, Momentum.Mode.CLASSIC, 0, 0)));
    NetworkState before = measured(network, living);
    PruningRule rule = PruningRule.of(Criteria.MAGNITUDE, new Count(dying), 0);
    List<Fate> deaths = prune(living, network, rule, cut(living, network, rule), living.step());
    assertEquals(dying, deaths.size());
    Map<String, String> survivors = byName(before);
    deaths.forEach(
        death -> survivors.remove("visible-h1 %d -> %d".formatted(death.pre(), death.post())));
    assertEquals(survivors, byName(living.copy()));
  }

  private static Cut cut(LivingNetwork living, Network network, PruningRule rule) {
    List<Double> importance = new ArrayList<>();
    List<Long> tie = new ArrayList<>();
    living
        .ask(network.synapseGroups(), group -> new Request.Judge(living.step(), rule))
        .values()
        .forEach(
            reply -> {
              Reply.Importances told = (Reply.Importances) reply;
              Arrays.stream(told.importance()).forEach(importance::add);
              Arrays.stream(told.tie()).forEach(tie::add);
            });
    return rule.layer()
        .orElseThrow()
        .cut(
            importance.stream().mapToDouble(x -> x).toArray(),
            tie.stream().mapToLong(x -> x).toArray());
  }

  /** Two groups draw the ties of one layer from one stream: as many die as were asked for. */
  @Test
  void tiesOfALayerAreDrawnForPairsOfNeurons() {
    Map<Integer, List<List<Integer>>> deaths = new HashMap<>();
    PruningRule rule = PruningRule.of(Criteria.FISHER, new Count(20), 0);
    for (int groups : new int[] {1, 4}) {
      Network network = TinyNetworks.stack(groups, 8, 8);
      NetworkState born = TinyStates.random(network, List.of(CHAINS), 0, 0, 4);
      NetworkState never =
          TinyStates.map(
              born,
              neurons -> {
                float[] low = new float[neurons.neuron().length];
                Arrays.fill(low, -99);
                return TinyStates.withBias(neurons, low);
              },
              synapses -> synapses);
      LivingNetwork living = alive(network, never);
      measured(network, living);
      deaths.put(
          groups,
          prune(living, network, rule, cut(living, network, rule), living.step()).stream()
              .map(death -> List.of(death.post(), death.pre()))
              .toList());
    }
    assertEquals(20, deaths.get(1).size());
    assertEquals(deaths.get(1), deaths.get(4));
    assertTrue(deaths.get(1).stream().anyMatch(death -> death.get(0) > 5), "first ones first");
  }

  @Test
  void youngSynapsesAreNotJudged() {
    Network network = TinyNetworks.stack(1, 4, 4);
    NetworkState born = TinyStates.random(network, List.of(), 0.1, 0, 1);
    PruningRule graceful = PruningRule.of(Criteria.MAGNITUDE, new Threshold(9), 10);
    assertEquals(0, prune(alive(network, born), network, graceful, Cut.NONE, 9).size());
    assertEquals(16, prune(alive(network, born), network, graceful, Cut.NONE, 10).size());
  }

  /** Born at step 5; a window that opened before then is not full. */
  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void newbornsWithoutAFullWindowAreNotJudged(long opened) {
    Network network = TinyNetworks.stack(1, 4, 4);
    NetworkState born =
        TinyStates.map(
            TinyStates.random(network, List.of(), 0.1, 0, 1),
            neurons -> neurons,
            s -> {
              long[] steps = IntStream.range(0, 16).mapToLong(k -> k < 3 ? 5 : 0).toArray();
              return withBirths(s, steps, opened);
            });
    List<Fate> deaths = prune(alive(network, born), network, SMALL, Cut.NONE, 20);
    assertEquals(opened >= 5 ? 16 : 13, deaths.size());
    assertTrue(deaths.stream().allMatch(death -> death.age() == 20 || death.age() == 15));
  }

  private static SynapseGroupState withBirths(SynapseGroupState s, long[] born, long opened) {
    return new SynapseGroupState(
        s.id(),
        s.preNeuron(),
        s.postNeuron(),
        s.pre(),
        s.post(),
        s.weight(),
        s.change(),
        born,
        s.together(),
        s.preActive(),
        s.postActive(),
        s.samples(),
        opened);
  }

  /** The engine's own draws kill as often as the hazard says, and each death tells its draw. */
  @Test
  void hazardKillsAsOftenAsItSays() {
    Network network = TinyNetworks.stack(3, 80, 80);
    NetworkState born =
        TinyStates.map(
            TinyStates.random(network, List.of(), 0, 0, 1),
            neurons -> neurons,
            s -> {
              float[] weight = new float[s.weight().length];
              Arrays.fill(weight, 0.03f);
              return TinyStates.withWeights(s, weight);
            });
    Hazard hazard = new Hazard(0.02, 1, 1, 1e-6);
    PruningRule rule = PruningRule.of(Criteria.MAGNITUDE, hazard, 0);
    List<Fate> deaths = prune(alive(network, born), network, rule, Cut.NONE, 3);
    double p = 1 - Math.exp(-1 / (1 + (0.03 + 1e-6) / 0.02));
    assertEquals(p, deaths.size() / 6400.0, 4 * Math.sqrt(p * (1 - p) / 6400));
    assertTrue(deaths.stream().allMatch(death -> death.draw() < p));
  }

  /** Two windows are two decisions: another step draws anew. */
  @Test
  void everyStepDrawsAnew() {
    Network network = TinyNetworks.stack(1, 8, 8);
    NetworkState born = TinyStates.random(network, List.of(), 0.1, 0, 1);
    PruningRule rule = PruningRule.of(Criteria.RANDOM, new Threshold(0.5), 0);
    List<List<Integer>> deaths = new ArrayList<>();
    for (long step : new long[] {1, 1, 2, 1L << 32}) {
      deaths.add(
          prune(alive(network, born), network, rule, Cut.NONE, step).stream()
              .map(death -> 8 * death.post() + death.pre())
              .toList());
    }
    assertEquals(deaths.get(0), deaths.get(1));
    assertEquals(3, deaths.stream().distinct().count());
  }

  /**
   * Neurons without any synapse are buried in one network and kept in the other. The others do the
   * same, to the bit: they receive the same drives and draw by their original indices.
   */
  @Test
  void compactionChangesNoSurvivor() {
    Network network = TinyNetworks.stack(2, 4, 6, 6);
    NetworkState born = isolated(TinyStates.random(network, List.of(CHAINS), 1, 0.2, 6));
    LivingNetwork kept = alive(network, born);
    LivingNetwork buried = alive(network, born);
    bury(buried, network, new GroupId("h1", 0, 3), new int[] {1, 0, 1}, 1);
    bury(buried, network, new GroupId("h1", 3, 6), new int[] {1, 1, 1});
    assertEquals(6L, kept.copy().neurons().get("h1"));
    assertEquals(5L, buried.copy().neurons().get("h1"));
    assertEquals(byName(measured(network, kept)), byName(measured(network, buried)));
    Map<String, String> states = states(kept.copy());
    states.remove("h1 1");
    assertEquals(states, states(buried.copy()));
  }

  /** Buries dead ends of a group that knows how many synapses its neurons have. */
  private static void bury(
      LivingNetwork living, Network network, GroupId group, int[] degrees, int... expected) {
    Request request = new Request.BuryDeadEnds(new int[][] {degrees, degrees}, DeadEnds.ALL_SIDES);
    Reply reply = living.ask(List.of(group), g -> request).get(group);
    int[] dead = ((Reply.NeuronsDied) reply).neurons();
    assertArrayEquals(expected, dead);
    List<GroupId> mourners = new ArrayList<>(Network.synapseGroups(network.projection("h1-h2")));
    mourners.add(new GroupId("visible-h1", group.from(), group.to()));
    living
        .ask(mourners, g -> new Request.Forget(0, group, dead))
        .values()
        .forEach(done -> assertEquals(List.of(), ((Reply.Died) done).deaths()));
  }

  /** Without the synapses of the second neuron of h1. */
  private static NetworkState isolated(NetworkState state) {
    return TinyStates.map(
        state,
        neurons -> neurons,
        s ->
            TinyStates.only(
                s,
                IntStream.range(0, s.pre().length)
                    .filter(
                        k ->
                            s.id().owner().equals("visible-h1")
                                ? s.postNeuron()[s.post()[k]] != 1
                                : s.preNeuron()[s.pre()[k]] != 1)
                    .toArray()));
  }

  /** Chains and counts of neurons by name. */
  private static Map<String, String> states(NetworkState state) {
    Map<String, String> states = new TreeMap<>();
    for (NeuronGroupState group : state.neuronGroups()) {
      for (int n = 0; n < group.neuron().length; n++) {
        StringBuilder line = new StringBuilder().append(group.active()[n]);
        for (Batch shard : group.chains().get(0).shards()) {
          line.append(Arrays.toString(shard.rows(n, n + 1).values()));
        }
        states.put(group.id().owner() + " " + group.neuron()[n], line.toString());
      }
    }
    return states;
  }
}
