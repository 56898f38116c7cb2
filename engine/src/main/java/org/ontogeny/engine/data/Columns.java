package org.ontogeny.engine.data;

import org.ontogeny.kernel.Batch;

/**
 * Gathers examples as the columns of a batch: from one byte a state, example by example, to float32
 * pixel by pixel.
 *
 * <p>Both plain orders are slow: along the examples, each of a batch's values is written into
 * another cache line; along the pixels, each is read from one. So a tile of examples is copied
 * together first, small enough to stay in the cache next to the processor, and then read pixel by
 * pixel while whole cache lines are written. A table stands in for the conversion to float32.
 *
 * @param values what the bytes mean
 * @param states [examples][pixels]
 * @param offsets [columns]: where the slice of each column begins in the states
 * @param rows pixels of the slice
 */
record Columns(Values values, byte[] states, int[] offsets, int rows) {

  private static final float[] BINARY = table(Values.BINARY);

  private static final float[] GREY = table(Values.GREY);

  private static final int TILE = 64; // columns; 784 pixels of as many take 50 kB

  /** What each byte stands for, [256]. */
  private static float[] table(Values values) {
    float[] states = new float[256];
    for (int step = 0; step < states.length; step++) {
      states[step] = step / (float) values.full();
    }
    return states;
  }

  /** [rows][columns]. */
  Batch gather() {
    int columns = offsets.length;
    float[] gathered = new float[Math.multiplyExact(rows, columns)];
    byte[] tile = new byte[Math.min(TILE, columns) * rows];
    for (int first = 0; first < columns; first += TILE) {
      int width = Math.min(TILE, columns - first);
      for (int column = 0; column < width; column++) {
        System.arraycopy(states, offsets[first + column], tile, column * rows, rows);
      }
      for (int row = 0; row < rows; row++) {
        write(tile, row, gathered, row * columns + first, width);
      }
    }
    return new Batch(rows, columns, gathered);
  }

  /** One pixel of a tile. */
  private void write(byte[] tile, int row, float[] gathered, int at, int width) {
    float[] table = values == Values.GREY ? GREY : BINARY;
    for (int column = 0; column < width; column++) {
      gathered[at + column] = table[tile[column * rows + row] & 0xff];
    }
  }
}
