package org.ontogeny.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ActiveColumnsTest {

  private static final float[] VALUE = new float[256];

  static {
    for (int level = 0; level < 256; level++) {
      VALUE[level] = level / 4f;
    }
  }

  /** Rows 0 and 3, none, 1 to 3; the entry before the first column is nobody's. */
  private static final int[] ENTRIES = {
    ActiveColumns.entry(2, 9),
    ActiveColumns.entry(0, 4),
    ActiveColumns.entry(3, 8),
    ActiveColumns.entry(1, 255),
    ActiveColumns.entry(2, 1),
    ActiveColumns.entry(3, 2)
  };

  private static Batch batch() {
    ActiveColumns lists =
        ActiveColumns.of(4, ENTRIES, new int[] {1, 3, 3}, new int[] {3, 3, 6}, VALUE);
    return new Batch(4, 3, lists);
  }

  @Test
  void valuesAreThoseOfTheLevels() {
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
        () -> ActiveColumns.of(4, ENTRIES, new int[] {1}, new int[] {3, 3}, VALUE));
    assertThrows(
        IllegalArgumentException.class,
        () -> ActiveColumns.of(4, ENTRIES, new int[] {1}, new int[] {3}, new float[16]));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> ActiveColumns.of(4, ENTRIES, new int[] {1}, new int[] {3}, VALUE).rows(2, 5));
  }
}
