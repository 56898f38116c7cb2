package org.ontogeny.engine.pruning.neuron;

import java.util.Locale;

/** Importances of whole neurons. */
public enum NeuronCriteria {

  /**
   * The larger of the sum over its weights and that of its bias, of their Fisher information
   * (Scholl 2018, section 3.3.2).
   */
  MAX_FISHER {
    @Override
    public double importance(NeuronView neuron) {
      return Math.max(neuron.fisherSum(), neuron.fisherOfBias());
    }
  },

  /**
   * Mean Fisher information of its weights (Scholl 2018, sections 2.4 and 4.1.1); 0 without any.
   */
  MEAN_FISHER {
    @Override
    public double importance(NeuronView neuron) {
      return neuron.synapses() == 0 ? 0 : neuron.fisherSum() / neuron.synapses();
    }
  },

  /** Sum of the Fisher information of its weights (Scholl 2018, figure 4.7). */
  SUM_FISHER {
    @Override
    public double importance(NeuronView neuron) {
      return neuron.fisherSum();
    }
  },

  /** Share of samples in which it was active. */
  MEAN_ACTIVITY {
    @Override
    public double importance(NeuronView neuron) {
      return (double) neuron.active() / neuron.samples();
    }
  },

  /** Its own random number: the control of all others. */
  RANDOM_NEURON {
    @Override
    public double importance(NeuronView neuron) {
      return neuron.draw();
    }
  };

  /** Importance of the neuron; at least 0. */
  public abstract double importance(NeuronView neuron);

  /** The name in specifications and events: lower case with hyphens. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
