package org.ontogeny.kernel.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.ontogeny.kernel.Batch;

/**
 * A matrix of bits, 32 rows in the words of a block.
 *
 * <pre>
 *   block(r/32)[column], bit r%32; the bits after the last row are 0
 * </pre>
 */
final class PackedRows {

  private static final int ONE = Float.floatToRawIntBits(1);
  private static final int EXPONENT = 23; // the place of a bit that 1 has and 0 has not

  private final int rows;
  private final int columns;
  private final int[][] words; // [blocks][columns]

  private PackedRows(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    words = new int[(rows + Integer.SIZE - 1) / Integer.SIZE][columns];
  }

  /**
   * The bits of a batch; null if a value is not 0 or 1, or if more than {@code limit} are 1.
   *
   * @param limit of active entries
   */
  static PackedRows of(Batch batch, int limit) {
    PackedRows packed = new PackedRows(batch.rows(), batch.columns());
    int left = limit;
    for (int block = 0; block < packed.words.length; block++) {
      if (!packed.packBlock(batch.values(), block)) {
        return null;
      }
      left -= active(packed.words[block]);
      if (left < 0) {
        return null;
      }
    }
    return packed;
  }

  private static int active(int[] words) {
    int active = 0;
    for (int word : words) {
      active += Integer.bitCount(word);
    }
    return active;
  }

  int columns() {
    return columns;
  }

  int blocks() {
    return words.length;
  }

  /** A word for each column, [columns]. */
  int[] block(int block) {
    return words[block];
  }

  private boolean packBlock(float[] values, int block) {
    int from = block * Integer.SIZE;
    int count = Math.min(Integer.SIZE, rows - from);
    int c = 0;
    for (; c < Lanes.INTS.loopBound(columns); c += Lanes.COUNT) {
      if (!packVector(values, from * columns + c, count, columns, words[block], c)) {
        return false; // graded activity shows itself at once
      }
    }
    int wrong = 0;
    for (; c < columns; c++) {
      int word = 0;
      for (int r = 0; r < count; r++) {
        int bits = Float.floatToRawIntBits(values[(from + r) * columns + c]);
        int bit = bits >>> EXPONENT & 1;
        wrong |= bits ^ (ONE & -bit);
        word |= bit << r;
      }
      words[block][c] = word;
    }
    return wrong == 0;
  }

  /** False if a value is not 0 or 1. */
  private static boolean packVector(
      float[] values, int at, int count, int stride, int[] words, int column) {
    IntVector word = IntVector.zero(Lanes.INTS);
    IntVector wrong = IntVector.zero(Lanes.INTS);
    for (int r = 0; r < count; r++) {
      IntVector bits =
          FloatVector.fromArray(Lanes.FLOATS, values, at + r * stride).reinterpretAsInts();
      IntVector bit = bits.lanewise(VectorOperators.LSHR, EXPONENT).and(1);
      IntVector expected = bit.neg().and(ONE);
      wrong = wrong.or(bits.lanewise(VectorOperators.XOR, expected));
      word = word.or(bit.lanewise(VectorOperators.LSHL, r));
    }
    word.intoArray(words, column);
    return !wrong.compare(VectorOperators.NE, 0).anyTrue();
  }
}
