package org.ontogeny.kernel.cpu;

import java.util.Arrays;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Key;

/**
 * {@link org.ontogeny.kernel.Kernels#bernoulli} for blocks of rows: the block function {@link
 * org.ontogeny.kernel.Threefry} with its rounds written out, which the compiler runs on all lanes
 * of a vector.
 */
final class Draws {

  private static final int PARITY = 0x1BD11BDA;
  private static final int BLOCK = 1024; // counters whose arrays stay in the nearest cache

  private final Key key;
  private final Batch probability;
  private final float[] state;
  private final int[] row; // [block]
  private final int[] column; // [block]
  private final int[] bits; // [block]

  private Draws(Key key, int firstColumn, Batch probability, float[] state, int rowsOfBlock) {
    this.key = key;
    this.probability = probability;
    this.state = state;
    int size = rowsOfBlock * probability.columns();
    row = new int[size];
    column = new int[size];
    bits = new int[size];
    for (int i = 0; i < size; i++) {
      column[i] = firstColumn + i % probability.columns();
    }
  }

  static Batch bernoulli(Key key, int[] row, int firstColumn, Batch probability) {
    Batch state = Batch.zeros(probability.rows(), probability.columns());
    if (state.values().length > 0) {
      int rowsOfBlock = Math.min(row.length, Math.max(1, BLOCK / probability.columns()));
      Draws draws = new Draws(key, firstColumn, probability, state.values(), rowsOfBlock);
      for (int n = 0; n < row.length; n += rowsOfBlock) {
        draws.block(row, n, Math.min(rowsOfBlock, row.length - n));
      }
    }
    return state;
  }

  private void block(int[] rows, int first, int count) {
    int columns = probability.columns();
    for (int n = 0; n < count; n++) {
      Arrays.fill(row, n * columns, (n + 1) * columns, rows[first + n]);
    }
    encipher(key.k0(), key.k1(), row, column, bits);
    compare(bits, probability.values(), state, first * columns, count * columns);
  }

  /** The detour over an int spares the processor a guess at each draw. */
  private static void compare(int[] bits, float[] probability, float[] state, int from, int size) {
    for (int i = 0; i < size; i++) {
      int on = Key.uniform(bits[i]) < probability[from + i] ? 1 : 0;
      state[from + i] = on;
    }
  }

  /** The first words for the counters {@code (row[i], column[i])}. */
  private static void encipher(int k0, int k1, int[] row, int[] column, int[] bits) {
    int k2 = PARITY ^ k0 ^ k1;
    for (int i = 0; i < bits.length; i++) {
      int y = column[i] + k1;
      int x = row[i] + k0 + y;
      y = Integer.rotateLeft(y, 13) ^ x;
      x += y;
      y = Integer.rotateLeft(y, 15) ^ x;
      x += y;
      y = Integer.rotateLeft(y, 26) ^ x;
      x += y;
      y = (Integer.rotateLeft(y, 6) ^ x) + k2 + 1;
      x += k1 + y;
      y = Integer.rotateLeft(y, 17) ^ x;
      x += y;
      y = Integer.rotateLeft(y, 29) ^ x;
      x += y;
      y = Integer.rotateLeft(y, 16) ^ x;
      x += y;
      y = (Integer.rotateLeft(y, 24) ^ x) + k0 + 2;
      x += k2 + y;
      y = Integer.rotateLeft(y, 13) ^ x;
      x += y;
      y = Integer.rotateLeft(y, 15) ^ x;
      x += y;
      y = Integer.rotateLeft(y, 26) ^ x;
      x += y;
      y = (Integer.rotateLeft(y, 6) ^ x) + k1 + 3;
      x += k0 + y;
      y = Integer.rotateLeft(y, 17) ^ x;
      x += y;
      y = Integer.rotateLeft(y, 29) ^ x;
      x += y;
      y = Integer.rotateLeft(y, 16) ^ x;
      x += y;
      y = (Integer.rotateLeft(y, 24) ^ x) + k2 + 4;
      x += k1 + y;
      y = Integer.rotateLeft(y, 13) ^ x;
      x += y;
      y = Integer.rotateLeft(y, 15) ^ x;
      x += y;
      y = Integer.rotateLeft(y, 26) ^ x;
      bits[i] = x + y + k2;
    }
  }
}
