package org.ontogeny.dashboards.bench;

import java.util.Random;

/** Weights as good as any for measuring time. */
final class RandomWeights {

  private RandomWeights() {}

  /** Normally distributed around 0, [size]. */
  static float[] normal(long seed, float deviation, int size) {
    Random random = new Random(seed);
    float[] weights = new float[size];
    for (int k = 0; k < size; k++) {
      weights[k] = (float) (deviation * random.nextGaussian());
    }
    return weights;
  }
}
