package org.ontogeny.engine.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;

/**
 * The oracle: a Boltzmann machine of a dozen neurons whose states are all written down, {@code P(s)
 * = exp(-E(s)) / Z} with {@code E(s) = - sum w_ab s_a s_b - sum b_a s_a}, in double precision. A
 * state is an int whose bit k is neuron k, the visible ones lowest.
 */
public final class EnumeratedMachine {

  /**
   * A synapse between two bits.
   *
   * @param group that owns it
   */
  public record Synapse(GroupId group, int pre, int post, double weight) {}

  private final Map<String, Integer> first = new LinkedHashMap<>();
  private final Network network;
  private final double[] bias; // [neurons]
  private final List<Synapse> synapses = new ArrayList<>();
  private final double[] probability; // [2^neurons]
  private final double logPartition;

  public EnumeratedMachine(Network network, NetworkState state) {
    this.network = network;
    int neurons = 0;
    for (Population population : network.populations()) {
      first.put(population.name(), neurons);
      neurons += population.neurons();
    }
    bias = new double[neurons];
    for (NeuronGroupState group : state.neuronGroups()) {
      for (int n = 0; n < group.neuron().length; n++) {
        bias[bit(group.id().owner(), group.neuron()[n])] = group.biases().get(0).value()[n];
      }
    }
    for (SynapseGroupState group : state.synapseGroups()) {
      Projection projection = network.projection(group.id().owner());
      for (int k = 0; k < group.weight().length; k++) {
        int pre = bit(projection.pre().name(), group.preNeuron()[group.pre()[k]]);
        int post = bit(projection.post().name(), group.postNeuron()[group.post()[k]]);
        synapses.add(new Synapse(group.id(), pre, post, group.weight()[k]));
      }
    }
    probability = new double[1 << neurons];
    double partition = 0;
    for (int s = 0; s < probability.length; s++) {
      probability[s] = Math.exp(-energy(s));
      partition += probability[s];
    }
    for (int s = 0; s < probability.length; s++) {
      probability[s] /= partition;
    }
    logPartition = Math.log(partition);
  }

  /** The bit of a neuron. */
  public int bit(String population, int neuron) {
    return first.get(population) + neuron;
  }

  /** How many neurons. */
  public int neurons() {
    return bias.length;
  }

  public double bias(int bit) {
    return bias[bit];
  }

  /** Synapses by group, then in canonical order. */
  public List<Synapse> synapses() {
    return synapses;
  }

  private double energy(int state) {
    double energy = 0;
    for (Synapse synapse : synapses) {
      energy -= on(state, synapse.pre()) * on(state, synapse.post()) * synapse.weight();
    }
    for (int n = 0; n < bias.length; n++) {
      energy -= on(state, n) * bias[n];
    }
    return energy;
  }

  /** 1 if the neuron is active in the state, else 0. */
  public static int on(int state, int bit) {
    return (state >> bit) & 1;
  }

  /** The expectation of a function of the state. */
  public double mean(IntToDoubleFunction value) {
    double sum = 0;
    for (int s = 0; s < probability.length; s++) {
      sum += probability[s] * value.applyAsDouble(s);
    }
    return sum;
  }

  /** How often a neuron is active. */
  public double rate(int bit) {
    return mean(s -> on(s, bit));
  }

  /** How often two neurons are active together. */
  public double together(int a, int b) {
    return mean(s -> on(s, a) * on(s, b));
  }

  /** The logarithm of the probability of a visible state. */
  public double logLikelihood(int visible) {
    int mask = (1 << network.visible().neurons()) - 1;
    return Math.log(mean(s -> (s & mask) == visible ? 1 : 0));
  }

  /**
   * The variational bound on a log-likelihood: {@code - <E>_q + H(q) - ln Z} for independent
   * neurons.
   *
   * @param mu means of all neurons, those of visible ones 0 or 1
   */
  public double bound(double[] mu) {
    double bound = -logPartition;
    for (Synapse synapse : synapses) {
      bound += synapse.weight() * mu[synapse.pre()] * mu[synapse.post()];
    }
    for (int n = 0; n < mu.length; n++) {
      bound += bias[n] * mu[n] + entropy(mu[n]);
    }
    return bound;
  }

  private static double entropy(double p) {
    return p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log1p(-p);
  }

  /** What mean field asks of a neuron: {@code sigmoid(b + sum w mu)}. */
  public double meanField(double[] mu, int bit) {
    double drive = bias[bit];
    for (Synapse synapse : synapses) {
      drive += synapse.post() == bit ? synapse.weight() * mu[synapse.pre()] : 0;
      drive += synapse.pre() == bit ? synapse.weight() * mu[synapse.post()] : 0;
    }
    return 1 / (1 + Math.exp(-drive));
  }
}
