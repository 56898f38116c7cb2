package org.ontogeny.engine.stage;

import org.ontogeny.engine.random.Normal;
import org.ontogeny.kernel.Key;

/**
 * How a synapse gets its first weight.
 *
 * @param distribution of the weights of a projection, around 0
 * @param spread standard deviation, or half the width of a uniform distribution; at least 0
 */
public record InitialWeight(Distribution distribution, float spread) {

  /** The shapes that come with the engine. */
  public enum Distribution {
    NORMAL,
    UNIFORM
  }

  public InitialWeight {
    if (!(spread >= 0)) {
      throw new IllegalArgumentException("the spread of weights must be at least 0, got " + spread);
    }
  }

  /** Normally distributed weights. */
  public static InitialWeight normal(float deviation) {
    return new InitialWeight(Distribution.NORMAL, deviation);
  }

  /**
   * Weights that keep the size of activity and of errors alike from layer to layer, {@code U(-a,
   * a)} with {@code a = sqrt(6 / (pres + posts))} (Glorot and Bengio 2010, equation 16).
   */
  public static InitialWeight glorot(int pres, int posts) {
    float most = (float) StrictMath.sqrt(6.0 / ((double) pres + posts));
    return new InitialWeight(Distribution.UNIFORM, most);
  }

  /** The weight of the synapse between two neurons, by original indices. */
  float of(Key key, int pre, int post) {
    return switch (distribution) {
      case NORMAL -> spread * Normal.draw(key, pre, post);
      case UNIFORM -> spread * (2 * key.uniform(pre, post) - 1);
    };
  }
}
