package org.ontogeny.engine.learning;

/**
 * The parameters of one learning step.
 *
 * @param rate learning rate, positive
 * @param optimiser how parameters follow their gradients
 * @param decay of weights towards 0 (not of biases), at least 0
 * @param maxNorm largest Euclidean norm of the weights of one neuron's dendrites in a projection; 0
 *     for no bound (Scholl 2018, section 3.2.2)
 */
public record Learning(float rate, Optimiser optimiser, float decay, float maxNorm) {

  public Learning {
    if (!(rate > 0) || !(decay >= 0) || !(maxNorm >= 0)) {
      throw new IllegalArgumentException(
          "learning needs rate > 0, decay >= 0, max-norm >= 0; got "
              + "%s, %s, %s".formatted(rate, decay, maxNorm));
    }
  }

  /** Learning with momentum. */
  public Learning(float rate, float momentum, Momentum.Mode mode, float decay, float maxNorm) {
    this(rate, new Momentum(momentum, mode), decay, maxNorm);
  }

  /**
   * Checks that learning has not diverged.
   *
   * @throws ArithmeticException if a value is infinite or no number
   */
  public static void requireFinite(String what, float[] value) {
    for (float v : value) {
      if (!Float.isFinite(v)) {
        throw new ArithmeticException(
            "learning has diverged: %s are no finite numbers any more; a smaller rate may help"
                .formatted(what));
      }
    }
  }
}
