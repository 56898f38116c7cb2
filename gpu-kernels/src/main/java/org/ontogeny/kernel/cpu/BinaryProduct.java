package org.ontogeny.kernel.cpu;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.ontogeny.kernel.Batch;

/**
 * The product of a matrix of numbers with one of bits,
 *
 * <pre>
 *   out[w][k] = sum over r of matrix[r][w] * bit[r][k]
 * </pre>
 *
 * with r over the <em>inner</em> index, w over the <em>width</em> of the matrix, k over
 * <em>columns</em>.
 *
 * <p>Four bits choose one of 16 sums of four rows. These are added up once, in a table, and then
 * one addition stands for four multiplications and additions: beyond some 20 columns this is faster
 * than any product of numbers can be on the same processor. Tables of 32 rows and two vectors stay
 * in the nearest cache. Every sum runs over the rows in ascending order, four at a time.
 *
 * <p>Source of the idea: Arlazarov, Dinic, Kronrod, Faradzhev, "On economical construction of the
 * transitive closure of a directed graph" (1970), the "method of four Russians".
 */
final class BinaryProduct {

  /** Columns from which a table pays. */
  static final int MIN_COLUMNS = 20;

  private static final int WORD = Integer.SIZE;
  private static final int GROUPS = WORD / 4; // of four bits
  private static final int ENTRIES = 16; // sums of up to four rows
  private static final int PANEL = 2 * Lanes.COUNT; // entries of a matrix row that are done at once
  private static final int TABLE = ENTRIES * PANEL; // entries of one group's table
  private static final int STREAMS = 8; // rows of a result that are written at once

  private static final ThreadLocal<BinaryProduct> OF_THREAD =
      ThreadLocal.withInitial(BinaryProduct::new);

  private final float[] rows = new float[WORD * PANEL]; // rows of the matrix, one panel wide
  private final float[] table = new float[GROUPS * TABLE];
  private float[] panel = {}; // [columns][PANEL], sums
  private float[] turned = {}; // [STREAMS][columns], a part of them

  private BinaryProduct() {}

  static BinaryProduct ofThread() {
    return OF_THREAD.get();
  }

  /** What becomes of a panel of sums. */
  private interface Use {
    /** Handles {@code out[w][k] = panel[k * PANEL + w - from]} for w in [from, to), k in [0, n). */
    void of(float[] panel, int from, int to);
  }

  /**
   * The product.
   *
   * @param matrix row-major, [inner][width]
   * @param bits [inner][columns]
   * @return [width][columns]
   */
  Batch multiply(float[] matrix, int width, PackedRows bits) {
    int columns = bits.columns();
    Batch out = Batch.zeros(width, columns);
    float[] values = out.values();
    each(
        matrix,
        width,
        bits,
        (sums, from, to) -> {
          int w = from;
          for (; w + STREAMS <= to; w += STREAMS) {
            turn(sums, w - from, columns, values, w * columns);
          }
          for (; w < to; w++) {
            for (int k = 0; k < columns; k++) {
              values[w * columns + k] = sums[k * PANEL + w - from];
            }
          }
        });
    return out;
  }

  /** Eight rows of the result: what is read lies together, and eight streams are written. */
  private static void turn(float[] sums, int w, int columns, float[] out, int at) {
    for (int k = 0; k < columns; k++) {
      int i = k * PANEL + w;
      int o = at + k;
      out[o] = sums[i];
      out[o + columns] = sums[i + 1];
      out[o + 2 * columns] = sums[i + 2];
      out[o + 3 * columns] = sums[i + 3];
      out[o + 4 * columns] = sums[i + 4];
      out[o + 5 * columns] = sums[i + 5];
      out[o + 6 * columns] = sums[i + 6];
      out[o + 7 * columns] = sums[i + 7];
    }
  }

  /**
   * Adds {@code scale} times the product where the mask is 1.
   *
   * @param matrix row-major, [inner][width]
   * @param bits [inner][columns]
   * @param mask 0 or 1, [width*columns]
   * @param to [width][columns], added to
   */
  void addProduct(
      float[] matrix, int width, PackedRows bits, float scale, float[] mask, float[] to) {
    int columns = bits.columns();
    if (turned.length < STREAMS * columns) {
      turned = new float[STREAMS * columns];
    }
    each(
        matrix,
        width,
        bits,
        (sums, from, end) -> {
          int w = from;
          for (; w + STREAMS <= end; w += STREAMS) {
            turn(sums, w - from, columns, turned, 0);
            add(turned, STREAMS * columns, scale, mask, to, w * columns);
          }
          for (; w < end; w++) {
            for (int k = 0; k < columns; k++) {
              turned[k] = sums[k * PANEL + w - from];
            }
            add(turned, columns, scale, mask, to, w * columns);
          }
        });
  }

  private static void add(float[] values, int size, float scale, float[] mask, float[] to, int at) {
    FloatVector scales = FloatVector.broadcast(Lanes.FLOATS, scale);
    for (int i = 0; i < Lanes.FLOATS.loopBound(size); i += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.FLOATS, values, i)
          .mul(scales)
          .mul(FloatVector.fromArray(Lanes.FLOATS, mask, at + i))
          .add(FloatVector.fromArray(Lanes.FLOATS, to, at + i))
          .intoArray(to, at + i);
    }
    for (int i = Lanes.FLOATS.loopBound(size); i < size; i++) {
      to[at + i] += mask[at + i] * (scale * values[i]);
    }
  }

  private void each(float[] matrix, int width, PackedRows bits, Use use) {
    int columns = bits.columns();
    if (panel.length < columns * PANEL) {
      panel = new float[columns * PANEL];
    }
    for (int from = 0; from < width; from += PANEL) {
      int to = Math.min(from + PANEL, width);
      Arrays.fill(panel, 0, columns * PANEL, 0);
      for (int block = 0; block < bits.blocks(); block++) {
        int first = block * WORD;
        copyRows(matrix, width, bits.rows(), first, from, to - from);
        int groups = Math.min(GROUPS, (bits.rows() - first + 3) / 4);
        for (int group = 0; group < groups; group++) {
          tabulate(rows, group * 4 * PANEL, table, group * TABLE);
        }
        if (groups == GROUPS) {
          addUp(table, bits.block(block), panel, columns);
        } else {
          for (int group = 0; group < groups; group++) {
            addUp(table, group, bits.block(block), panel, columns);
          }
        }
      }
      use.of(panel, from, to);
    }
  }

  /** 32 rows from {@code first} on, {@code size} entries of each; what is missing is 0. */
  private void copyRows(float[] matrix, int width, int inner, int first, int from, int size) {
    int count = Math.min(WORD, inner - first);
    if (count < WORD || size < PANEL) {
      Arrays.fill(rows, 0);
    }
    for (int r = 0; r < count; r++) {
      System.arraycopy(matrix, (first + r) * width + from, rows, r * PANEL, size);
    }
  }

  /** The sums of all 16 choices of four rows; bit b of a choice stands for row b. */
  private static void tabulate(float[] rows, int at, float[] table, int to) {
    FloatVector.zero(Lanes.FLOATS).intoArray(table, to);
    FloatVector.zero(Lanes.FLOATS).intoArray(table, to + Lanes.COUNT);
    for (int bit = 0; bit < 4; bit++) {
      FloatVector left = FloatVector.fromArray(Lanes.FLOATS, rows, at + bit * PANEL);
      FloatVector right = FloatVector.fromArray(Lanes.FLOATS, rows, at + bit * PANEL + Lanes.COUNT);
      int known = (1 << bit) * PANEL;
      for (int i = to; i < to + known; i += PANEL) {
        FloatVector.fromArray(Lanes.FLOATS, table, i).add(left).intoArray(table, i + known);
        FloatVector.fromArray(Lanes.FLOATS, table, i + Lanes.COUNT)
            .add(right)
            .intoArray(table, i + known + Lanes.COUNT);
      }
    }
  }

  /** Adds to each column's sums the rows that four bits of its word choose. */
  private static void addUp(float[] table, int group, int[] words, float[] sums, int columns) {
    int shift = 4 * group;
    int start = group * TABLE;
    for (int k = 0; k < columns; k++) {
      int i = start + (words[k] >>> shift & 15) * PANEL;
      int at = k * PANEL;
      FloatVector.fromArray(Lanes.FLOATS, sums, at)
          .add(FloatVector.fromArray(Lanes.FLOATS, table, i))
          .intoArray(sums, at);
      FloatVector.fromArray(Lanes.FLOATS, sums, at + Lanes.COUNT)
          .add(FloatVector.fromArray(Lanes.FLOATS, table, i + Lanes.COUNT))
          .intoArray(sums, at + Lanes.COUNT);
    }
  }

  /** Adds to each column's sums the rows that its word chooses. */
  private static void addUp(float[] table, int[] words, float[] sums, int columns) {
    for (int k = 0; k < columns; k++) {
      int word = words[k];
      int at = k * PANEL;
      FloatVector left = FloatVector.fromArray(Lanes.FLOATS, sums, at);
      FloatVector right = FloatVector.fromArray(Lanes.FLOATS, sums, at + Lanes.COUNT);
      int i = (word & 15) * PANEL;
      left = left.add(FloatVector.fromArray(Lanes.FLOATS, table, i));
      right = right.add(FloatVector.fromArray(Lanes.FLOATS, table, i + Lanes.COUNT));
      i = TABLE + (word >>> 4 & 15) * PANEL;
      left = left.add(FloatVector.fromArray(Lanes.FLOATS, table, i));
      right = right.add(FloatVector.fromArray(Lanes.FLOATS, table, i + Lanes.COUNT));
      i = 2 * TABLE + (word >>> 8 & 15) * PANEL;
      left = left.add(FloatVector.fromArray(Lanes.FLOATS, table, i));
      right = right.add(FloatVector.fromArray(Lanes.FLOATS, table, i + Lanes.COUNT));
      i = 3 * TABLE + (word >>> 12 & 15) * PANEL;
      left = left.add(FloatVector.fromArray(Lanes.FLOATS, table, i));
      right = right.add(FloatVector.fromArray(Lanes.FLOATS, table, i + Lanes.COUNT));
      i = 4 * TABLE + (word >>> 16 & 15) * PANEL;
      left = left.add(FloatVector.fromArray(Lanes.FLOATS, table, i));
      right = right.add(FloatVector.fromArray(Lanes.FLOATS, table, i + Lanes.COUNT));
      i = 5 * TABLE + (word >>> 20 & 15) * PANEL;
      left = left.add(FloatVector.fromArray(Lanes.FLOATS, table, i));
      right = right.add(FloatVector.fromArray(Lanes.FLOATS, table, i + Lanes.COUNT));
      i = 6 * TABLE + (word >>> 24 & 15) * PANEL;
      left = left.add(FloatVector.fromArray(Lanes.FLOATS, table, i));
      right = right.add(FloatVector.fromArray(Lanes.FLOATS, table, i + Lanes.COUNT));
      i = 7 * TABLE + (word >>> 28) * PANEL;
      left.add(FloatVector.fromArray(Lanes.FLOATS, table, i)).intoArray(sums, at);
      right
          .add(FloatVector.fromArray(Lanes.FLOATS, table, i + Lanes.COUNT))
          .intoArray(sums, at + Lanes.COUNT);
    }
  }
}
