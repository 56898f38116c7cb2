package org.ontogeny.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExponentialTest {

  @Test
  void isThatOfTheLibrary() {
    Random random = new Random(1);
    for (int k = 0; k < 200_000; k++) {
      double x = -708 * random.nextDouble() * random.nextDouble();
      double exact = StrictMath.exp(x);
      assertEquals(exact, Exponential.of(x), 1e-12 * exact, () -> "exp(" + x + ")");
    }
  }

  @Test
  void knowsItsEnds() {
    assertEquals(1, Exponential.of(0));
    assertEquals(1, Exponential.of(-0.0));
    assertTrue(Exponential.of(-708) > 0);
    assertEquals(0, Exponential.of(-708.1));
    assertEquals(0, Exponential.of(Double.NEGATIVE_INFINITY));
    assertTrue(Double.isNaN(Exponential.of(Double.NaN)));
  }
}
