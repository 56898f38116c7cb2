package org.ontogeny.kernel.cpu;

import jdk.incubator.vector.FloatVector;
import org.ontogeny.kernel.Batch;

/**
 * The product of a matrix of numbers with a binary one that is mostly 0, event by event: each
 * active neuron adds its row of weights.
 *
 * <pre>
 *   out[w][c] = sum over the active rows r of column c, ascending, of matrix[r][w]
 * </pre>
 *
 * <p>The sums of a panel of results stay in registers.
 */
final class EventProduct {

  /** Below so many columns OpenBLAS has nothing to rearrange, and there is nothing to save. */
  static final int MIN_COLUMNS = 8;

  /**
   * One of so many entries may be active. Measured on 400 x 338 and 400 x 676: with one of 20 it
   * takes half to two thirds of the time that OpenBLAS takes, with one of 8 as long.
   */
  static final int ONE_OF = 16;

  private static final int PANEL = 4 * Lanes.COUNT; // results of a column that are added up at once
  private static final int STREAMS = 8; // rows of the result that are written at once

  private EventProduct() {}

  /**
   * The product.
   *
   * @param matrix row-major, [inner][width]
   * @param active of [inner] rows
   * @return [width][columns]
   */
  static Batch multiply(float[] matrix, int width, ActiveLists active) {
    int columns = active.columns();
    Batch out = Batch.zeros(width, columns);
    float[] sums = new float[columns * PANEL];
    for (int from = 0; from < width; from += PANEL) {
      if (from + PANEL <= width) {
        addUp(matrix, from, width, active.start(), active.row(), sums);
      } else {
        addUp(lastColumns(matrix, width, from), 0, PANEL, active.start(), active.row(), sums);
      }
      turn(sums, Math.min(PANEL, width - from), columns, out.values(), from * columns);
    }
    return out;
  }

  /** The columns from {@code from} on, and zeros, [inner][PANEL]. */
  private static float[] lastColumns(float[] matrix, int width, int from) {
    int inner = matrix.length / width;
    float[] last = new float[inner * PANEL];
    for (int r = 0; r < inner; r++) {
      System.arraycopy(matrix, r * width + from, last, r * PANEL, width - from);
    }
    return last;
  }

  /** {@code sums[c][0 to PANEL-1]} of what is at {@code matrix[row * stride + from]}. */
  private static void addUp(
      float[] matrix, int from, int stride, int[] start, int[] row, float[] sums) {
    for (int column = 0; column < start.length - 1; column++) {
      FloatVector a = FloatVector.zero(Lanes.FLOATS);
      FloatVector b = a;
      FloatVector c = a;
      FloatVector d = a;
      int end = start[column + 1];
      for (int k = start[column]; k < end; k++) {
        int i = from + row[k] * stride;
        a = a.add(FloatVector.fromArray(Lanes.FLOATS, matrix, i));
        b = b.add(FloatVector.fromArray(Lanes.FLOATS, matrix, i + Lanes.COUNT));
        c = c.add(FloatVector.fromArray(Lanes.FLOATS, matrix, i + 2 * Lanes.COUNT));
        d = d.add(FloatVector.fromArray(Lanes.FLOATS, matrix, i + 3 * Lanes.COUNT));
      }
      int at = column * PANEL;
      a.intoArray(sums, at);
      b.intoArray(sums, at + Lanes.COUNT);
      c.intoArray(sums, at + 2 * Lanes.COUNT);
      d.intoArray(sums, at + 3 * Lanes.COUNT);
    }
  }

  /** {@code out[w][c] = sums[c][w]} for {@code count} rows w. */
  private static void turn(float[] sums, int count, int columns, float[] out, int at) {
    int w = 0;
    for (; w + STREAMS <= count; w += STREAMS) {
      turnStreams(sums, w, columns, out, at + w * columns);
    }
    for (; w < count; w++) {
      for (int c = 0; c < columns; c++) {
        out[at + w * columns + c] = sums[c * PANEL + w];
      }
    }
  }

  /** Eight rows: what is read lies together, and eight streams are written. */
  private static void turnStreams(float[] sums, int w, int columns, float[] out, int at) {
    for (int c = 0; c < columns; c++) {
      int i = c * PANEL + w;
      int o = at + c;
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
}
