package org.ontogeny.engine.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.learning.Adam;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.learning.Optimiser;
import org.ontogeny.engine.network.Dynamics;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GradientNetwork;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.backend.Backends;

/** Gradients and whole steps against float64 loops and finite differences of their loss. */
class GradientTest {

  private static final int COLUMNS = 7;
  private static final int IN = 8;
  private static final int OUT = 3;
  private static final double SPARSE = 0.93; // missing

  private static Population hidden(String name, int neurons, int groups, Dynamics f, int times) {
    return new Population(name, neurons, groups, false, 0, f, times);
  }

  /** in, two hidden populations with a shortcut past the second, and the output. */
  private static Network network(int groups, int times, Dynamics output) {
    Population in = new Population("in", IN, Math.min(groups, IN), true, 0);
    Population a = hidden("a", 12, groups, Dynamics.HARD_TANH, times);
    Population b = hidden("b", 10, groups, Dynamics.RELU, 1);
    Population out = hidden("out", OUT, 1, output, 1);
    List<Projection> projections = new ArrayList<>();
    projections.add(new Projection("in-a", in, a, Projection.FULL));
    projections.add(new Projection("a-b", a, b, Projection.FULL));
    projections.add(new Projection("a-out", a, out, Projection.FULL));
    projections.add(new Projection("b-out", b, out, Projection.FULL));
    if (times > 1) {
      projections.add(new Projection("a-a", a, a, Projection.FULL));
    }
    return new Network(List.of(in, a, b, out), projections);
  }

  /** Stimuli and targets of a step, the same for everybody. */
  private static final class Examples implements Program.Stimulus {

    private final float[][] seen = new float[IN][COLUMNS];
    private final int[] label = new int[COLUMNS];

    Examples(long seed) {
      Random random = new Random(seed);
      for (float[] row : seen) {
        for (int c = 0; c < COLUMNS; c++) {
          row[c] = random.nextFloat();
        }
      }
      for (int c = 0; c < COLUMNS; c++) {
        label[c] = random.nextInt(OUT);
      }
    }

    @Override
    public Batch columns(int fromNeuron, int toNeuron, int fromColumn, int toColumn) {
      Batch batch = Batch.zeros(toNeuron - fromNeuron, toColumn - fromColumn);
      for (int n = fromNeuron; n < toNeuron; n++) {
        for (int c = fromColumn; c < toColumn; c++) {
          batch.values()[(n - fromNeuron) * batch.columns() + c - fromColumn] = seen[n][c];
        }
      }
      return batch;
    }

    @Override
    public Batch targets(int fromNeuron, int toNeuron, int fromColumn, int toColumn) {
      Batch batch = Batch.zeros(toNeuron - fromNeuron, toColumn - fromColumn);
      for (int c = fromColumn; c < toColumn; c++) {
        batch.values()[(label[c] - fromNeuron) * batch.columns() + c - fromColumn] = 1;
      }
      return batch;
    }
  }

  /** Parameters by name: {@code a-b 3 1} for a synapse, {@code a 3} for a bias. */
  private static Map<String, Double> parameters(NetworkState state) {
    Map<String, Double> all = new HashMap<>();
    for (NeuronGroupState group : state.neuronGroups()) {
      for (int n = 0; n < group.neuron().length; n++) {
        all.put(
            group.id().owner() + " " + group.neuron()[n],
            (double) group.biases().get(0).value()[n]);
      }
    }
    for (SynapseGroupState group : state.synapseGroups()) {
      for (int k = 0; k < group.weight().length; k++) {
        int pre = group.preNeuron()[group.pre()[k]];
        int post = group.postNeuron()[group.post()[k]];
        all.put(group.id().owner() + " " + pre + " " + post, (double) group.weight()[k]);
      }
    }
    return all;
  }

  /** The mean loss, by loops that know nothing of groups, phases or storage. */
  private static double loss(Network network, Map<String, Double> p, Examples examples) {
    Map<Projection, double[][]> weights = new HashMap<>();
    network.projections().forEach(projection -> weights.put(projection, weights(projection, p)));
    double sum = 0;
    for (int c = 0; c < COLUMNS; c++) {
      Map<String, double[]> y = new HashMap<>();
      double[] seen = new double[IN];
      for (int n = 0; n < IN; n++) {
        seen[n] = examples.seen[n][c];
      }
      y.put("in", seen);
      for (Population population : network.populations().subList(1, 4)) {
        double[] before = null;
        for (int t = 0; t < population.iterations(); t++) {
          double[] x = new double[population.neurons()];
          for (int n = 0; n < x.length; n++) {
            x[n] = p.get(population.name() + " " + n);
          }
          for (Projection projection : network.projections()) {
            boolean own = projection.pre().equals(population);
            double[] from = own ? before : y.get(projection.pre().name());
            if (projection.post().equals(population) && from != null) {
              double[][] w = weights.get(projection);
              for (int i = 0; i < from.length; i++) {
                for (int j = 0; j < x.length; j++) {
                  x[j] += from[i] * w[i][j];
                }
              }
            }
          }
          before = answer(population.dynamics(), x);
        }
        y.put(population.name(), before);
      }
      double[] out = y.get("out");
      if (network.population("out").dynamics() == Dynamics.SOFTMAX) {
        sum -= Math.log(out[examples.label[c]]);
      } else {
        for (int n = 0; n < OUT; n++) {
          sum += Math.pow(out[n] - (n == examples.label[c] ? 1 : 0), 2) / 2;
        }
      }
    }
    return sum / COLUMNS;
  }

  /** Weights, [pre][post], 0 where there is no synapse. */
  private static double[][] weights(Projection projection, Map<String, Double> p) {
    double[][] w = new double[projection.pre().neurons()][projection.post().neurons()];
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < w[i].length; j++) {
        w[i][j] = p.getOrDefault(projection.name() + " " + i + " " + j, 0.0);
      }
    }
    return w;
  }

  private static double[] answer(Dynamics dynamics, double[] x) {
    double[] y = new double[x.length];
    double sum = 0;
    for (double value : x) {
      sum += Math.exp(value);
    }
    for (int n = 0; n < x.length; n++) {
      y[n] =
          switch (dynamics) {
            case RELU -> Math.max(0, x[n]);
            case HARD_TANH -> Math.max(-1, Math.min(1, x[n]));
            case SOFTMAX -> Math.exp(x[n]) / sum;
            case LINEAR -> x[n];
            case BERNOULLI -> throw new AssertionError("not graded");
          };
    }
    return y;
  }

  private static List<Arguments> networks() {
    List<Arguments> all = new ArrayList<>();
    for (int groups : new int[] {1, 3}) {
      for (int times : new int[] {1, 4}) {
        for (double missing : new double[] {0, 0.5, SPARSE, 1}) {
          all.add(Arguments.of(groups, times, missing, Dynamics.SOFTMAX, "reference"));
        }
        for (double missing : new double[] {0.5, SPARSE}) {
          all.add(Arguments.of(groups, times, missing, Dynamics.SOFTMAX, "cpu"));
        }
      }
    }
    all.add(Arguments.of(2, 3, 0.3, Dynamics.LINEAR, "reference"));
    return all;
  }

  @ParameterizedTest(name = "{0} groups, {1} iterations, {2} missing, {3}, {4}")
  @MethodSource("networks")
  void aStepGoesDownTheGradient(
      int groups, int times, double missing, Dynamics output, String backend) {
    Network network = network(groups, times, output);
    NetworkState state = state(network, missing);
    Examples examples = new Examples(5);
    Map<String, Double> before = parameters(state);
    LivingNetwork living = new LivingNetwork(network, state, Backends.named(backend));
    living.run(examples, learn(network, groups, new Momentum(0, Momentum.Mode.CLASSIC), 1));
    Map<String, Double> after = parameters(living.copy());
    assertEquals(before.keySet(), after.keySet());
    double moved = 0;
    for (Map.Entry<String, Double> slope : slopes(network, before, examples).entrySet()) {
      String name = slope.getKey();
      assertEquals(-slope.getValue(), after.get(name) - before.get(name), 2e-6, name);
      moved += Math.abs(slope.getValue());
    }
    assertTrue(moved > 0.1, "the loss has a slope");
  }

  /** Groups that miss most of their synapses are stored sparsely: each case is what it says. */
  private static NetworkState state(Network network, double missing) {
    NetworkState state = TinyStates.random(network, List.of(), 0.6, missing, 17);
    for (SynapseGroupState group : state.synapseGroups()) {
      int sites = group.preNeuron().length * group.postNeuron().length;
      boolean dense = group.weight().length >= Synapses.DENSE_FROM * sites;
      assertEquals(missing < SPARSE, dense, group.id()::toString);
    }
    return state;
  }

  private static Phase learn(Network network, int shards, Optimiser optimiser, float rate) {
    Ensemble ensemble = new Ensemble("examples", 1, COLUMNS, shards, false);
    return new GradientNetwork(network).learn(ensemble, new Learning(rate, optimiser, 0, 0));
  }

  private static List<Arguments> optimisers() {
    Momentum momentum = new Momentum(0.6f, Momentum.Mode.CLASSIC);
    Adam adam = new Adam(0.8f, 0.9f, 1e-3f, Adam.Correction.GLOBAL, 1);
    List<Arguments> all = new ArrayList<>();
    for (String backend : List.of("reference", "cpu")) {
      for (double missing : new double[] {0.5, SPARSE}) {
        all.add(Arguments.of(momentum, missing, backend));
        all.add(Arguments.of(adam, missing, backend));
      }
    }
    return all;
  }

  /** Steps of a recurrent network, each against the slopes of the loss where it began. */
  @ParameterizedTest(name = "{0}, {1} missing, {2}")
  @MethodSource("optimisers")
  void stepsFollowTheGradientsAsTheOptimiserSays(
      Optimiser optimiser, double missing, String backend) {
    float rate = 0.05f;
    Network network = network(2, 3, Dynamics.SOFTMAX);
    NetworkState state = state(network, missing);
    LivingNetwork living = new LivingNetwork(network, state, Backends.named(backend));
    Map<String, double[]> moments = new HashMap<>();
    for (int n = 1; n <= 4; n++) {
      Examples examples = new Examples(n);
      Map<String, Double> before = parameters(living.copy());
      Optimiser now = optimiser instanceof Adam adam ? adam.at(n) : optimiser;
      living.run(examples, learn(network, 2, now, rate));
      Map<String, Double> after = parameters(living.copy());
      double moved = 0;
      for (Map.Entry<String, Double> slope : slopes(network, before, examples).entrySet()) {
        String name = slope.getKey();
        double[] own = moments.computeIfAbsent(name, any -> new double[2]);
        double change = change(now, rate, -slope.getValue(), own, n);
        assertEquals(change, after.get(name) - before.get(name), 5e-6, name + " in step " + n);
        moved += Math.abs(change);
      }
      assertTrue(moved > 0.01, "step " + n + " moved " + moved);
    }
  }

  /** What an optimiser does to a parameter, from the equations of its source. */
  private static double change(
      Optimiser optimiser, double rate, double g, double[] moments, int step) {
    if (optimiser instanceof Momentum momentum) {
      moments[0] = momentum.share() * moments[0] + rate * g;
      return moments[0];
    }
    Adam adam = (Adam) optimiser;
    moments[0] = adam.beta1() * moments[0] + (1 - adam.beta1()) * g;
    moments[1] = adam.beta2() * moments[1] + (1 - adam.beta2()) * g * g;
    double mean = moments[0] / (1 - Math.pow(adam.beta1(), step));
    double square = moments[1] / (1 - Math.pow(adam.beta2(), step));
    return rate * mean / (Math.sqrt(square) + adam.epsilon());
  }

  /** Of all that can be learned; stimuli have no slope. */
  private static Map<String, Double> slopes(
      Network network, Map<String, Double> parameters, Examples examples) {
    Map<String, Double> slopes = new HashMap<>();
    for (String name : parameters.keySet()) {
      slopes.put(name, name.startsWith("in ") ? 0 : slope(network, parameters, name, examples));
    }
    return slopes;
  }

  private static double slope(
      Network network, Map<String, Double> parameters, String name, Examples examples) {
    double distance = 1e-6;
    Map<String, Double> moved = new HashMap<>(parameters);
    moved.merge(name, distance, Double::sum);
    double up = loss(network, moved, examples);
    moved.merge(name, -2 * distance, Double::sum);
    return (up - loss(network, moved, examples)) / (2 * distance);
  }
}
