package org.ontogeny.engine.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.growth.SiteRule;
import org.ontogeny.engine.growth.Uniform;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.TinyNetworks;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Cut;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Threshold;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.reference.ReferenceKernels;

/** What becomes of newborn synapses, and of those among which they are born. */
class NewbornTest {

  private static final Ensemble DATA = new Ensemble("data", 0, 10, 2, false);
  private static final Ensemble CHAINS = new Ensemble("chains", 2, 40, 2, true);
  private static final PruningRule ALL = PruningRule.of(Criteria.MAGNITUDE, new Threshold(9), 0);

  private static NetworkState sparse(Network network, int percent) {
    NetworkState born = TinyStates.random(network, List.of(CHAINS), 0.5, 0, 3);
    return FreeSites.sparse(network, born, percent);
  }

  private static LivingNetwork alive(Network network, NetworkState state) {
    return new LivingNetwork(network, state, new ReferenceKernels());
  }

  private static List<Reply.Formed> grow(
      LivingNetwork living, Network network, SiteRule rule, long step) {
    return living
        .ask(network.synapseGroups(), group -> new Request.Grow(step, rule))
        .values()
        .stream()
        .map(reply -> (Reply.Formed) reply)
        .toList();
  }

  private static List<Fate> pruneAll(LivingNetwork living, Network network, long step) {
    List<Fate> deaths = new ArrayList<>();
    living
        .ask(network.synapseGroups(), group -> new Request.Prune(step, ALL, Cut.NONE))
        .values()
        .forEach(reply -> deaths.addAll(((Reply.Died) reply).deaths()));
    return deaths;
  }

  private static List<List<Integer>> pairs(List<Fate> fates) {
    return fates.stream().map(fate -> List.of(fate.post(), fate.pre())).toList();
  }

  /** Two steps of learning and a measurement. */
  private static void live(Network network, LivingNetwork living) {
    BoltzmannMachine machine = new BoltzmannMachine(network);
    Phase wake = machine.wake(DATA, 4, -1);
    Phase dream = machine.dream(CHAINS, 1);
    Phase learn = machine.learn(new Learning(0.1f, 0.5f, Momentum.Mode.CLASSIC, 0.01f, 3));
    living.run(
        LivingNetwork.showing(5, 9, 3),
        wake,
        dream,
        learn,
        wake,
        dream,
        learn,
        machine.measure(CHAINS, 1));
  }

  /** Weight, last change, birth and coincidences of each synapse, by its name. */
  private static Map<String, List<Number>> byName(NetworkState state) {
    Map<String, List<Number>> synapses = new TreeMap<>();
    for (SynapseGroupState s : state.synapseGroups()) {
      for (int k = 0; k < s.weight().length; k++) {
        int pre = s.preNeuron()[s.pre()[k]];
        int post = s.postNeuron()[s.post()[k]];
        synapses.put(
            "%s %d -> %d".formatted(s.id().owner(), pre, post),
            List.of(s.weight()[k], s.change()[k], s.born()[k], s.together()[k]));
      }
    }
    return synapses;
  }

  /** From sparse to sparse, to dense, and within dense. */
  @ParameterizedTest
  @CsvSource({"5, 0.05", "5, 0.6", "60, 0.5", "0, 0.4", "0, 1"})
  void newbornsStartAnewAndTheOthersKeepEverything(int percent, double probability) {
    Network network = TinyNetworks.stack(2, 6, 12, 6);
    LivingNetwork living = alive(network, sparse(network, percent));
    live(network, living);
    Map<String, List<Number>> expected = byName(living.copy());
    List<Reply.Formed> formed = grow(living, network, new Uniform(probability, 0.7f), 99);
    for (int g = 0; g < formed.size(); g++) {
      String projection = network.synapseGroups().get(g).owner();
      for (Fate birth : formed.get(g).births()) {
        String name = "%s %d -> %d".formatted(projection, birth.pre(), birth.post());
        assertEquals(null, expected.put(name, List.of(0.7f, 0f, 99L, 0L)), name);
      }
    }
    assertEquals(expected, byName(living.copy()));
  }

  @Test
  void groupsTellWhoLivesAfterwards() {
    Network network = TinyNetworks.stack(2, 6, 12);
    LivingNetwork living = alive(network, sparse(network, 30));
    List<Reply.Formed> formed = grow(living, network, new Uniform(0.3, 0), 1);
    for (int g = 0; g < formed.size(); g++) {
      Living expected = Living.NONE;
      SynapseGroupState s = living.copy().synapseGroups().get(g);
      for (int k = 0; k < s.pre().length; k++) {
        expected = expected.plus(s.preNeuron()[s.pre()[k]], s.postNeuron()[s.post()[k]]);
      }
      assertEquals(expected, formed.get(g).living());
    }
  }

  /** To the bit as in a network that had these synapses from the start, in any form of storage. */
  @ParameterizedTest
  @CsvSource({"5, 0.05, false, false", "5, 0.6, false, true", "60, 0.5, true, true"})
  void aGrownNetworkLivesAsOneOfThatStructure(
      int percent, double probability, boolean denseBefore, boolean denseAfter) {
    Network network = TinyNetworks.stack(2, 6, 12, 6);
    LivingNetwork grown = alive(network, sparse(network, percent));
    assertEquals(denseBefore, dense(grown.copy()));
    grow(grown, network, new Uniform(probability, 0.7f), 0);
    assertEquals(denseAfter, dense(grown.copy()));
    LivingNetwork made = alive(network, grown.copy());
    live(network, grown);
    live(network, made);
    assertEquals(TinyStates.lines(made.copy()), TinyStates.lines(grown.copy()));
  }

  private static boolean dense(NetworkState state) {
    SynapseGroupState s = state.synapseGroups().get(0);
    return Synapses.of(s.preNeuron().length, s.postNeuron().length, s.pre(), s.post()).dense();
  }

  /** A group that has lost every synapse grows; who died at a fence may form again at it. */
  @Test
  void whatDiedMayFormAgain() {
    Network network = TinyNetworks.stack(2, 5, 6);
    LivingNetwork living = alive(network, sparse(network, 100));
    List<Fate> deaths = pruneAll(living, network, 3);
    assertEquals(30, deaths.size());
    List<Fate> births = new ArrayList<>();
    grow(living, network, new Uniform(1, 0.5f), 3).forEach(f -> births.addAll(f.births()));
    assertEquals(pairs(deaths), pairs(births));
    assertTrue(births.stream().allMatch(birth -> birth.age() == 0 && birth.weight() == 0.5f));
    assertEquals(0, living.copy().synapseGroups().get(0).together()[0]);
  }

  /** Born at step 3 into a window that had opened before: judged from the next window on. */
  @Test
  void newbornsAreJudgedAfterAFullWindow() {
    Network network = TinyNetworks.stack(2, 5, 6);
    LivingNetwork living = alive(network, sparse(network, 30));
    List<Fate> births = new ArrayList<>();
    grow(living, network, new Uniform(0.5, 0), 3).forEach(f -> births.addAll(f.births()));
    int before = byName(living.copy()).size() - births.size();
    assertEquals(before, pruneAll(living, network, 8).size());
    living.ask(network.synapseGroups(), group -> new Request.OpenWindow(3));
    List<Fate> deaths = pruneAll(living, network, 10);
    assertEquals(pairs(births), pairs(deaths));
    assertTrue(deaths.stream().allMatch(death -> death.age() == 7));
  }
}
