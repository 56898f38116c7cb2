package org.ontogeny.engine.network;

/**
 * One of the numbers that a neuron has for each column of an ensemble, and that its synapses can
 * conduct.
 *
 * @param kind state or error
 * @param iteration of a population whose states an unrolled phase keeps one by one, from 0; 0 where
 *     there is but one
 */
public record Signal(Kind kind, int iteration) {

  /** What it means. */
  public enum Kind {
    /** What the neuron is: its activity. */
    STATE,
    /** Derivative of the loss by the neuron's total input; flows against the synapses. */
    ERROR
  }

  /** The state of neurons that have one. */
  public static final Signal STATE = state(0);

  public Signal {
    if (iteration < 0) {
      throw new IllegalArgumentException("iteration must be at least 0, got " + iteration);
    }
  }

  /** The state in an iteration. */
  public static Signal state(int iteration) {
    return new Signal(Kind.STATE, iteration);
  }

  /** The error in an iteration. */
  public static Signal error(int iteration) {
    return new Signal(Kind.ERROR, iteration);
  }
}
