package org.ontogeny.engine.learning;

/** How a parameter moves when it has got a gradient, the direction in which it should move. */
public sealed interface Optimiser permits Momentum, Adam {

  /** How many moments of past gradients each parameter keeps: 1 or 2. */
  int moments();

  /**
   * Moves parameters along their accumulated gradient, in place, and clears the gradient. A slot
   * without a synapse has value, moments and gradient 0 and keeps them.
   *
   * @param rate learning rate
   * @param decay of these values towards 0
   * @param parameters that move
   */
  void apply(float rate, float decay, Parameters parameters);
}
