package org.ontogeny.kernel.cpu;

import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;

/**
 * Dense weights in the order of the presynaptic neurons, derived once after each change.
 *
 * @param values [pres][posts]
 */
@SuppressWarnings("ArrayRecordComponent") // kept for as long as the weights stay
record Outgoing(float[] values) {

  private static final int STRIP = 16; // rows, a line of cache where they become a column

  static float[] of(Synapses synapses, Weights weight) {
    if (weight.derived() instanceof Outgoing outgoing) {
      return outgoing.values();
    }
    Outgoing derived = new Outgoing(transpose(weight.values(), synapses.posts(), synapses.pres()));
    weight.keep(derived);
    return derived.values();
  }

  /**
   * Rows and columns exchanged.
   *
   * @param matrix [rows][columns]
   * @return [columns][rows]
   */
  static float[] transpose(float[] matrix, int rows, int columns) {
    float[] turned = new float[matrix.length];
    int row = 0;
    for (; row + STRIP <= rows; row += STRIP) {
      turn(matrix, row * columns, columns, turned, row, rows);
    }
    for (; row < rows; row++) {
      for (int c = 0; c < columns; c++) {
        turned[c * rows + row] = matrix[row * columns + c];
      }
    }
    return turned;
  }

  /** A strip of rows becomes columns: its streams are read, and what is written lies together. */
  private static void turn(
      float[] matrix, int from, int columns, float[] turned, int to, int rows) {
    for (int c = 0; c < columns; c++) {
      int i = from + c;
      int o = to + c * rows;
      turned[o] = matrix[i];
      turned[o + 1] = matrix[i + columns];
      turned[o + 2] = matrix[i + 2 * columns];
      turned[o + 3] = matrix[i + 3 * columns];
      turned[o + 4] = matrix[i + 4 * columns];
      turned[o + 5] = matrix[i + 5 * columns];
      turned[o + 6] = matrix[i + 6 * columns];
      turned[o + 7] = matrix[i + 7 * columns];
      turned[o + 8] = matrix[i + 8 * columns];
      turned[o + 9] = matrix[i + 9 * columns];
      turned[o + 10] = matrix[i + 10 * columns];
      turned[o + 11] = matrix[i + 11 * columns];
      turned[o + 12] = matrix[i + 12 * columns];
      turned[o + 13] = matrix[i + 13 * columns];
      turned[o + 14] = matrix[i + 14 * columns];
      turned[o + 15] = matrix[i + 15 * columns];
    }
  }
}
