package org.ontogeny.engine.data;

import org.ontogeny.kernel.Batch;

/**
 * One split of a data set, ready for use: states of visible neurons, each exactly 0 or 1 and kept
 * in one byte a pixel, and labels. Immutable, so that any thread may read it.
 */
public final class Examples {

  private final int width;
  private final int height;
  private final int classes;
  private final byte[] states; // [examples][pixels]: 0 or 1
  private final byte[] labels; // [examples]

  /**
   * @param states [examples][pixels]; 0 or 1
   * @param labels [examples]; 0 .. classes - 1
   */
  Examples(int width, int height, int classes, byte[] states, byte[] labels) {
    this.width = width;
    this.height = height;
    this.classes = classes;
    this.states = states;
    this.labels = labels;
  }

  /** Number of examples. */
  public int size() {
    return labels.length;
  }

  /** Pixels of an example, {@code width * height}; pixel {@code y * width + x} is at (x, y). */
  public int pixels() {
    return width * height;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Number of classes; labels are 0 .. classes - 1. */
  public int classes() {
    return classes;
  }

  /**
   * The class of an example.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= example < size()}
   */
  public int label(int example) {
    return labels[example];
  }

  /**
   * States as the columns of a batch: a slice of the pixels of some examples.
   *
   * @param examples which examples, in the order of the columns; repetitions are allowed
   * @param fromPixel first pixel
   * @param toPixel one past the last pixel
   * @return [toPixel - fromPixel][examples.length]
   * @throws IndexOutOfBoundsException for an example or a pixel that does not exist
   */
  public Batch columns(int[] examples, int fromPixel, int toPixel) {
    int columns = examples.length;
    int rows = toPixel - fromPixel;
    if (fromPixel < 0 || rows < 0 || toPixel > pixels()) {
      throw new IndexOutOfBoundsException(
          "pixels %d to %d of %d".formatted(fromPixel, toPixel, pixels()));
    }
    float[] values = new float[Math.multiplyExact(rows, columns)];
    for (int column = 0; column < columns; column++) {
      int offset = checked(examples[column]) * pixels() + fromPixel;
      for (int row = 0; row < rows; row++) {
        values[row * columns + column] = states[offset + row];
      }
    }
    return new Batch(rows, columns, values);
  }

  /**
   * The classes of examples as the columns of a batch: 1 in the row of the class, else 0.
   *
   * @param examples which examples, in the order of the columns
   * @param fromClass first class
   * @param toClass one past the last class
   * @return [toClass - fromClass][examples.length]
   * @throws IndexOutOfBoundsException for an example that does not exist
   */
  public Batch targets(int[] examples, int fromClass, int toClass) {
    Batch targets = Batch.zeros(toClass - fromClass, examples.length);
    for (int column = 0; column < examples.length; column++) {
      int row = labels[checked(examples[column])] - fromClass;
      if (row >= 0 && row < targets.rows()) {
        targets.values()[row * examples.length + column] = 1;
      }
    }
    return targets;
  }

  /** The examples named by {@code order}, in that order. */
  Examples pick(int[] order) {
    byte[] pickedStates = new byte[order.length * pixels()];
    byte[] pickedLabels = new byte[order.length];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(states, order[i] * pixels(), pickedStates, i * pixels(), pixels());
      pickedLabels[i] = labels[order[i]];
    }
    return new Examples(width, height, classes, pickedStates, pickedLabels);
  }

  private int checked(int example) {
    if (example < 0 || example >= size()) {
      throw new IndexOutOfBoundsException("example %d of %d".formatted(example, size()));
    }
    return example;
  }
}
