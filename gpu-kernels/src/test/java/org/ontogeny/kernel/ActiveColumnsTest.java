package org.ontogeny.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ActiveColumnsTest {

  private static final int[] START = {0, 2, 2, 5};
  private static final int[] ROW = {0, 3, 1, 2, 3, 99};
  private static final float[] VALUE = {1, 2, 63.75f, 0.25f, 0.5f, -1};

  private static Batch batch() {
    return new ActiveColumns(4, START, ROW, VALUE).toBatch();
  }

  @Test
  void valuesAreThoseOfTheEntries() {
    float[] expected = {
      1, 0, 0, //
      0, 0, 63.75f, //
      0, 0, 0.25f, //
      2, 0, 0.5f
    };
    assertArrayEquals(expected, batch().values());
  }

  @Test
  void rowsOfRowsAreThoseOfTheWhole() {
    assertArrayEquals(
        new float[] {0, 0, 63.75f, 0, 0, 0.25f, 2, 0, 0.5f}, batch().rows(1, 4).values());
    assertArrayEquals(new float[] {0, 0, 0.25f}, batch().rows(1, 4).rows(1, 2).values());
    assertArrayEquals(new float[0], batch().rows(2, 2).values());
  }

  @Test
  void namesWhatDoesNotFit() {
    assertThrows(
        IllegalArgumentException.class, () -> new ActiveColumns(4, new int[] {0, 7}, ROW, VALUE));
    assertThrows(IndexOutOfBoundsException.class, () -> batch().rows(2, 5));
  }
}
