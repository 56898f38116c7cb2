package org.ontogeny.engine.stage;

import java.util.stream.LongStream;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;

/** What the counts of a window of statistics say about the whole network. */
final class Window {

  private Window() {}

  /** Mean share of samples in which a living neuron was active, by population. */
  static void activity(Development development) {
    NetworkState state = development.copy();
    for (Population population : development.network().populations()) {
      double active = 0;
      double possible = 0;
      for (NeuronGroupState group : state.neuronGroups()) {
        if (group.id().owner().equals(population.name())) {
          active += LongStream.of(group.active()).sum();
          possible += (double) group.samples() * group.active().length;
        }
      }
      if (possible > 0) {
        development.measured("mean-activity", population.name(), active / possible);
      }
    }
  }

  /**
   * The share of living synapses without any Fisher information, by projection, and the trace of
   * the matrix with its biases.
   */
  static void fisher(Development development) {
    NetworkState state = development.copy();
    for (Projection projection : development.network().projections()) {
      FisherSums.Sum sum = FisherSums.of(projection, state);
      if (sum.synapses() > 0) {
        double share = (double) sum.zeros() / sum.synapses();
        development.measured("zero-fisher-share", projection.name(), share);
      }
    }
    development.measured("fisher-trace", "network", FisherSums.trace(development.network(), state));
  }
}
