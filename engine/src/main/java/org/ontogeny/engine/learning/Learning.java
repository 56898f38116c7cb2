package org.ontogeny.engine.learning;

/**
 * The parameters of one learning step.
 *
 * @param rate learning rate, positive
 * @param momentum share of the last change that is kept, 0 to below 1
 * @param mode where momentum stands
 * @param decay of weights towards 0 (not of biases), at least 0
 * @param maxNorm largest Euclidean norm of the weights of one neuron's dendrites in a projection; 0
 *     for no bound (Scholl 2018, section 3.2.2)
 */
public record Learning(float rate, float momentum, Mode mode, float decay, float maxNorm) {

  /** Where momentum stands: Scholl's program multiplied it by the rate. */
  public enum Mode {
    /** {@code d = momentum * d + rate * g}. */
    CLASSIC,
    /** {@code d = rate * (momentum * d + g)}, as the program behind Scholl 2018 did. */
    REPO
  }

  public Learning {
    if (!(rate > 0) || !(momentum >= 0 && momentum < 1) || !(decay >= 0) || !(maxNorm >= 0)) {
      throw new IllegalArgumentException(
          "learning needs rate > 0, momentum in [0, 1), decay >= 0, max-norm >= 0; got "
              + "%s, %s, %s, %s".formatted(rate, momentum, decay, maxNorm));
    }
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

  /**
   * Moves parameters along their accumulated gradient, in place, and clears the gradient. A slot
   * without a synapse has value, change and gradient 0 and keeps them.
   *
   * @param value weights or biases, [n]
   * @param change last change, [n]
   * @param gradient accumulated, [n]; 0 afterwards
   * @param decay of these values
   */
  public void apply(float[] value, float[] change, float[] gradient, float decay) {
    float kept = mode == Mode.CLASSIC ? momentum : rate * momentum;
    for (int k = 0; k < value.length; k++) {
      change[k] = kept * change[k] + rate * (gradient[k] - decay * value[k]);
      value[k] += change[k];
      gradient[k] = 0;
    }
  }
}
