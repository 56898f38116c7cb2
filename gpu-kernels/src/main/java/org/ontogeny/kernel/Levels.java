package org.ontogeny.kernel;

/**
 * The columns of a whole data set, mostly 0, whose values are whole levels of equal steps. Batches
 * are a choice of them: {@link ActiveColumns}. Immutable.
 *
 * <pre>
 *   levels:     a byte for each row, column after column
 *   entries:    what is not 0: column c has entries start[c] .. start[c+1]-1, rows ascending
 *   entry:      place and level: place = row * WIDTH, where the row begins in a table with as many
 *               values a row; value[level] is what the level stands for
 * </pre>
 *
 * <p>Products look rows up in such tables, once for each entry.
 */
public final class Levels {

  /** Values of a row in the tables that entries point into: a line of cache. */
  public static final int WIDTH = 16;

  /** Bits of an entry that hold the level; above them is the place. */
  public static final int LEVEL_BITS = 8;

  /** The level of an entry {@code e} is {@code e & LEVEL_MASK}. */
  public static final int LEVEL_MASK = 0xff;

  /** Rows at most. */
  public static final int MOST_ROWS = (Integer.MAX_VALUE >>> LEVEL_BITS) / WIDTH;

  private final int rows;
  private final int full;
  private final byte[] levels; // [columns][rows], unsigned
  private final int[] entries;
  private final int[] start; // [columns + 1]
  private final float[] value; // [256]

  /**
   * All columns of a data set. The array is not copied and not to be written any more.
   *
   * @param rows at most {@link #MOST_ROWS}
   * @param columns how many there are
   * @param full the level that stands for 1; level {@code k} stands for {@code k / full}; 1 to 255
   * @param levels [columns][rows], unsigned
   */
  public Levels(int rows, int columns, int full, byte[] levels) {
    if (rows > MOST_ROWS || levels.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "expected at most %d rows and a level for each in %d columns, got %d and %d"
              .formatted(MOST_ROWS, columns, rows, levels.length));
    }
    if (full < 1 || full > LEVEL_MASK) {
      throw new IllegalArgumentException("the full level must be 1 to 255, got " + full);
    }
    this.rows = rows;
    this.full = full;
    this.levels = levels;
    this.entries = new int[active(levels)];
    this.start = new int[columns + 1];
    this.value = new float[LEVEL_MASK + 1];
    for (int level = 0; level < value.length; level++) {
      value[level] = level / (float) full;
    }
    list();
  }

  /** How many are not 0. */
  public static int active(byte[] levels) {
    int active = 0;
    for (byte level : levels) {
      active += level != 0 ? 1 : 0;
    }
    return active;
  }

  private void list() {
    int next = 0;
    for (int column = 0, i = 0; column < columns(); column++) {
      start[column] = next;
      for (int row = 0; row < rows; row++, i++) {
        if (levels[i] != 0) {
          entries[next++] = ((row * WIDTH) << LEVEL_BITS) | (levels[i] & LEVEL_MASK);
        }
      }
    }
    start[columns()] = next;
  }

  /** Some rows of some columns, as a data set of their own. */
  Levels cut(int[] columns, int fromRow, int toRow) {
    int size = toRow - fromRow;
    byte[] own = new byte[columns.length * size];
    for (int c = 0; c < columns.length; c++) {
      System.arraycopy(levels, columns[c] * rows + fromRow, own, c * size, size);
    }
    return new Levels(size, columns.length, full, own);
  }

  /** Rows of each column. */
  public int rows() {
    return rows;
  }

  /** Columns of the data set. */
  public int columns() {
    return start.length - 1;
  }

  /** The level that stands for 1. */
  public int full() {
    return full;
  }

  /** [columns][rows], unsigned; not to be written. */
  byte[] levels() {
    return levels;
  }

  /** What is not 0; not to be written. */
  public int[] entries() {
    return entries;
  }

  /** Where the entries of each column begin, and where the last ones end, [columns + 1]. */
  int[] start() {
    return start;
  }

  /** What each level stands for, [256]; not to be written. */
  public float[] value() {
    return value;
  }

  @Override
  public String toString() {
    return "%d columns of %d rows, %d of them active, levels up to %d"
        .formatted(columns(), rows, entries.length, full);
  }
}
