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

  private static final int BLOCK = 16; // rows and columns that are turned in the nearest cache

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
    for (int row = 0; row < rows; row += BLOCK) {
      for (int column = 0; column < columns; column += BLOCK) {
        turn(matrix, row, Math.min(row + BLOCK, rows), column, rows, columns, turned);
      }
    }
    return turned;
  }

  private static void turn(
      float[] matrix, int first, int last, int column, int rows, int columns, float[] turned) {
    int end = Math.min(column + BLOCK, columns);
    for (int c = column; c < end; c++) {
      for (int r = first; r < last; r++) {
        turned[c * rows + r] = matrix[r * columns + c];
      }
    }
  }
}
