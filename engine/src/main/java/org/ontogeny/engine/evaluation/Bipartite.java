package org.ontogeny.engine.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.Role;

/**
 * A Boltzmann machine as two sides without synapses within: the living neurons of even levels, the
 * visible ones first, and those of odd levels. {@code E(s, t) = - a s - b t - s^T W t}; given one
 * side, the other can be summed over neuron by neuron. In double precision.
 */
public final class Bipartite {

  /** One of the two sides. */
  static final class Side {
    private final List<Double> biases = new ArrayList<>();
    private int[][] neighbour = {}; // [neurons][synapses] places on the other side
    private double[][] weight = {}; // [neurons][synapses]

    int neurons() {
      return biases.size();
    }

    double bias(int neuron) {
      return biases.get(neuron);
    }

    /** Adds the weights of a neuron to the drives of the other side, times a factor. */
    void drive(int neuron, double factor, double[] drives) {
      for (int k = 0; k < neighbour[neuron].length; k++) {
        drives[neighbour[neuron][k]] += factor * weight[neuron][k];
      }
    }

    /** Biases, [neurons]. */
    double[] biases() {
      return biases.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void join(List<List<Synapse>> synapses) {
      neighbour = new int[neurons()][];
      weight = new double[neurons()][];
      for (int n = 0; n < neurons(); n++) {
        neighbour[n] = synapses.get(n).stream().mapToInt(Synapse::other).toArray();
        weight[n] = synapses.get(n).stream().mapToDouble(Synapse::weight).toArray();
      }
    }
  }

  private record Synapse(int other, double weight) {}

  private final Side even = new Side();
  private final Side odd = new Side();
  private final int[] pixels; // [visible] original index of each visible neuron
  private final Map<String, Integer> places = new HashMap<>(); // by population and original index

  /** The machine in a state. */
  public Bipartite(Network network, NetworkState state) {
    BoltzmannMachine machine = new BoltzmannMachine(network);
    pixels =
        state.neuronGroups().stream()
            .filter(group -> network.population(group.id().owner()).visible())
            .flatMapToInt(group -> Arrays.stream(group.neuron()))
            .toArray();
    for (NeuronGroupState group : state.neuronGroups()) {
      int level = machine.level(network.population(group.id().owner()));
      Side side = level % 2 == 0 ? even : odd;
      float[] bias =
          group.biases().stream()
              .filter(b -> b.role() == Role.OWN)
              .findFirst()
              .orElseThrow()
              .value();
      for (int n = 0; n < bias.length; n++) {
        places.put(name(group.id().owner(), group.neuron()[n]), side.neurons());
        side.biases.add((double) bias[n]);
      }
    }
    join(network, machine, state);
  }

  private void join(Network network, BoltzmannMachine machine, NetworkState state) {
    List<List<Synapse>> ofEven = lists(even.neurons());
    List<List<Synapse>> ofOdd = lists(odd.neurons());
    for (SynapseGroupState group : state.synapseGroups()) {
      Projection projection = network.projection(group.id().owner());
      boolean upwards = machine.level(projection.pre()) % 2 == 0;
      for (int k = 0; k < group.weight().length; k++) {
        int pre = place(projection.pre().name(), group.preNeuron()[group.pre()[k]]);
        int post = place(projection.post().name(), group.postNeuron()[group.post()[k]]);
        double weight = group.weight()[k];
        ofEven.get(upwards ? pre : post).add(new Synapse(upwards ? post : pre, weight));
        ofOdd.get(upwards ? post : pre).add(new Synapse(upwards ? pre : post, weight));
      }
    }
    even.join(ofEven);
    odd.join(ofOdd);
  }

  private static List<List<Synapse>> lists(int count) {
    List<List<Synapse>> lists = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private int place(String population, int neuron) {
    return places.get(name(population, neuron));
  }

  private static String name(String population, int neuron) {
    return population + "/" + neuron;
  }

  /** Levels 0, 2, ...; visible neurons first. */
  Side even() {
    return even;
  }

  /** Levels 1, 3, ... */
  Side odd() {
    return odd;
  }

  /** Original indices of the visible neurons, the first ones of the even side. */
  int[] pixels() {
    return pixels;
  }

  /** {@code ln(1 + e^x)}. */
  static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  /** {@code 1 / (1 + e^-x)}. */
  static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }
}
