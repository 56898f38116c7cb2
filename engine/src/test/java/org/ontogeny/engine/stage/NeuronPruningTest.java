package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.neuron.NeuronCriteria;
import org.ontogeny.engine.pruning.neuron.NeuronRule;
import org.ontogeny.engine.verification.Survey;
import org.ontogeny.engine.verification.Verification;
import org.ontogeny.engine.verification.Verified;

/** Whole neurons die; who, is counted again from the state before. */
class NeuronPruningTest {

  private static final class Watched {
    private final TinyRun run = new TinyRun();
    private NetworkState before; // at the last fence before the first deaths

    Watched(NeuronRule rule, String... populations) {
      Deaths deaths =
          new Deaths(
              Optional.of(new NeuronPruning(rule, List.of(populations))),
              Optional.empty(),
              new Cascade(DeadEnds.ANY_SIDE, true));
      Rounds rounds =
          new Rounds(
              "rounds",
              2,
              Order.JOINT,
              new Measure(2, 4, 1),
              deaths,
              List.of(),
              new Assessment(false, false, Set.of()),
              new Train("retrain", 0, 1, TinyRun.FIVE),
              List.of(),
              Set.of(),
              List.of());
      run.develop(
          development -> {
            if (development.neurons() == 64 + 12 + 8) {
              before = development.copy();
            }
          },
          new Train("train", 3, 1, TinyRun.FIVE),
          rounds);
    }
  }

  private static double variance(long ones, long samples) {
    double p = (double) ones / samples;
    return p * (1 - p) * samples / (samples - 1);
  }

  /** Importance of the neurons of h1 in a state: sums over weights below and above, or the bias. */
  private static Map<Integer, Double> importance(NetworkState state) {
    Map<Integer, Double> sums = new TreeMap<>();
    for (SynapseGroupState s : state.synapseGroups()) {
      for (int k = 0; k < s.weight().length; k++) {
        boolean below = s.id().owner().equals("visible-h1");
        int neuron = below ? s.postNeuron()[s.post()[k]] : s.preNeuron()[s.pre()[k]];
        sums.merge(neuron, variance(s.together()[k], s.samples()), Double::sum);
      }
    }
    for (NeuronGroupState s : state.neuronGroups()) {
      for (int n = 0; n < s.neuron().length && s.id().owner().equals("h1"); n++) {
        sums.merge(s.neuron()[n], variance(s.active()[n], s.samples()), Math::max);
      }
    }
    return sums;
  }

  @Test
  void theLeastInformativeNeuronsDieWithAllTheirSynapses() {
    Watched watched =
        new Watched(new NeuronRule(NeuronCriteria.MAX_FISHER, NeuronRule.Which.LEAST, 3), "h1");
    Map<Integer, Double> importance = importance(watched.before);
    List<Integer> expected =
        importance.entrySet().stream()
            .sorted(Comparator.comparingDouble(Map.Entry::getValue))
            .limit(3)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    List<Integer> died = new ArrayList<>();
    int synapses = 0;
    for (Event event : watched.run.events()) {
      if (event.stage().equals("rounds/1/prune") && event.fact() instanceof Fact.NeuronsDied d) {
        assertEquals("h1", d.population());
        died.addAll(d.neurons());
      } else if (event.stage().equals("rounds/1/prune")
          && event.fact() instanceof Fact.SynapsesPruned pruned) {
        assertEquals("max-fisher", pruned.rule());
        assertEquals("neuron-count(3)", pruned.selection());
        for (Fate death : pruned.deaths()) {
          int neuron = pruned.projection().equals("h1-h2") ? death.pre() : death.post();
          assertEquals(importance.get(neuron), death.importance(), 1e-12);
          synapses++;
        }
      }
    }
    assertEquals(expected, died);
    assertEquals(3 * (64 + 8), synapses);
    assertEquals(6, watched.run.development().neurons("h1"));
    assertSound(watched.run);
  }

  @Test
  void otherCriteriaChooseOthers() {
    Set<List<Integer>> chosen = new HashSet<>();
    for (NeuronCriteria criterion : NeuronCriteria.values()) {
      for (NeuronRule.Which which : NeuronRule.Which.values()) {
        Watched watched = new Watched(new NeuronRule(criterion, which, 2), "h1", "h2");
        List<Integer> died = new ArrayList<>();
        watched.run.facts(Fact.NeuronsDied.class).forEach(d -> died.addAll(d.neurons()));
        assertEquals(8, died.size());
        assertEquals(12 - 4, watched.run.development().neurons("h1"));
        assertEquals(8 - 4, watched.run.development().neurons("h2"));
        assertSound(watched.run);
        chosen.add(died);
      }
    }
    assertTrue(chosen.size() > 4, "different rules choose different neurons: " + chosen);
  }

  private static void assertSound(TinyRun run) {
    Verification verification =
        Verification.of(TinyRun.NETWORK, TinyRun.SEED, new Survey(), Set.of());
    run.events().forEach(verification::accept);
    verification.compare(run.development().copy());
    Verified verified = verification.result();
    assertEquals(List.of(), verified.first());
    assertEquals(0, verified.unapplied());
    assertEquals(0, verified.foreign().size());
  }
}
