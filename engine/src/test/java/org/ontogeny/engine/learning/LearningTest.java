package org.ontogeny.engine.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ontogeny.engine.learning.Momentum.Mode;

/** Learning steps against their formulas, worked out in double precision. */
class LearningTest {

  private static final float RATE = 0.2f;
  private static final float MOMENTUM = 0.9f;
  private static final float DECAY = 0.01f;

  private static void apply(Learning learning, float[] value, float[] change, float... gradient) {
    learning
        .optimiser()
        .apply(
            learning.rate(),
            learning.decay(),
            new Parameters(value, change, new float[0], gradient, Parameters.OLD));
  }

  /** {@code d = momentum d + rate (g - decay w)}, or with momentum multiplied by the rate too. */
  @ParameterizedTest
  @CsvSource({"CLASSIC, 0.9", "REPO, 0.18"})
  void momentumStandsWhereTheModeSays(Mode mode, double kept) {
    Learning learning = new Learning(RATE, MOMENTUM, mode, DECAY, 0);
    float[] value = {0.5f, -2};
    float[] change = {0.1f, -0.3f};
    double[] expected = {0.5, -2};
    double[] velocity = {0.1, -0.3};
    double[][] gradients = {{1, -1}, {0, 0.5}, {-0.25, 0}};
    for (double[] gradient : gradients) {
      apply(learning, value, change, (float) gradient[0], (float) gradient[1]);
      for (int n = 0; n < 2; n++) {
        velocity[n] = kept * velocity[n] + 0.2 * (gradient[n] - 0.01 * expected[n]);
        expected[n] += velocity[n];
        assertEquals(velocity[n], change[n], 1e-6);
        assertEquals(expected[n], value[n], 1e-6);
      }
    }
  }

  @Test
  void gradientIsUsedUp() {
    float[] gradient = {1, -1};
    float[] none = new float[2];
    new Momentum(0, Mode.CLASSIC)
        .apply(RATE, 0, new Parameters(none, none.clone(), none, gradient, Parameters.OLD));
    assertArrayEquals(new float[2], gradient);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void slotsWithoutSynapseStayZero(Mode mode) {
    float[] value = {0, 1};
    float[] change = {0, 1};
    for (int step = 0; step < 100; step++) {
      apply(new Learning(RATE, MOMENTUM, mode, DECAY, 0), value, change, 0, 1);
    }
    assertEquals(0f, value[0]);
    assertEquals(0f, change[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "NaN, 0, 0, 0",
    "1, 1, 0, 0",
    "1, -0.1, 0, 0",
    "1, 0, -1, 0",
    "1, 0, 0, -1"
  })
  void impossibleParametersAreRefused(float rate, float momentum, float decay, float maxNorm) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Learning(rate, momentum, Mode.CLASSIC, decay, maxNorm));
  }

  /** Kingma and Ba 2015, algorithm 1, in float64; n is each parameter's own number of updates. */
  @ParameterizedTest
  @EnumSource(Adam.Correction.class)
  void adamCorrectsYoungMoments(Adam.Correction correction) {
    int[] birth = {0, 30};
    float[] value = {0.5f, -1};
    float[] m = new float[2];
    float[] v = new float[2];
    double[] expected = {0.5, -1};
    double[] mean = new double[2];
    double[] square = new double[2];
    for (int t = 1; t <= 60; t++) {
      float[] gradient = {(float) Math.sin(t), t <= 30 ? 0 : (float) Math.cos(t)};
      float[] given = gradient.clone();
      long now = t;
      new Adam(0.9f, 0.99f, 1e-8f, correction, t)
          .apply(0.01f, 0, new Parameters(value, m, v, gradient, k -> now - birth[k]));
      assertArrayEquals(new float[2], gradient);
      for (int k = 0; k < 2 && (k == 0 || t > 30); k++) {
        mean[k] = 0.9 * mean[k] + 0.1 * given[k];
        square[k] = 0.99 * square[k] + 0.01 * given[k] * given[k];
        int n = correction == Adam.Correction.AGE ? t - birth[k] : t;
        double first = mean[k] / (1 - Math.pow(0.9, n));
        double second = square[k] / (1 - Math.pow(0.99, n));
        expected[k] += 0.01 * first / (Math.sqrt(second) + 1e-8);
        assertEquals(expected[k], value[k], 2e-5, "parameter " + k + " at " + t);
      }
    }
  }

  /** The first step of a newborn is as long as the rate, however old the others are. */
  @Test
  void aNewbornStepsAsFarAsTheRate() {
    float[] value = {0};
    new Adam(0.9f, 0.999f, 1e-8f, Adam.Correction.AGE, 5000)
        .apply(
            0.01f, 0, new Parameters(value, new float[1], new float[1], new float[] {-3}, k -> 1));
    assertEquals(-0.01, value[0], 1e-6);
  }

  @Test
  void adamNeedsValuesInTheirRanges() {
    assertThrows(
        IllegalArgumentException.class, () -> new Adam(1, 0.9f, 1e-8f, Adam.Correction.AGE, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new Adam(0.9f, 0.9f, 0, Adam.Correction.AGE, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new Adam(0.9f, 0.9f, 1, Adam.Correction.AGE, 0));
  }
}
