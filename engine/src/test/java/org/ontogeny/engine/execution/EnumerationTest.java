package org.ontogeny.engine.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.EnumeratedMachine;
import org.ontogeny.engine.network.EnumeratedMachine.Synapse;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.TinyNetworks;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Percentile;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.kernel.backend.Backends;

/**
 * Machines of at most twelve neurons against the sum over all their states. Every chain is a column
 * of its own, burnt in, and read once, so that readings are independent and the standard error of a
 * mean is that of independent draws. The criteria are asked from the groups themselves.
 */
class EnumerationTest {

  private static final int CHAINS = 20_000;
  private static final int BURN_IN = 60;
  private static final double DEVIATIONS = 4;

  static Stream<Arguments> machines() {
    return Stream.of(
        arguments("restricted", TinyNetworks.stack(1, 6, 6), 0.0),
        arguments("restricted, a group for each neuron", TinyNetworks.stack(6, 6, 6), 0.3),
        arguments("receptive fields", TinyNetworks.fields(1), 0.0),
        arguments("receptive fields of one pixel, stored sparse", TinyNetworks.fields(0), 0.0),
        arguments("two hidden layers", TinyNetworks.stack(2, 4, 4, 4), 0.2),
        arguments("two hidden layers, few synapses", TinyNetworks.stack(1, 4, 4, 4), 0.9),
        arguments("three hidden layers", TinyNetworks.stack(2, 3, 3, 3, 3), 0.0),
        arguments("two populations side by side", TinyNetworks.diamond(), 0.1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("machines")
  void longChainsVisitStatesAsOftenAsTheyAreLikely(String name, Network network, double missing) {
    Ensemble chains = new Ensemble("chains", 2, CHAINS, 3, true);
    NetworkState born = TinyStates.random(network, List.of(chains), 1, missing, name.length());
    EnumeratedMachine exact = new EnumeratedMachine(network, born);
    LivingNetwork living = new LivingNetwork(network, born, Backends.named("auto"));
    BoltzmannMachine machine = new BoltzmannMachine(network);

    living.run(machine.wander(chains, BURN_IN));
    living.openWindow();
    living.run(machine.measure(chains, 1));

    NetworkState counted = living.copy();
    assertRates(exact, counted);
    assertCoincidences(exact, counted);
    assertImportances(exact, Criteria.FISHER, living, network);
    assertImportances(exact, Criteria.COVARIANCE, living, network);
  }

  private static void assertRates(EnumeratedMachine exact, NetworkState counted) {
    for (NeuronGroupState group : counted.neuronGroups()) {
      assertEquals(CHAINS, group.samples());
      for (int n = 0; n < group.neuron().length; n++) {
        double rate = exact.rate(exact.bit(group.id().owner(), group.neuron()[n]));
        assertNear(rate, group.active()[n] / (double) CHAINS, rate * (1 - rate), "rate");
      }
    }
  }

  private static void assertCoincidences(EnumeratedMachine exact, NetworkState counted) {
    List<Long> together = new ArrayList<>();
    for (SynapseGroupState group : counted.synapseGroups()) {
      for (long count : group.together()) {
        together.add(count);
      }
    }
    assertEquals(exact.synapses().size(), together.size());
    for (int k = 0; k < together.size(); k++) {
      Synapse synapse = exact.synapses().get(k);
      double share = exact.together(synapse.pre(), synapse.post());
      assertNear(share, together.get(k) / (double) CHAINS, share * (1 - share), "coincidence");
    }
  }

  private static void assertImportances(
      EnumeratedMachine exact, Criteria criterion, LivingNetwork living, Network network) {
    PruningRule rule = PruningRule.of(criterion, new Percentile(0, true), 0);
    Map<GroupId, Reply> told =
        living.ask(network.synapseGroups(), group -> new Request.Judge(living.step(), rule));
    List<Double> importance = new ArrayList<>();
    for (Reply reply : told.values()) {
      for (double value : ((Reply.Importances) reply).importance()) {
        importance.add(value);
      }
    }
    for (int k = 0; k < importance.size(); k++) {
      Synapse synapse = exact.synapses().get(k);
      if (criterion == Criteria.FISHER) {
        assertFisher(exact, synapse, importance.get(k));
      } else {
        assertCovariance(exact, synapse, importance.get(k));
      }
    }
  }

  /** With p the share of coincidences, var(estimate) = (1 - 2p)^2 s + 2 s^2, s = p(1 - p) / n. */
  private static void assertFisher(EnumeratedMachine exact, Synapse synapse, double found) {
    double p = exact.together(synapse.pre(), synapse.post());
    double s = p * (1 - p) / CHAINS;
    double variance = (1 - 2 * p) * (1 - 2 * p) * s + 2 * s * s;
    assertNear(p * (1 - p), found, variance * CHAINS, "Fisher information");
  }

  private static void assertCovariance(EnumeratedMachine exact, Synapse synapse, double found) {
    double v = exact.rate(synapse.pre());
    double h = exact.rate(synapse.post());
    double covariance = exact.together(synapse.pre(), synapse.post()) - v * h;
    double square =
        exact.mean(
            state -> {
              double product =
                  (EnumeratedMachine.on(state, synapse.pre()) - v)
                      * (EnumeratedMachine.on(state, synapse.post()) - h);
              return product * product;
            });
    assertNear(Math.abs(covariance), found, square - covariance * covariance, "covariance");
  }

  private static void assertNear(double expected, double found, double variance, String what) {
    assertEquals(expected, found, DEVIATIONS * Math.sqrt(variance / CHAINS), what);
  }
}
