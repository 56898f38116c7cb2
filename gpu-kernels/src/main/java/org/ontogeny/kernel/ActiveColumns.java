package org.ontogeny.kernel;

import java.util.Arrays;
import java.util.Objects;

/**
 * A batch as lists of what is not 0, column by column, for sensory input that is mostly 0
 * (compressed sparse columns).
 *
 * <pre>
 *   column c:   entries start[c] .. start[c+1]-1, each a row and its value, rows ascending
 * </pre>
 */
public final class ActiveColumns implements Batch.Form {

  private static final int TILE = 16; // columns, a line of cache

  private final int rows;
  private final int[] start; // [columns+1]
  private final int[] row; // [entries]
  private final float[] value; // [entries]

  /**
   * Lists. The arrays are not copied and not to be written any more.
   *
   * @param rows of the batch
   * @param start first entry of each column, and one past the last entry of all, [columns+1]
   * @param row of each entry, ascending within a column, 0 to rows - 1; [at least start[columns]]
   * @param value of each entry, finite, [at least start[columns]]
   */
  public ActiveColumns(int rows, int[] start, int[] row, float[] value) {
    int entries = start[start.length - 1];
    if (row.length < entries || value.length < entries) {
      throw new IllegalArgumentException(
          "%d entries need as many rows and values, got %d and %d"
              .formatted(entries, row.length, value.length));
    }
    this.rows = rows;
    this.start = start;
    this.row = row;
    this.value = value;
  }

  /** The batch of these lists. */
  public Batch toBatch() {
    return new Batch(rows, columns(), this);
  }

  /** Columns of the batch. */
  public int columns() {
    return start.length - 1;
  }

  /** The first entry of each column, and one past the last, [columns+1]; not to be written. */
  public int[] start() {
    return start;
  }

  /** The row of each entry; not to be written. */
  public int[] row() {
    return row;
  }

  /** The value of each entry; not to be written. */
  public float[] value() {
    return value;
  }

  /** {@inheritDoc} By tiles of columns, which are turned where they are near. */
  @Override
  public float[] toArray() {
    int columns = columns();
    float[] values = new float[Math.multiplyExact(rows, columns)];
    float[] tile = new float[rows * TILE];
    for (int first = 0; first < columns; first += TILE) {
      int width = Math.min(TILE, columns - first);
      for (int c = 0; c < width; c++) {
        for (int k = start[first + c]; k < start[first + c + 1]; k++) {
          tile[row[k] * TILE + c] = value[k];
        }
      }
      for (int n = 0; n < rows; n++) {
        System.arraycopy(tile, n * TILE, values, n * columns + first, width);
      }
      Arrays.fill(tile, 0);
    }
    return values;
  }

  @Override
  public ActiveColumns rows(int from, int to) {
    Objects.checkFromToIndex(from, to, rows);
    int[] nextStart = new int[start.length];
    int[] nextRow = new int[row.length];
    float[] nextValue = new float[row.length];
    int next = 0;
    for (int c = 0; c < columns(); c++) {
      nextStart[c] = next;
      for (int k = start[c]; k < start[c + 1]; k++) {
        if (row[k] >= from && row[k] < to) {
          nextRow[next] = row[k] - from;
          nextValue[next++] = value[k];
        }
      }
    }
    nextStart[columns()] = next;
    return new ActiveColumns(
        to - from, nextStart, Arrays.copyOf(nextRow, next), Arrays.copyOf(nextValue, next));
  }

  @Override
  public void release() {
    // main memory is left to the garbage collector
  }
}
