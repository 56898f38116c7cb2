package org.ontogeny.engine.stage;

import java.util.HashMap;
import java.util.Map;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;

/**
 * Diagonal of the Fisher information matrix from the counts of a state's window: {@code <x>(1 -
 * <x>) n/(n-1)} of what a parameter multiplies, a product of two neurons or a neuron (Scholl 2018,
 * equation 2.16).
 */
final class FisherSums {

  /**
   * A sum over synapses.
   *
   * @param synapses how many
   * @param zeros how many of them were never, or always, active at both ends
   * @param fisher sum of the Fisher information of their weights
   */
  record Sum(int synapses, int zeros, double fisher) {

    static final Sum NONE = new Sum(0, 0, 0);

    Sum plus(double information) {
      return new Sum(synapses + 1, zeros + (information == 0 ? 1 : 0), fisher + information);
    }
  }

  private FisherSums() {}

  /** Sums over the synapses of each neuron of a population, by original index. */
  static Map<Integer, Sum> of(Network network, Population population, NetworkState state) {
    Map<Integer, Sum> sums = new HashMap<>();
    for (SynapseGroupState group : state.synapseGroups()) {
      Projection projection = network.projection(group.id().owner());
      boolean pre = projection.pre().equals(population);
      if (!pre && !projection.post().equals(population)) {
        continue;
      }
      for (int k = 0; k < group.weight().length; k++) {
        int neuron = pre ? group.preNeuron()[group.pre()[k]] : group.postNeuron()[group.post()[k]];
        double information = information(group.together()[k], group.samples());
        sums.merge(neuron, Sum.NONE.plus(information), (a, b) -> a.plus(information));
      }
    }
    return sums;
  }

  /** The sum over all synapses of a projection. */
  static Sum of(Projection projection, NetworkState state) {
    Sum sum = Sum.NONE;
    for (SynapseGroupState group : state.synapseGroups()) {
      for (int k = 0; k < group.weight().length && isOf(group, projection); k++) {
        sum = sum.plus(information(group.together()[k], group.samples()));
      }
    }
    return sum;
  }

  private static boolean isOf(SynapseGroupState group, Projection projection) {
    return group.id().owner().equals(projection.name());
  }

  /** The trace of the matrix, biases included. */
  static double trace(Network network, NetworkState state) {
    double trace = 0;
    for (Projection projection : network.projections()) {
      trace += of(projection, state).fisher();
    }
    for (NeuronGroupState group : state.neuronGroups()) {
      for (long active : group.active()) {
        trace += information(active, group.samples());
      }
    }
    return trace;
  }

  /**
   * The unbiased variance of a binary number that was 1 so often.
   *
   * @param samples at least 2
   */
  private static double information(long ones, long samples) {
    return (double) ones * (samples - ones) / ((double) samples * (samples - 1));
  }
}
