package org.ontogeny.engine.pruning.neuron;

/**
 * What a neuron knows of itself and of its own synapses. A criterion sees this and nothing else.
 *
 * @param synapses living ones, in all projections around it
 * @param fisherSum sum of the Fisher information of their weights
 * @param active samples since the window opened in which it was active
 * @param samples since the window opened, at least 2
 * @param draw its own uniform random number for this decision, in [0, 1)
 */
public record NeuronView(int synapses, double fisherSum, long active, long samples, float draw) {

  /** Fisher information of its bias: the unbiased variance of its state. */
  public double fisherOfBias() {
    return (double) active * (samples - active) / ((double) samples * (samples - 1));
  }
}
