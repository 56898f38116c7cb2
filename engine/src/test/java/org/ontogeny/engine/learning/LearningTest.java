package org.ontogeny.engine.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ontogeny.engine.learning.Learning.Mode;

/** Learning steps against their formulas, worked out in double precision. */
class LearningTest {

  private static final float RATE = 0.2f;
  private static final float MOMENTUM = 0.9f;
  private static final float DECAY = 0.01f;

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
      learning.apply(value, change, new float[] {(float) gradient[0], (float) gradient[1]}, DECAY);
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
    new Learning(RATE, 0, Mode.CLASSIC, 0, 0).apply(new float[2], new float[2], gradient, 0);
    assertArrayEquals(new float[2], gradient);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void slotsWithoutSynapseStayZero(Mode mode) {
    float[] value = {0, 1};
    float[] change = {0, 1};
    for (int step = 0; step < 100; step++) {
      new Learning(RATE, MOMENTUM, mode, DECAY, 0).apply(value, change, new float[] {0, 1}, DECAY);
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
