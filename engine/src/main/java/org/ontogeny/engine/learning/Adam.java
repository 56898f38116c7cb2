package org.ontogeny.engine.learning;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Adaptive moments (Kingma and Ba 2015, algorithm 1):
 *
 * <pre>
 *   m = beta1 m + (1 - beta1) g        v = beta2 v + (1 - beta2) g^2
 *   w = w + rate * (m / (1 - beta1^n)) / (sqrt(v / (1 - beta2^n)) + epsilon)
 * </pre>
 *
 * <p>g being the direction of descent. Both moments begin at 0 and are too small by the factors
 * {@code 1 - beta^n} after n updates; where synapses are born all the time, n is another number for
 * each of them.
 *
 * @param beta1 share of the first moment that is kept, 0 to below 1
 * @param beta2 share of the second moment that is kept, 0 to below 1
 * @param epsilon what keeps the quotient finite, positive
 * @param correction what n is
 * @param updates number of this update since learning began with moments of 0, from 1
 */
public record Adam(float beta1, float beta2, float epsilon, Correction correction, long updates)
    implements Optimiser {

  /** Below this share nothing is missing from a moment any more, in float32. */
  private static final double NOTHING = 0x1p-26;

  /** What is there of a moment after n updates, by beta; made once. */
  private static final Map<Float, float[]> THERE = new ConcurrentHashMap<>();

  /** What the number of updates is that corrects the moments. */
  public enum Correction {
    /**
     * Steps since the synapse's own birth, but no more than updates since learning began. Where an
     * update is one step and no window lies between, those are its own updates.
     */
    AGE,
    /** Updates since learning began, for all. */
    GLOBAL
  }

  public Adam {
    if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1) || !(epsilon > 0)) {
      throw new IllegalArgumentException(
          "adam needs beta1 and beta2 in [0, 1) and epsilon > 0, got %s, %s, %s"
              .formatted(beta1, beta2, epsilon));
    }
    if (updates < 1) {
      throw new IllegalArgumentException("updates are counted from 1, got " + updates);
    }
  }

  /** The same at another update. */
  public Adam at(long update) {
    return new Adam(beta1, beta2, epsilon, correction, update);
  }

  @Override
  public int moments() {
    return 2;
  }

  @Override
  public void apply(float rate, float decay, Parameters parameters) {
    float[] value = parameters.value();
    float[] m = parameters.change();
    float[] v = parameters.square();
    float[] gradient = parameters.gradient();
    float[] first = THERE.computeIfAbsent(beta1, Adam::there);
    float[] second = THERE.computeIfAbsent(beta2, Adam::there);
    for (int k = 0; k < value.length; k++) {
      float g = gradient[k] - decay * value[k];
      m[k] = beta1 * m[k] + (1 - beta1) * g;
      v[k] = beta2 * v[k] + (1 - beta2) * g * g;
      long n =
          correction == Correction.AGE
              ? Math.min(updates, Math.max(1, parameters.age().applyAsLong(k)))
              : updates;
      float mean = m[k] / at(first, n);
      float size = (float) Math.sqrt(v[k] / at(second, n));
      value[k] += rate * mean / (size + epsilon);
      gradient[k] = 0;
    }
  }

  /** {@code 1 - beta^n} for n from 0, as far as it differs from 1. */
  private static float[] there(float beta) {
    float[] there = new float[16];
    int count = 0;
    for (double power = 1; power > NOTHING; power *= beta) {
      if (count == there.length) {
        there = Arrays.copyOf(there, 2 * count);
      }
      there[count++] = (float) (1 - power);
    }
    return Arrays.copyOf(there, count);
  }

  private static float at(float[] there, long n) {
    return n < there.length ? there[(int) n] : 1;
  }
}
