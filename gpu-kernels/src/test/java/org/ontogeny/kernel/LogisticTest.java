package org.ontogeny.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LogisticTest {

  @Test
  void isCloseToTheExactFunction() {
    for (float x = -86; x <= 40; x += 0.00137f) {
      double exact = 1 / (1 + StrictMath.exp(-x));
      double error = Math.abs(Logistic.of(x) - exact);
      assertTrue(error <= 1e-7, () -> "absolute error %g".formatted(error));
      assertTrue(error <= 2e-7 * exact, () -> "relative error %g".formatted(error / exact));
    }
  }

  @Test
  void saturates() {
    assertEquals(0.5f, Logistic.of(0f));
    assertEquals(0.5f, Logistic.of(-0f));
    assertEquals(1f, Logistic.of(17));
    assertEquals(1f, Logistic.of(1e30f));
    assertEquals(1f, Logistic.of(Float.POSITIVE_INFINITY));
    float least = Logistic.of(-87);
    assertTrue(least >= Float.MIN_NORMAL && least < 2e-38f, () -> "sigma(-87) = " + least);
    assertEquals(least, Logistic.of(-1e30f));
    assertEquals(least, Logistic.of(Float.NEGATIVE_INFINITY));
    assertTrue(Float.isNaN(Logistic.of(Float.NaN)));
  }

  @Test
  void risesOrStaysWithinOneUnitInTheLastPlace() {
    for (float start : new float[] {-87.1f, -20, -5, -1, -0.3466f, -1e-3f, 0, 0.0614f, 3, 16.6f}) {
      float last = Logistic.of(start);
      float x = start;
      for (int i = 0; i < 100_000; i++) {
        x = Math.nextUp(x);
        float y = Logistic.of(x);
        assertTrue(y >= Math.nextDown(last), "sigma falls at " + x);
        last = y;
      }
    }
  }
}
