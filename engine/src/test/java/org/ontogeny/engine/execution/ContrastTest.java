package org.ontogeny.engine.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.EnumeratedMachine;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.Role;
import org.ontogeny.engine.network.TinyNetworks;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.kernel.backend.Backends;

/**
 * Contrastive divergence against exact expectations. Each column is an independent reconstruction,
 * so that the standard error of the learned change follows from exact variances; with a rate of 1
 * and no momentum the change of a weight is its gradient.
 */
class ContrastTest {

  private static final int COLUMNS = 20_000;
  private static final int[] DATA = {0b0011, 0b0110, 0b1110, 0b0001, 0b1011};
  private static final Ensemble EXAMPLES = new Ensemble("examples", 1, COLUMNS, 2, false);
  private static final Learning PLAIN = new Learning(1, 0, Momentum.Mode.CLASSIC, 0, 0);
  private static final float LOWER_BIAS = -0.7f;

  /** What a phase `contrast` started from and what it changed. */
  private record Outcome(Network network, NetworkState before, NetworkState after) {

    double weight(NetworkState state, String projection, int pre, int post) {
      for (SynapseGroupState group : state.synapseGroups()) {
        for (int k = 0; k < group.weight().length; k++) {
          if (group.id().owner().equals(projection)
              && group.preNeuron()[group.pre()[k]] == pre
              && group.postNeuron()[group.post()[k]] == post) {
            return group.weight()[k];
          }
        }
      }
      throw new IllegalArgumentException("no synapse " + projection + " " + pre + " " + post);
    }

    double bias(NetworkState state, String population, Role role, int neuron) {
      for (NeuronGroupState group : state.neuronGroups()) {
        for (NeuronGroupState.Bias bias : group.biases()) {
          if (group.id().owner().equals(population)
              && group.id().contains(neuron)
              && bias.role() == role) {
            return bias.value()[neuron - group.id().from()];
          }
        }
      }
      throw new IllegalArgumentException("no bias " + population + " " + neuron);
    }

    /** Two populations as they were before. */
    EnumeratedPair pair(Projection projection, double up, double down) {
      int lower = projection.pre().neurons();
      int upper = projection.post().neurons();
      EnumeratedPair pair =
          new EnumeratedPair(
              new double[lower][upper], new double[lower], new double[upper], up, down);
      Role role = projection.pre().visible() ? Role.OWN : Role.LOWER;
      for (int j = 0; j < upper; j++) {
        pair.upperBias()[j] = bias(before, projection.post().name(), Role.OWN, j);
        for (int i = 0; i < lower; i++) {
          pair.lowerBias()[i] = bias(before, projection.pre().name(), role, i);
          pair.weight()[i][j] = weight(before, projection.name(), i, j);
        }
      }
      return pair;
    }
  }

  private static Outcome contrast(Network network, Projection projection, int k) {
    NetworkState born = TinyStates.random(network, List.of(), 1, 0, 5);
    LivingNetwork living = new LivingNetwork(network, born, Backends.named("auto"));
    if (!projection.pre().visible()) {
      living.ask(projection.pre().slices(), group -> new Request.AddLowerBias(LOWER_BIAS));
    }
    NetworkState before = living.copy();
    living.run(
        LivingNetwork.showing(DATA),
        new BoltzmannMachine(network).contrast(EXAMPLES, projection, k, PLAIN));
    return new Outcome(network, before, living.copy());
  }

  private static double[] dataDistribution(int neurons) {
    double[] distribution = new double[1 << neurons];
    for (int pattern : DATA) {
      distribution[pattern & (distribution.length - 1)] += 1.0 / DATA.length;
    }
    return distribution;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "2, 5"})
  void changeIsThatOfSoManySteps(int groups, int k) {
    Network network = TinyNetworks.stack(groups, 4, 4);
    Projection projection = network.projection("visible-h1");
    Outcome outcome = contrast(network, projection, k);
    assertChange(outcome, projection, outcome.pair(projection, 1, 1), dataDistribution(4), k);
  }

  @Test
  void changeAfterManyStepsIsTheGradientOfTheLogLikelihood() {
    Network network = TinyNetworks.stack(1, 4, 4);
    Outcome outcome = contrast(network, network.projection("visible-h1"), 200);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double exact = slope(outcome, i, j);
        double found =
            outcome.weight(outcome.after(), "visible-h1", i, j)
                - outcome.weight(outcome.before(), "visible-h1", i, j);
        // the model's side varies by at most 1/4 a reading
        assertEquals(exact, found, 4 * Math.sqrt(0.25 / COLUMNS), "weight " + i + " -> " + j);
      }
    }
  }

  /** The slope of the mean log-likelihood of the data along one weight, by central differences. */
  private static double slope(Outcome outcome, int pre, int post) {
    double step = 1.0 / 1024;
    return (logLikelihood(outcome, pre, post, (float) step)
            - logLikelihood(outcome, pre, post, (float) -step))
        / (2 * step);
  }

  private static double logLikelihood(Outcome outcome, int pre, int post, float step) {
    NetworkState moved =
        TinyStates.map(
            outcome.before(),
            neurons -> neurons,
            synapses -> {
              float[] weight = synapses.weight().clone();
              for (int k = 0; k < weight.length; k++) {
                weight[k] += synapses.pre()[k] == pre && synapses.post()[k] == post ? step : 0;
              }
              return TinyStates.withWeights(synapses, weight);
            });
    EnumeratedMachine machine = new EnumeratedMachine(outcome.network(), moved);
    double sum = 0;
    for (int pattern : DATA) {
      sum += machine.logLikelihood(pattern);
    }
    return sum / DATA.length;
  }

  /** In a stack a population with another neighbour is driven twice as much, its bias included. */
  @ParameterizedTest
  @CsvSource({"visible-h1, 2, 1", "h1-h2, 2, 2", "h2-h3, 1, 2"})
  void drivesAreDoubledWhereANeighbourIsMissing(String name, double up, double down) {
    Network network = TinyNetworks.stack(2, 4, 3, 3, 3);
    Projection projection = network.projection(name);
    Outcome outcome = contrast(network, projection, 1);
    double[] lower = dataDistribution(4);
    for (Projection below : network.projections()) {
      if (below.equals(projection)) {
        break;
      }
      EnumeratedPair pair = ownBiases(outcome, below);
      lower = EnumeratedPair.through(lower, below.post().neurons(), pair::upper);
    }
    assertChange(outcome, projection, outcome.pair(projection, up, down), lower, 1);
  }

  /** The way upwards to a population that has a neighbour above. */
  private static EnumeratedPair ownBiases(Outcome outcome, Projection below) {
    int lower = below.pre().neurons();
    int upper = below.post().neurons();
    EnumeratedPair pair =
        new EnumeratedPair(new double[lower][upper], new double[lower], new double[upper], 2, 0);
    for (int j = 0; j < upper; j++) {
      pair.upperBias()[j] = outcome.bias(outcome.before(), below.post().name(), Role.OWN, j);
      for (int i = 0; i < lower; i++) {
        pair.weight()[i][j] = outcome.weight(outcome.before(), below.name(), i, j);
      }
    }
    return pair;
  }

  private static void assertChange(
      Outcome outcome, Projection projection, EnumeratedPair pair, double[] start, int k) {
    double[] end = pair.after(k, start);
    String pre = projection.pre().name();
    String post = projection.post().name();
    Role role = projection.pre().visible() ? Role.OWN : Role.LOWER;
    boolean clamped = projection.pre().visible();
    for (int j = 0; j < projection.post().neurons(); j++) {
      int upper = j;
      assertDifference(
          EnumeratedPair.moments(start, v -> pair.upper(v, upper)),
          EnumeratedPair.moments(end, v -> pair.upper(v, upper)),
          clamped,
          outcome.bias(outcome.after(), post, Role.OWN, j)
              - outcome.bias(outcome.before(), post, Role.OWN, j),
          "upper bias " + j);
      for (int i = 0; i < projection.pre().neurons(); i++) {
        int lower = i;
        assertDifference(
            EnumeratedPair.moments(start, v -> EnumeratedPair.on(v, lower) * pair.upper(v, upper)),
            EnumeratedPair.moments(end, v -> EnumeratedPair.on(v, lower) * pair.upper(v, upper)),
            clamped,
            outcome.weight(outcome.after(), projection.name(), i, j)
                - outcome.weight(outcome.before(), projection.name(), i, j),
            "weight " + i + " -> " + j);
      }
    }
    for (int i = 0; i < projection.pre().neurons(); i++) {
      int lower = i;
      assertDifference(
          EnumeratedPair.moments(start, v -> EnumeratedPair.on(v, lower)),
          EnumeratedPair.moments(end, v -> EnumeratedPair.on(v, lower)),
          clamped,
          outcome.bias(outcome.after(), pre, role, i)
              - outcome.bias(outcome.before(), pre, role, i),
          "lower bias " + i);
    }
  }

  /** Data that is clamped does not vary; the two sides may hang together, so deviations add. */
  private static void assertDifference(
      double[] data, double[] model, boolean clamped, double found, String what) {
    double deviation = Math.sqrt(model[1]) + (clamped ? 0 : Math.sqrt(data[1]));
    assertTrue(deviation > 0, what);
    assertEquals(data[0] - model[0], found, 4 * deviation / Math.sqrt(COLUMNS), what);
  }
}
