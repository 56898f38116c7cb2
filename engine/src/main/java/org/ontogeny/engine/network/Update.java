package org.ontogeny.engine.network;

import java.util.List;

/**
 * How a population gets its next states: {@code x = gain * bias + sum of gain_k * drive_k}, then
 * the mean, a sample or the graded answer of its dynamics; or what a stimulus clamps. Or how it
 * gets its errors, from those of others or from a target.
 *
 * @param population that is updated
 * @param how it gets them
 * @param from projections that drive it; their drives are added in this order
 * @param gain factor of the bias
 * @param role which of the population's biases
 * @param iteration of what it gets, 0 where nothing is unrolled
 */
public record Update(
    Population population, How how, List<Source> from, float gain, Role role, int iteration) {
  /** What becomes of the drive. */
  public enum How {
    CLAMP,
    MEAN,
    SAMPLE,
    /** The graded answer, {@code y = f(x)}. */
    ANSWER,
    /**
     * The error of graded neurons, {@code delta_n = sum over m of e_m dy_m/dx_n}, e being the sum
     * of the drives.
     */
    ERROR,
    /**
     * The error of neurons that should have been the target: {@code delta = y - target}, that of
     * softmax with cross-entropy by its total input.
     */
    TARGET;

    /** Whether a stimulus is needed for it. */
    public boolean isGiven() {
      return this == CLAMP || this == TARGET;
    }
  }

  public Update {
    from = List.copyOf(from);
  }

  /** One of a phase in which nothing is unrolled. */
  public Update(Population population, How how, List<Source> from, float gain, Role role) {
    this(population, how, from, gain, role, 0);
  }

  /** What the population gets. */
  public Signal signal() {
    return how == How.ERROR || how == How.TARGET
        ? Signal.error(iteration)
        : Signal.state(iteration);
  }

  /** States given by the stimulus. */
  public static Update clamp(Population population) {
    return new Update(population, How.CLAMP, List.of(), 0, Role.OWN);
  }
}
