package org.ontogeny.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ActiveColumnsTest {

  /** Of a longer list, in which the columns come in another order and the second is empty. */
  private static final int[] ENTRIES = {
    ActiveColumns.entry(1, 7),
    ActiveColumns.entry(2, 255),
    ActiveColumns.entry(3, 2),
    ActiveColumns.entry(3, 9),
    ActiveColumns.entry(0, 1),
    ActiveColumns.entry(3, 3)
  };

  private static final int[] FROM = {4, 0, 0};
  private static final int[] TO = {6, 0, 3};

  private static float[] values() {
    float[] values = new float[256];
    values[1] = 1;
    values[2] = 0.5f;
    values[3] = 2;
    values[7] = 63.75f;
    values[9] = -1;
    values[255] = 0.25f;
    return values;
  }

  private static Batch batch() {
    return new ActiveColumns(4, ENTRIES, FROM, TO, values()).toBatch();
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
        IllegalArgumentException.class,
        () -> new ActiveColumns(4, ENTRIES, FROM, new int[2], values()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ActiveColumns(4, ENTRIES, FROM, TO, new float[255]));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ActiveColumns(ActiveColumns.MOST_ROWS + 1, ENTRIES, FROM, TO, values()));
    assertThrows(IndexOutOfBoundsException.class, () -> batch().rows(2, 5));
  }
}
