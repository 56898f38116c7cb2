package org.ontogeny.kernel;

import java.util.Arrays;
import java.util.Objects;

/**
 * A batch as lists of what is not 0 in each column, for sensory input that is mostly 0. All lists
 * lie in one array that many batches share, so that a batch of examples is had without a copy.
 *
 * <pre>
 *   entry = row &lt;&lt; 8 | level        level 1 to 255, which stands for a value
 * </pre>
 */
public final class ActiveColumns implements Batch.Form {

  private static final int LEVEL_BITS = 8;

  private final int[] entries; // ascending within a column; never written
  private final int[] from; // [columns]: first entry of each
  private final int[] to; // [columns]: one past the last
  private final float[] value; // [256]: what a level stands for; 0 for level 0
  private final int firstRow; // of the entries, that is row 0 here
  private final int rows;

  private ActiveColumns(
      int[] entries, int[] from, int[] to, float[] value, int firstRow, int rows) {
    this.entries = entries;
    this.from = from;
    this.to = to;
    this.value = value;
    this.firstRow = firstRow;
    this.rows = rows;
  }

  /**
   * Lists of whole columns. The arrays are not copied and not to be written any more.
   *
   * @param rows of the batch
   * @param entries ascending from place {@code from[c]} to {@code to[c]}, exclusive, for column c;
   *     none has level 0
   * @param value what each level stands for, [256]; finite, and 0 for level 0 alone
   */
  public static ActiveColumns of(int rows, int[] entries, int[] from, int[] to, float[] value) {
    if (from.length != to.length) {
      throw new IllegalArgumentException(
          "%d columns begin but %d end".formatted(from.length, to.length));
    }
    if (value.length != 1 << LEVEL_BITS) {
      throw new IllegalArgumentException(
          "there are %d levels, but %d values".formatted(1 << LEVEL_BITS, value.length));
    }
    return new ActiveColumns(Objects.requireNonNull(entries, "entries"), from, to, value, 0, rows);
  }

  /** The entry of a row with a level of 1 to 255. */
  public static int entry(int row, int level) {
    return row << LEVEL_BITS | level;
  }

  /** The row of an entry, as numbered in the entries. */
  public static int row(int entry) {
    return entry >>> LEVEL_BITS;
  }

  /** The level of an entry. */
  public static int level(int entry) {
    return entry & (1 << LEVEL_BITS) - 1;
  }

  /** The entries of all columns and of others; not to be written. */
  public int[] entries() {
    return entries;
  }

  /** The first entry of each column, [columns]; not to be written. */
  public int[] from() {
    return from;
  }

  /** One past the last entry of each column, [columns]; not to be written. */
  public int[] to() {
    return to;
  }

  /** What a level stands for, [256]; not to be written. */
  public float[] value() {
    return value;
  }

  /** The row of entries that is row 0 of this batch. */
  public int firstRow() {
    return firstRow;
  }

  @Override
  public float[] toArray() {
    int columns = from.length;
    float[] values = new float[Math.multiplyExact(rows, columns)];
    for (int c = 0; c < columns; c++) {
      for (int k = from[c]; k < to[c]; k++) {
        values[(row(entries[k]) - firstRow) * columns + c] = value[level(entries[k])];
      }
    }
    return values;
  }

  @Override
  public ActiveColumns rows(int first, int last) {
    Objects.checkFromToIndex(first, last, rows);
    int[] begin = new int[from.length];
    int[] end = new int[from.length];
    for (int c = 0; c < begin.length; c++) {
      begin[c] = find(entry(firstRow + first, 0), from[c], to[c]);
      end[c] = find(entry(firstRow + last, 0), begin[c], to[c]);
    }
    return new ActiveColumns(entries, begin, end, value, firstRow + first, last - first);
  }

  /** Where entries begin that are not below this one, which is none itself. */
  private int find(int bound, int first, int last) {
    return -1 - Arrays.binarySearch(entries, first, last, bound);
  }

  @Override
  public void release() {
    // main memory is left to the garbage collector
  }
}
