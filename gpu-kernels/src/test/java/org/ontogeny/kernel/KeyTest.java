package org.ontogeny.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyTest {

  private static final Key KEY =
      Key.of(0x0123456789abcdefL).with(3, 17).with(5_000_000_000L).with(2, 1);

  /** Frozen: a change of these numbers changes every run. Computed by an independent program. */
  @Test
  void drawsStayAsTheyAre() {
    assertEquals(
        new Key(0x2d788a6a, 0xabf8c1b3), Key.of(0x0123456789abcdefL).with(3, 17), "below a pair");
    assertEquals(new Key(0x21154896, 0xecb54a2b), KEY, "below a pair, a step and a pair");
    assertEquals(0x2ac9cf5e, KEY.bits(0, 0));
    assertEquals(0x3aaa24af, KEY.bits(0, 1));
    assertEquals(0x19436575, KEY.bits(1, 0));
    assertEquals(0x80a442bf, KEY.bits(675, 99));
    assertEquals(0xc1dc0dbf, KEY.bits(-1, -1));
    assertEquals(8430658 * 0x1p-24f, KEY.uniform(675, 99));
  }

  @Test
  void uniformReachesItsEndsAndNoFurther() {
    assertEquals(0f, Key.uniform(0xff));
    assertEquals(1 - 0x1p-24f, Key.uniform(-1));
  }

  /** Bounds are five standard errors of independent uniform numbers. */
  @Test
  void drawsLookUniformAndIndependent() {
    int side = 500;
    int n = side * side;
    double sum = 0;
    double squares = 0;
    double alongRow = 0;
    double alongColumn = 0;
    int[] tenths = new int[10];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double u = KEY.uniform(row, column) - 0.5;
        sum += u;
        squares += u * u;
        alongRow += u * (KEY.uniform(row, column + 1) - 0.5);
        alongColumn += u * (KEY.uniform(row + 1, column) - 0.5);
        tenths[(int) ((u + 0.5) * 10)]++;
      }
    }
    assertEquals(0, sum / n, 5 * Math.sqrt(1 / 12.0 / n), "mean");
    assertEquals(1 / 12.0, squares / n, 5 * Math.sqrt(1 / 180.0 / n), "variance");
    assertEquals(0, alongRow / n, 5 / 12.0 / Math.sqrt(n), "covariance of neighbours in a row");
    assertEquals(
        0, alongColumn / n, 5 / 12.0 / Math.sqrt(n), "covariance of neighbours in a column");
    double chiSquare = 0;
    for (int count : tenths) {
      chiSquare += Math.pow(count - n / 10.0, 2) / (n / 10.0);
    }
    assertTrue(chiSquare < 33.7, "chi-square of ten cells, 9 degrees: " + chiSquare); // p = 1e-4
  }

  @Test
  void eachPartOfAKeyMatters() {
    Key root = Key.of(1);
    assertEquals(
        6,
        Stream.of(
                root, Key.of(1L << 32), root.with(0, 1), root.with(1, 0), root.with(0L), Key.of(2))
            .distinct()
            .count());
  }
}
