package org.ontogeny.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One float32 for each neuron and column: states of neurons, or drives to them, for a shard of an
 * ensemble. The values are never written after construction, so that a batch crosses threads
 * freely.
 *
 * <p>A batch that a device computed stays there until somebody asks for its values: a population
 * whose synapses are computed on the same device never crosses the bus. A batch of a data set that
 * is mostly 0 may be a choice of its columns.
 */
public final class Batch {

  /** Values in another form than an array in main memory, of a batch of [rows][columns]. */
  public interface Form {

    /** A new array of them, row-major, [rows*columns]. */
    float[] toArray();

    /** The values of rows {@code from} to {@code to}, exclusive, of a batch with these values. */
    Form rows(int from, int to);

    /** Gives the memory of a device back, unless other rows of it were handed out. */
    void release();
  }

  private final int rows;
  private final int columns;
  private final Form form; // null if there is none but the array
  private volatile float[] values; // [rows][columns], null until somebody asks

  /**
   * A batch in main memory.
   *
   * @param rows neurons
   * @param columns network states
   * @param values row-major, [rows][columns]
   */
  public Batch(int rows, int columns, float[] values) {
    Objects.requireNonNull(values, "values");
    if (rows < 0 || columns < 0 || values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "a batch of %d x %d needs %d values but has %d"
              .formatted(rows, columns, (long) rows * columns, values.length));
    }
    this.rows = rows;
    this.columns = columns;
    this.form = null;
    this.values = values;
  }

  /** A batch in another form. */
  public Batch(int rows, int columns, Form form) {
    this.rows = rows;
    this.columns = columns;
    this.form = Objects.requireNonNull(form, "form");
  }

  /** All zeros, [rows][columns]. */
  public static Batch zeros(int rows, int columns) {
    return new Batch(rows, columns, new float[rows * columns]);
  }

  /** Neurons. */
  public int rows() {
    return rows;
  }

  /** Network states. */
  public int columns() {
    return columns;
  }

  /** Row-major, [rows][columns]; made from another form at the first call. */
  public float[] values() {
    if (values == null) {
      make();
    }
    return values;
  }

  private synchronized void make() {
    if (values == null) {
      values = form.toArray();
    }
  }

  /**
   * Tells that nobody will ask for these values again, so that a device has the room before the
   * garbage collector finds out. Whoever asks a device is told off, unless they were made before.
   */
  public void release() {
    if (form != null) {
      form.release();
    }
  }

  /** The other form of the values; null if there is none. */
  public Form form() {
    return form;
  }

  /**
   * The value of one neuron in one network state. Indices are not checked one by one: the sums of
   * hot loops run over this.
   *
   * @param row 0 to rows - 1
   * @param column 0 to columns - 1
   * @throws ArrayIndexOutOfBoundsException if {@code row * columns + column} is no place in the
   *     values
   */
  public float get(int row, int column) {
    return values()[row * columns + column];
  }

  /** Rows {@code from} to {@code to}, exclusive. */
  public Batch rows(int from, int to) {
    if (from == 0 && to == rows) {
      return this;
    }
    return form == null
        ? new Batch(to - from, columns, Arrays.copyOfRange(values, from * columns, to * columns))
        : new Batch(to - from, columns, form.rows(from, to));
  }

  /** These rows, in this order. */
  public Batch rows(int[] places) {
    float[] picked = new float[places.length * columns];
    for (int k = 0; k < places.length; k++) {
      System.arraycopy(values(), places[k] * columns, picked, k * columns, columns);
    }
    return new Batch(places.length, columns, picked);
  }

  /** The rows of several batches of equally many columns, one batch after the other. */
  public static Batch stack(List<Batch> batches) {
    if (batches.size() == 1) {
      return batches.get(0);
    }
    int rows = batches.stream().mapToInt(Batch::rows).sum();
    int columns = batches.get(0).columns();
    float[] stacked = new float[rows * columns];
    int at = 0;
    for (Batch batch : batches) {
      float[] values = batch.values();
      System.arraycopy(values, 0, stacked, at, values.length);
      at += values.length;
    }
    return new Batch(rows, columns, stacked);
  }
}
