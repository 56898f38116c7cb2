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
}
