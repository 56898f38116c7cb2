package org.ontogeny.kernel.cpu;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.ontogeny.kernel.Key;

/**
 * The first words of {@link org.ontogeny.kernel.Threefry#block} for a block of counters. The 20
 * rounds take three passes over arrays that stay in the nearest cache, because the compiler does
 * not put all of them into one.
 */
final class UniformWords {

  private static final int PARITY = 0x1BD11BDA;

  private final int k0;
  private final int k1;
  private final int k2;
  private final int[] column; // [columns], each with its subkey
  private final int[] x; // [padded size]
  private final int[] y; // [padded size]

  /**
   * Room for a block.
   *
   * @param firstColumn original index of the first column
   * @param size counters of a block
   */
  UniformWords(Key key, int firstColumn, int columns, int size) {
    k0 = key.k0();
    k1 = key.k1();
    k2 = PARITY ^ k0 ^ k1;
    column = new int[columns];
    Arrays.setAll(column, c -> firstColumn + c + k1);
    x = new int[Lanes.padded(size)];
    y = new int[x.length];
  }

  /**
   * The words for the rows {@code row[from]} to {@code row[to - 1]} and all columns.
   *
   * @return row-major, [at least (to - from) * columns]; overwritten by the next call
   */
  int[] of(int[] row, int from, int to) {
    if (column.length == 1) { // without a fill and a copy for each row
      Arrays.fill(y, 0, to - from, column[0]);
      for (int n = from; n < to; n++) {
        x[n - from] = row[n] + k0;
      }
    } else {
      for (int n = from; n < to; n++) {
        int at = (n - from) * column.length;
        Arrays.fill(x, at, at + column.length, row[n] + k0);
        System.arraycopy(column, 0, y, at, column.length);
      }
    }
    int size = Lanes.padded((to - from) * column.length);
    eightRounds(size, k1, k2 + 1, k2, k0 + 2);
    eightRounds(size, k0, k1 + 3, k1, k2 + 4);
    lastRounds(size, k2);
    return x;
  }

  /** Eight rounds, with the subkeys after four and after eight. */
  private void eightRounds(int size, int x4, int y4, int x8, int y8) {
    IntVector ofX4 = IntVector.broadcast(Lanes.INTS, x4);
    IntVector ofY4 = IntVector.broadcast(Lanes.INTS, y4);
    IntVector ofX8 = IntVector.broadcast(Lanes.INTS, x8);
    IntVector ofY8 = IntVector.broadcast(Lanes.INTS, y8);
    for (int i = 0; i < size; i += Lanes.COUNT) {
      IntVector a = IntVector.fromArray(Lanes.INTS, x, i);
      IntVector b = IntVector.fromArray(Lanes.INTS, y, i);
      a = a.add(b);
      b = b.lanewise(VectorOperators.ROL, 13).lanewise(VectorOperators.XOR, a);
      a = a.add(b);
      b = b.lanewise(VectorOperators.ROL, 15).lanewise(VectorOperators.XOR, a);
      a = a.add(b);
      b = b.lanewise(VectorOperators.ROL, 26).lanewise(VectorOperators.XOR, a);
      a = a.add(b);
      b = b.lanewise(VectorOperators.ROL, 6).lanewise(VectorOperators.XOR, a);
      a = a.add(ofX4);
      b = b.add(ofY4);
      a = a.add(b);
      b = b.lanewise(VectorOperators.ROL, 17).lanewise(VectorOperators.XOR, a);
      a = a.add(b);
      b = b.lanewise(VectorOperators.ROL, 29).lanewise(VectorOperators.XOR, a);
      a = a.add(b);
      b = b.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, a);
      a = a.add(b);
      b = b.lanewise(VectorOperators.ROL, 24).lanewise(VectorOperators.XOR, a);
      a.add(ofX8).intoArray(x, i);
      b.add(ofY8).intoArray(y, i);
    }
  }

  /** The last four rounds; of the two words only the first is wanted. */
  private void lastRounds(int size, int keyOfX) {
    IntVector ofX = IntVector.broadcast(Lanes.INTS, keyOfX);
    for (int i = 0; i < size; i += Lanes.COUNT) {
      IntVector a = IntVector.fromArray(Lanes.INTS, x, i);
      IntVector b = IntVector.fromArray(Lanes.INTS, y, i);
      a = a.add(b);
      b = b.lanewise(VectorOperators.ROL, 13).lanewise(VectorOperators.XOR, a);
      a = a.add(b);
      b = b.lanewise(VectorOperators.ROL, 15).lanewise(VectorOperators.XOR, a);
      a = a.add(b);
      b = b.lanewise(VectorOperators.ROL, 26).lanewise(VectorOperators.XOR, a);
      a.add(b).add(ofX).intoArray(x, i);
    }
  }
}
