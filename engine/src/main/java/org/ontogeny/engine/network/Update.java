package org.ontogeny.engine.network;

import java.util.List;

/**
 * How a population gets its next states: {@code x = gain * bias + sum of gain_k * drive_k}, then
 * the mean or a sample of its dynamics; or what a stimulus clamps.
 *
 * @param population that is updated
 * @param how clamped, mean or sampled
 * @param from projections that drive it; their drives are added in this order
 * @param gain factor of the bias
 * @param role which of the population's biases
 */
public record Update(Population population, How how, List<Source> from, float gain, Role role) {

  /** What becomes of the drive. */
  public enum How {
    CLAMP,
    MEAN,
    SAMPLE
  }

  public Update {
    from = List.copyOf(from);
  }

  /** States given by the stimulus. */
  public static Update clamp(Population population) {
    return new Update(population, How.CLAMP, List.of(), 0, Role.OWN);
  }
}
