package org.ontogeny.kernel.cpu;

import java.util.Arrays;
import org.ontogeny.kernel.Batch;

/**
 * Which entries of a batch are active, one bit each.
 *
 * <pre>
 *   words[column/32][row], bit column%32; the bits after the last column are 0
 * </pre>
 */
final class PackedStates {

  private final int[][] words; // [ceil(columns/32)][rows]

  PackedStates(Batch state) {
    int columns = state.columns();
    words = new int[(columns + Integer.SIZE - 1) / Integer.SIZE][state.rows()];
    for (int word = 0; word < words.length; word++) {
      int from = word * Integer.SIZE;
      int count = Math.min(Integer.SIZE, columns - from);
      for (int row = 0; row < state.rows(); row++) {
        words[word][row] = pack(state.values(), row * columns + from, count);
      }
    }
  }

  private static int pack(float[] values, int from, int count) {
    int packed = 0;
    for (int c = 0; c < count; c++) {
      packed |= (values[from + c] > 0 ? 1 : 0) << c;
    }
    return packed;
  }

  /** In how many columns a row of this and a row of another batch are both active. */
  int together(int row, PackedStates other, int otherRow) {
    int count = 0;
    for (int word = 0; word < words.length; word++) {
      count += Integer.bitCount(words[word][row] & other.words[word][otherRow]);
    }
    return count;
  }

  /**
   * {@link #together(int, PackedStates, int)} of every row of this.
   *
   * @param count [rows], written
   */
  void together(PackedStates other, int otherRow, int[] count) {
    Arrays.fill(count, 0);
    for (int word = 0; word < words.length; word++) {
      addTogether(words[word], other.words[word][otherRow], count);
    }
  }

  private static void addTogether(int[] word, int other, int[] count) {
    for (int row = 0; row < count.length; row++) {
      count[row] += Integer.bitCount(word[row] & other);
    }
  }
}
