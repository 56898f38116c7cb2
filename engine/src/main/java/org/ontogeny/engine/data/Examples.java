package org.ontogeny.engine.data;

import java.util.stream.IntStream;
import org.ontogeny.kernel.Batch;

/**
 * One split of a data set, ready for use: states of visible neurons in [0, 1], kept in one byte a
 * pixel, and labels. Immutable, so that any thread may read it.
 *
 * <p>A binary split holds exactly {@code 0f} and {@code 1f}; a grey one holds multiples of 1/255.
 */
public final class Examples {

  private final int width;
  private final int height;
  private final int classes;
  private final boolean binary;
  private final byte[] codes; // [examples][pixels]: 0 or 1 where binary, else 0..255
  private final byte[] labels; // [examples]

  /**
   * @param codes [examples][pixels]; 0 or 1 where {@code binary}, else 0 .. 255
   * @param labels [examples]; 0 .. classes - 1
   */
  Examples(int width, int height, int classes, boolean binary, byte[] codes, byte[] labels) {
    this.width = width;
    this.height = height;
    this.classes = classes;
    this.binary = binary;
    this.codes = codes;
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

  /** Whether every state is exactly 0 or 1. */
  public boolean binary() {
    return binary;
  }

  /**
   * The class of an example.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= example < size()}
   */
  public int label(int example) {
    return labels[example];
  }

  /** The classes of all examples, [size]. */
  public int[] labels() {
    return IntStream.range(0, size()).map(this::label).toArray();
  }

  /** The state of one pixel of one example, in [0, 1]. */
  public float state(int example, int pixel) {
    return level(codes[example * pixels() + pixel]);
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
        values[row * columns + column] = level(codes[offset + row]);
      }
    }
    return new Batch(rows, columns, values);
  }

  /** All examples as the columns of a batch, [pixels][size]. */
  public Batch columns() {
    return columns(IntStream.range(0, size()).toArray(), 0, pixels());
  }

  /** The examples named by {@code order}, in that order. */
  Examples pick(int[] order) {
    byte[] pickedCodes = new byte[order.length * pixels()];
    byte[] pickedLabels = new byte[order.length];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(codes, order[i] * pixels(), pickedCodes, i * pixels(), pixels());
      pickedLabels[i] = labels[order[i]];
    }
    return new Examples(width, height, classes, binary, pickedCodes, pickedLabels);
  }

  private int checked(int example) {
    if (example < 0 || example >= size()) {
      throw new IndexOutOfBoundsException("example %d of %d".formatted(example, size()));
    }
    return example;
  }

  private float level(byte code) {
    return binary ? code : (code & 0xff) / 255f;
  }
}
