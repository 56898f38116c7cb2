package org.ontogeny.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActiveColumnsTest {

  /** Four columns of four rows; the second is empty. */
  private static final Levels SET =
      new Levels(
          4,
          4,
          20,
          new byte[] {
            0, 7, (byte) 20, 2, //
            0, 0, 0, 0, //
            1, 0, 0, 10, //
            3, 3, 3, 3
          });

  private static Batch batch() {
    return new ActiveColumns(SET, new int[] {2, 1, 0}).toBatch();
  }

  @Test
  void valuesAreThoseOfTheLevels() {
    float[] expected = {
      0.05f, 0, 0, //
      0, 0, 0.35f, //
      0, 0, 1, //
      0.5f, 0, 0.1f
    };
    assertArrayEquals(expected, batch().values());
    assertEquals(0.35f, ((ActiveColumns) batch().form()).get(1, 2));
  }

  @Test
  void rowsOfRowsAreThoseOfTheWhole() {
    assertArrayEquals(
        new float[] {0, 0, 0.35f, 0, 0, 1, 0.5f, 0, 0.1f}, batch().rows(1, 4).values());
    assertArrayEquals(new float[] {0, 0, 1}, batch().rows(1, 4).rows(1, 2).values());
    assertArrayEquals(new float[0], batch().rows(2, 2).values());
  }

  @Test
  void columnsThatRepeatAreShownTwice() {
    Batch twice = new ActiveColumns(SET, new int[] {3, 0, 3}).toBatch();
    assertArrayEquals(new float[] {0.15f, 0, 0.15f}, twice.rows(0, 1).values());
  }

  /** Blocks that are full and not, strips that are and are not, rows that fill words and do not. */
  @ParameterizedTest
  @CsvSource({"8, 32", "784, 70", "5, 33", "3, 1", "30, 8", "1, 40", "4, 0"})
  void packedLevelsAreThoseOfTheSet(int rows, int columns) {
    Random random = new Random(rows + columns);
    byte[] levels = new byte[50 * rows];
    random.nextBytes(levels);
    int[] chosen = random.ints(columns, 0, 50).toArray();
    ActiveColumns batch = new ActiveColumns(new Levels(rows, 50, 255, levels), chosen);
    assertFalse(batch.isWantedPacked());
    int[][] packed = batch.packed();
    assertTrue(batch.isWantedPacked());
    assertEquals((columns + 31) / 32, packed.length);
    int words = (rows + 3) / 4;
    for (int b = 0; b < packed.length; b++) {
      int first = 32 * b;
      int[] expected = new int[32 * words];
      for (int c = 0; c < Math.min(32, columns - first); c++) {
        for (int n = 0; n < rows; n++) {
          int level = levels[chosen[first + c] * rows + n] & 0xff;
          expected[n / 4 * 32 + c] += level << (8 * (n % 4));
        }
      }
      assertArrayEquals(expected, packed[b], "block " + b);
    }
  }

  @Test
  void whatIsPackedAheadIsNotWantedYet() {
    ActiveColumns batch = new ActiveColumns(SET, new int[] {0, 3});
    batch.pack();
    assertFalse(batch.isWantedPacked());
    assertEquals((2 << 24) + (20 << 16) + (7 << 8), batch.packed()[0][0]);
  }

  @Test
  void listsAreWhatIsNotZero() {
    assertEquals(4, SET.columns());
    assertEquals(9, Levels.active(new byte[] {0, 7, 20, 2, 1, 10, 3, 3, 3, 3, 0}));
    assertArrayEquals(new int[] {0, 3, 3, 5, 9}, SET.start());
    int[] rows = IntStream.of(SET.entries()).map(e -> (e >>> 8) / Levels.WIDTH).toArray();
    assertArrayEquals(new int[] {1, 2, 3, 0, 3, 0, 1, 2, 3}, rows);
    int[] levels = IntStream.of(SET.entries()).map(e -> e & 0xff).toArray();
    assertArrayEquals(new int[] {7, 20, 2, 1, 10, 3, 3, 3, 3}, levels);
  }

  @Test
  void namesWhatDoesNotFit() {
    byte[] levels = new byte[12];
    assertThrows(IllegalArgumentException.class, () -> new Levels(4, 4, 1, levels));
    assertThrows(IllegalArgumentException.class, () -> new Levels(4, 3, 0, levels));
    assertThrows(IllegalArgumentException.class, () -> new Levels(4, 3, 256, levels));
    assertThrows(
        IllegalArgumentException.class, () -> new Levels(Levels.MOST_ROWS + 1, 0, 1, new byte[0]));
    assertThrows(IndexOutOfBoundsException.class, () -> new ActiveColumns(SET, new int[] {0, 4}));
    assertThrows(IndexOutOfBoundsException.class, () -> batch().rows(2, 5));
  }
}
