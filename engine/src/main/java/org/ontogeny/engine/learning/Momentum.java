package org.ontogeny.engine.learning;

/**
 * Gradient descent that keeps a share of its last change: {@code d = momentum * d + rate * g},
 * {@code w = w + d}. Without momentum it is plain stochastic gradient descent.
 *
 * @param share of the last change that is kept, 0 to below 1
 * @param mode where momentum stands
 */
public record Momentum(float share, Mode mode) implements Optimiser {

  /** Where momentum stands: Scholl's program multiplied it by the rate. */
  public enum Mode {
    /** {@code d = momentum * d + rate * g}. */
    CLASSIC,
    /** {@code d = rate * (momentum * d + g)}, as the program behind Scholl 2018 did. */
    REPO
  }

  public Momentum {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "learning needs momentum in [0, 1), got %s".formatted(share));
    }
  }

  @Override
  public int moments() {
    return 1;
  }

  @Override
  public void apply(float rate, float decay, Parameters parameters) {
    float[] value = parameters.value();
    float[] change = parameters.change();
    float[] gradient = parameters.gradient();
    float kept = mode == Mode.CLASSIC ? share : rate * share;
    for (int k = 0; k < value.length; k++) {
      change[k] = kept * change[k] + rate * (gradient[k] - decay * value[k]);
      value[k] += change[k];
      gradient[k] = 0;
    }
  }
}
