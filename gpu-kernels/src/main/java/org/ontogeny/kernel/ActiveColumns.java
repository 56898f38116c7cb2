package org.ontogeny.kernel;

import java.util.Arrays;
import java.util.Objects;

/**
 * A batch of few different values as lists of what is not 0, column by column, for sensory input
 * that is mostly 0. The lists may be those of a whole data set, of which the columns are a choice.
 *
 * <pre>
 *   column c:   entries from[c] .. to[c]-1, rows ascending
 *   entry:      place and level: place = row * WIDTH, where the row begins in a table with as many
 *               values a row, and value[level] is its value
 * </pre>
 *
 * <p>Products look rows up in such tables, once for each entry.
 */
public final class ActiveColumns implements Batch.Form {

  /** Values of a row in the tables that entries point into: a line of cache. */
  public static final int WIDTH = 16;

  /** Bits of an entry that hold the level; above them is the place. */
  public static final int LEVEL_BITS = 8;

  /** The level of an entry {@code e} is {@code e & LEVEL_MASK}. */
  public static final int LEVEL_MASK = 0xff;

  /** Rows at most. */
  public static final int MOST_ROWS = (Integer.MAX_VALUE >>> LEVEL_BITS) / WIDTH;

  private static final int LEVELS = LEVEL_MASK + 1;

  private final int rows;
  private final int[] entries;
  private final int[] from; // [columns]
  private final int[] to; // [columns]
  private final float[] value; // [LEVELS]

  /**
   * Lists. The arrays are not copied and not to be written any more.
   *
   * @param rows of the batch, at most {@link #MOST_ROWS}
   * @param entries of these columns, and perhaps of others
   * @param from first entry of each column, [columns]
   * @param to one past the last entry of each column, [columns]
   * @param value of each level, finite, [256]
   */
  public ActiveColumns(int rows, int[] entries, int[] from, int[] to, float[] value) {
    if (rows > MOST_ROWS || from.length != to.length || value.length != LEVELS) {
      throw new IllegalArgumentException(
          "expected at most %d rows, as many ends as beginnings and %d values, got %d, %d and %d, %d"
              .formatted(MOST_ROWS, LEVELS, rows, from.length, to.length, value.length));
    }
    this.rows = rows;
    this.entries = entries;
    this.from = from;
    this.to = to;
    this.value = value;
  }

  /**
   * The entry of a row and a level.
   *
   * @param row 0 to {@link #MOST_ROWS} - 1
   * @param level 0 to 255
   */
  public static int entry(int row, int level) {
    return ((row * WIDTH) << LEVEL_BITS) | level;
  }

  /** The batch of these lists. */
  public Batch toBatch() {
    return new Batch(rows, columns(), this);
  }

  /** Columns of the batch. */
  public int columns() {
    return from.length;
  }

  /** The entries; not to be written. */
  public int[] entries() {
    return entries;
  }

  /** The first entry of each column; not to be written. */
  public int[] from() {
    return from;
  }

  /** One past the last entry of each column; not to be written. */
  public int[] to() {
    return to;
  }

  /** The value of each level, [256]; not to be written. */
  public float[] value() {
    return value;
  }

  /**
   * {@inheritDoc} By such tables, of as many columns as they are wide, which are turned where they
   * are near.
   */
  @Override
  public float[] toArray() {
    int columns = columns();
    float[] values = new float[Math.multiplyExact(rows, columns)];
    float[] tile = new float[rows * WIDTH];
    for (int first = 0; first < columns; first += WIDTH) {
      int width = Math.min(WIDTH, columns - first);
      for (int c = 0; c < width; c++) {
        for (int k = from[first + c]; k < to[first + c]; k++) {
          tile[(entries[k] >>> LEVEL_BITS) + c] = value[entries[k] & LEVEL_MASK];
        }
      }
      for (int n = 0; n < rows; n++) {
        System.arraycopy(tile, n * WIDTH, values, n * columns + first, width);
      }
      Arrays.fill(tile, 0);
    }
    return values;
  }

  @Override
  public ActiveColumns rows(int fromRow, int toRow) {
    Objects.checkFromToIndex(fromRow, toRow, rows);
    int least = entry(fromRow, 0);
    int most = entry(toRow, 0); // exclusive
    int[] chosen = new int[entries(from, to)];
    int[] nextFrom = new int[columns()];
    int[] nextTo = new int[columns()];
    int next = 0;
    for (int c = 0; c < columns(); c++) {
      nextFrom[c] = next;
      for (int k = from[c]; k < to[c]; k++) {
        if (entries[k] >= least && entries[k] < most) {
          chosen[next++] = entries[k] - least;
        }
      }
      nextTo[c] = next;
    }
    return new ActiveColumns(toRow - fromRow, Arrays.copyOf(chosen, next), nextFrom, nextTo, value);
  }

  private static int entries(int[] from, int[] to) {
    int count = 0;
    for (int c = 0; c < from.length; c++) {
      count += to[c] - from[c];
    }
    return count;
  }

  @Override
  public void release() {
    // main memory is left to the garbage collector
  }
}
