package org.ontogeny.engine.execution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.EnumeratedMachine;
import org.ontogeny.engine.network.EnumeratedMachine.Synapse;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.TinyNetworks;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.kernel.backend.Backends;

/**
 * Wake, dream and learn against the slope of the mean variational bound: {@code <mu_a mu_b>_data -
 * <s_a s_b>_model}. The chains are burnt in and independent of each other.
 */
class PersistentChainsTest {

  private static final int CHAINS = 20_000;
  private static final int[] DATA = {0b001, 0b110, 0b111};
  private static final Ensemble EXAMPLES = new Ensemble("examples", 1, 30, 2, false);
  private static final Ensemble DREAMS = new Ensemble("chains", 2, CHAINS, 2, true);
  private static final Learning PLAIN = new Learning(1, 0, Momentum.Mode.CLASSIC, 0, 0);

  static Stream<Named<Network>> networks() {
    return Stream.of(
        Named.of("restricted", TinyNetworks.stack(1, 6, 6)),
        Named.of("two hidden layers", TinyNetworks.stack(2, 4, 4, 4)),
        Named.of("three hidden layers", TinyNetworks.stack(2, 3, 3, 3, 3)),
        Named.of("two side by side", TinyNetworks.diamond()));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void oneUpdateFollowsTheSlopeOfTheBound(Network network) {
    NetworkState born = TinyStates.random(network, List.of(DREAMS), 1, 0.1, 11);
    EnumeratedMachine exact = new EnumeratedMachine(network, born);
    LivingNetwork living = new LivingNetwork(network, born, Backends.named("auto"));
    BoltzmannMachine machine = new BoltzmannMachine(network);
    living.run(machine.wander(DREAMS, 60));
    living.run(
        LivingNetwork.showing(DATA),
        machine.wake(EXAMPLES, 500, 1e-7f),
        machine.dream(DREAMS, 1),
        machine.learn(PLAIN));
    EnumeratedMachine learned = new EnumeratedMachine(network, living.copy());
    double[][] mu = new double[DATA.length][];
    for (int d = 0; d < DATA.length; d++) {
      mu[d] = fixedPoint(exact, network, DATA[d]);
    }
    for (int k = 0; k < exact.synapses().size(); k++) {
      Synapse synapse = exact.synapses().get(k);
      double data = Arrays.stream(mu).mapToDouble(m -> m[synapse.pre()] * m[synapse.post()]).sum();
      double model = exact.together(synapse.pre(), synapse.post());
      double found = learned.synapses().get(k).weight() - synapse.weight();
      assertSlope(data / DATA.length, model, found, synapse.toString());
    }
    for (int bit = 0; bit < exact.neurons(); bit++) {
      int neuron = bit;
      double data = Arrays.stream(mu).mapToDouble(m -> m[neuron]).sum();
      double found = learned.bias(bit) - exact.bias(bit);
      assertSlope(data / DATA.length, exact.rate(bit), found, "bias " + bit);
    }
  }

  private static void assertSlope(double data, double model, double found, String what) {
    double error = Math.sqrt(model * (1 - model) / CHAINS);
    assertEquals(data - model, found, 4 * error + 1e-6, what);
  }

  /**
   * Mean field of a clamped pattern by itself, level by level from the bottom as the phase does.
   */
  private static double[] fixedPoint(EnumeratedMachine machine, Network network, int pattern) {
    double[] mu = new double[machine.neurons()];
    Arrays.fill(mu, 0.5);
    for (int bit = 0; bit < network.visible().neurons(); bit++) {
      mu[bit] = EnumeratedMachine.on(pattern, bit);
    }
    for (int pass = 0; pass < 1000; pass++) {
      for (int bit = network.visible().neurons(); bit < mu.length; bit++) {
        mu[bit] = machine.meanField(mu, bit);
      }
    }
    return mu;
  }

  /** Pairs of neurons that copy each other, 0 or 1 alike, keep their states from phase to phase. */
  @Test
  void chainsGoOnWhereTheyEnded() {
    Network network = TinyNetworks.fields(0);
    Ensemble chains = new Ensemble("chains", 2, 50, 3, true);
    NetworkState copying =
        TinyStates.map(
            TinyStates.random(network, List.of(chains), 1, 0, 2),
            neurons -> TinyStates.withBias(neurons, filled(neurons.neuron().length, -50)),
            synapses -> TinyStates.withWeights(synapses, filled(synapses.weight().length, 100)));
    LivingNetwork living = new LivingNetwork(network, copying, Backends.named("auto"));
    BoltzmannMachine machine = new BoltzmannMachine(network);
    living.run(machine.wander(chains, 3), machine.dream(chains, 1), machine.measure(chains, 2));
    assertArrayEquals(firstChain(copying), firstChain(living.copy()));
  }

  private static float[] filled(int n, float value) {
    float[] values = new float[n];
    Arrays.fill(values, value);
    return values;
  }

  private static float[] firstChain(NetworkState state) {
    NeuronGroupState visible = state.neuronGroups().get(0);
    return visible.chains().get(0).shards().get(0).values();
  }
}
