package org.ontogeny.engine.network;

import java.util.Locale;
import org.ontogeny.kernel.Activation;

/** How the neurons of a population answer their total input. */
public enum Dynamics {
  /** Binary and stochastic, {@code p(s = 1) = sigmoid(x)}: the neurons of Boltzmann machines. */
  BERNOULLI(null),
  /** Graded, {@code y = x}. */
  LINEAR(Activation.LINEAR),
  /** Graded, {@code y = max(0, x)}. */
  RELU(Activation.RELU),
  /** Graded, {@code y = max(-1, min(1, x))}. */
  HARD_TANH(Activation.HARD_TANH),
  /** Graded, {@code y_n = exp(x_n) / sum over the population of exp(x_m)}. */
  SOFTMAX(Activation.SOFTMAX);

  private final Activation activation; // null for neurons that are not graded

  Dynamics(Activation activation) {
    this.activation = activation;
  }

  /** Whether the answer is a number that an error can flow back through. */
  public boolean graded() {
    return activation != null;
  }

  /**
   * The answer of graded neurons.
   *
   * @throws IllegalStateException if they are not
   */
  public Activation activation() {
    if (activation == null) {
      throw new IllegalStateException(this + " neurons have no graded answer");
    }
    return activation;
  }

  /** The name in specifications: lower case with hyphens. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
