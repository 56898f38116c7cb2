package org.ontogeny.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A batch of columns of a data set that is mostly 0. Nothing is copied: it points at what is not 0
 * in each column, for products event by event. For products along synapses the levels can be packed
 * row by row.
 *
 * <pre>
 *   column c:   entries from[c] .. to[c]-1 of the data set
 *   packed:     [blocks][words][BLOCK]; word w of a column has the levels of rows 4w to 4w+3, that of
 *               row 4w in its lowest byte; rows and columns that there are not are 0
 * </pre>
 */
public final class ActiveColumns implements Batch.Form {

  /** Columns of a block of packed levels: few enough for 784 rows to stay near the processor. */
  public static final int BLOCK = 32;

  /** Rows of a word of packed levels. */
  public static final int WORD = Integer.BYTES;

  private static final int STRIP = 8; // columns

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final Levels set;
  private final int[] chosen; // [columns]
  private final int[] from; // [columns]
  private final int[] to; // [columns]
  private volatile int[][] packed; // null until they are made
  private volatile boolean wanted;

  /**
   * Some columns of a data set, in any order; they may repeat. The array is not copied and not to
   * be written any more.
   *
   * @param chosen 0 to {@code set.columns() - 1}
   */
  public ActiveColumns(Levels set, int[] chosen) {
    this.set = set;
    this.chosen = chosen;
    this.from = new int[chosen.length];
    this.to = new int[chosen.length];
    for (int c = 0; c < chosen.length; c++) {
      Objects.checkIndex(chosen[c], set.columns());
      from[c] = set.start()[chosen[c]];
      to[c] = set.start()[chosen[c] + 1];
    }
  }

  /** The batch of these columns. */
  public Batch toBatch() {
    return new Batch(set.rows(), columns(), this);
  }

  /** Columns of the batch. */
  public int columns() {
    return chosen.length;
  }

  /** The data set. */
  public Levels set() {
    return set;
  }

  /** The first entry of each column; not to be written. */
  public int[] from() {
    return from;
  }

  /** One past the last entry of each column; not to be written. */
  public int[] to() {
    return to;
  }

  /** The value of one row of one column. */
  public float get(int row, int column) {
    return set.value()[set.levels()[chosen[column] * set.rows() + row] & Levels.LEVEL_MASK];
  }

  /** Whether somebody has asked for packed levels. */
  public boolean isWantedPacked() {
    return wanted;
  }

  /** Whether packed levels are there already. */
  public boolean isPacked() {
    return packed != null;
  }

  /** Packed levels; made at the first call, and not to be written. */
  public int[][] packed() {
    wanted = true;
    if (packed == null) {
      pack();
    }
    return packed;
  }

  /** Makes packed levels before somebody asks for them. */
  public synchronized void pack() {
    if (packed == null) {
      int[][] blocks = new int[(columns() + BLOCK - 1) / BLOCK][];
      for (int b = 0; b < blocks.length; b++) {
        blocks[b] = new int[(set.rows() + WORD - 1) / WORD * BLOCK];
        int last = Math.min(columns(), (b + 1) * BLOCK);
        int c = b * BLOCK;
        for (; c + STRIP <= last; c += STRIP) {
          packStrip(c, blocks[b], c % BLOCK);
        }
        for (; c < last; c++) {
          pack(chosen[c] * set.rows(), 0, blocks[b], c % BLOCK);
        }
      }
      packed = blocks;
    }
  }

  /** Some columns side by side: their rows are waited for together, and words written together. */
  private void packStrip(int column, int[] block, int at) {
    byte[] levels = set.levels();
    int rows = set.rows();
    int a = chosen[column] * rows;
    int b = chosen[column + 1] * rows;
    int c = chosen[column + 2] * rows;
    int d = chosen[column + 3] * rows;
    int e = chosen[column + 4] * rows;
    int f = chosen[column + 5] * rows;
    int g = chosen[column + 6] * rows;
    int h = chosen[column + 7] * rows;
    int whole = rows / WORD * WORD;
    for (int row = 0; row < whole; row += WORD) {
      int to = row * (BLOCK / WORD) + at;
      block[to] = (int) WORDS.get(levels, a + row);
      block[to + 1] = (int) WORDS.get(levels, b + row);
      block[to + 2] = (int) WORDS.get(levels, c + row);
      block[to + 3] = (int) WORDS.get(levels, d + row);
      block[to + 4] = (int) WORDS.get(levels, e + row);
      block[to + 5] = (int) WORDS.get(levels, f + row);
      block[to + 6] = (int) WORDS.get(levels, g + row);
      block[to + 7] = (int) WORDS.get(levels, h + row);
    }
    for (int k = 0; k < STRIP; k++) {
      pack(chosen[column + k] * rows, whole, block, at + k);
    }
  }

  /** One column, from a row on. */
  private void pack(int from, int firstRow, int[] block, int at) {
    for (int row = firstRow; row < set.rows(); row++) {
      int level = set.levels()[from + row] & Levels.LEVEL_MASK;
      block[row / WORD * BLOCK + at] |= level << (row % WORD * Byte.SIZE);
    }
  }

  /**
   * {@inheritDoc} By the tables that entries point into, of as many columns as those are wide,
   * which are turned where they are near.
   */
  @Override
  public float[] toArray() {
    int columns = columns();
    int rows = set.rows();
    int[] entries = set.entries();
    float[] value = set.value();
    float[] values = new float[Math.multiplyExact(rows, columns)];
    float[] tile = new float[rows * Levels.WIDTH];
    for (int first = 0; first < columns; first += Levels.WIDTH) {
      int width = Math.min(Levels.WIDTH, columns - first);
      for (int c = 0; c < width; c++) {
        for (int k = from[first + c]; k < to[first + c]; k++) {
          tile[(entries[k] >>> Levels.LEVEL_BITS) + c] = value[entries[k] & Levels.LEVEL_MASK];
        }
      }
      for (int n = 0; n < rows; n++) {
        System.arraycopy(tile, n * Levels.WIDTH, values, n * columns + first, width);
      }
      Arrays.fill(tile, 0);
    }
    return values;
  }

  @Override
  public Batch.Form rows(int fromRow, int toRow) {
    Objects.checkFromToIndex(fromRow, toRow, set.rows());
    Levels own = set.cut(chosen, fromRow, toRow);
    return new ActiveColumns(own, IntStream.range(0, columns()).toArray());
  }

  @Override
  public void release() {
    // main memory is left to the garbage collector
  }
}
