package org.ontogeny.engine.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.TinyNetworks;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.kernel.reference.ReferenceKernels;

/** The bound on the Euclidean norm of each neuron's dendrites, with no gradient to disturb it. */
class MaxNormTest {

  private static final float BOUND = 2;

  private static List<SynapseGroupState> learned(NetworkState born, Network network, float bound) {
    LivingNetwork living = new LivingNetwork(network, born, new ReferenceKernels());
    living.run(
        new BoltzmannMachine(network).learn(new Learning(1, 0, Momentum.Mode.CLASSIC, 0, bound)));
    return living.copy().synapseGroups();
  }

  @Test
  void longDendritesAreScaledAndShortOnesLeftAlone() {
    Network network = TinyNetworks.stack(2, 5, 6, 4);
    NetworkState born = TinyStates.random(network, List.of(), 1, 0.2, 1);
    List<SynapseGroupState> bounded = learned(born, network, BOUND);
    int scaled = 0;
    int left = 0;
    for (int g = 0; g < bounded.size(); g++) {
      SynapseGroupState before = born.synapseGroups().get(g);
      for (int post = 0; post < before.postNeuron().length; post++) {
        double norm = norm(before, post);
        double factor = norm > BOUND ? BOUND / norm : 1;
        scaled += norm > BOUND ? 1 : 0;
        left += norm > BOUND ? 0 : 1;
        for (int k = 0; k < before.weight().length; k++) {
          if (before.post()[k] == post) {
            double error = factor == 1 ? 0 : 1e-6;
            assertEquals(factor * before.weight()[k], bounded.get(g).weight()[k], error);
          }
        }
      }
    }
    assertTrue(scaled > 0 && left > 0, scaled + " scaled, " + left + " left");
  }

  private static double norm(SynapseGroupState group, int post) {
    double square = 0;
    for (int k = 0; k < group.weight().length; k++) {
      square += group.post()[k] == post ? Math.pow(group.weight()[k], 2) : 0;
    }
    return Math.sqrt(square);
  }

  @Test
  void zeroMeansNoBound() {
    Network network = TinyNetworks.stack(1, 5, 4);
    NetworkState born = TinyStates.random(network, List.of(), 9, 0, 1);
    assertEquals(
        TinyStates.lines(born).get(2),
        TinyStates.lines(new NetworkState(List.copyOf(learned(born, network, 0)), 0, 0)).get(0));
  }
}
