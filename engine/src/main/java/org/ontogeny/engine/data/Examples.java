package org.ontogeny.engine.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ontogeny.kernel.ActiveColumns;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Levels;

/**
 * One split of a data set, ready for use: states of visible neurons in [0, 1], each kept in one
 * byte as a whole number of equal steps, and labels. Immutable, so that any thread may read it.
 */
public final class Examples {

  /** Where more than this share of the pixels is not 0, lists are longer than they are worth. */
  private static final double MOST_ACTIVE = 2.0 / 3;

  private final int width;
  private final int height;
  private final int classes;
  private final Values values;
  private final byte[] states; // [examples][pixels]: unsigned, 0 .. values.full()
  private final byte[] labels; // [examples]
  private Optional<Levels> levels; // null until grey examples are shown

  /**
   * @param values what the bytes mean
   * @param states [examples][pixels]; unsigned, 0 .. values.full()
   * @param labels [examples]; 0 .. classes - 1
   */
  Examples(int width, int height, int classes, Values values, byte[] states, byte[] labels) {
    this.width = width;
    this.height = height;
    this.classes = classes;
    this.values = values;
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

  /** What states there are. */
  public Values values() {
    return values;
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
    requireSlice("pixels", fromPixel, toPixel, pixels());
    for (int example : examples) {
      checked(example);
    }
    boolean whole = toPixel - fromPixel == pixels();
    if (whole && values == Values.GREY && levels().isPresent()) {
      return new ActiveColumns(levels().get(), examples.clone()).toBatch();
    }
    int[] offsets = IntStream.of(examples).map(e -> e * pixels() + fromPixel).toArray();
    return new Columns(values, states, offsets, toPixel - fromPixel).gather();
  }

  /** Where enough is 0 for lists of the rest to be worth their length; made at the first call. */
  private synchronized Optional<Levels> levels() {
    if (levels == null) {
      boolean listed =
          Levels.active(states) <= MOST_ACTIVE * states.length && pixels() <= Levels.MOST_ROWS;
      levels =
          listed
              ? Optional.of(new Levels(pixels(), size(), values.full(), states))
              : Optional.empty();
    }
    return levels;
  }

  /**
   * What a network is to answer: 1 for the class of an example and 0 for all others.
   *
   * @param examples which examples, in the order of the columns; repetitions are allowed
   * @param fromClass first class
   * @param toClass one past the last class
   * @return [toClass - fromClass][examples.length]
   * @throws IndexOutOfBoundsException for an example or a class that does not exist
   */
  public Batch targets(int[] examples, int fromClass, int toClass) {
    requireSlice("classes", fromClass, toClass, classes);
    int columns = examples.length;
    Batch targets = Batch.zeros(toClass - fromClass, columns);
    for (int column = 0; column < columns; column++) {
      int label = labels[checked(examples[column])];
      if (label >= fromClass && label < toClass) {
        targets.values()[(label - fromClass) * columns + column] = 1;
      }
    }
    return targets;
  }

  /** The examples named by {@code order}, in that order. */
  Examples pick(int[] order) {
    byte[] pickedStates = new byte[Math.multiplyExact(order.length, pixels())];
    byte[] pickedLabels = new byte[order.length];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(states, order[i] * pixels(), pickedStates, i * pixels(), pixels());
      pickedLabels[i] = labels[order[i]];
    }
    return new Examples(width, height, classes, values, pickedStates, pickedLabels);
  }

  /**
   * These examples and then others.
   *
   * @throws IllegalArgumentException if the others differ in shape, classes or values
   */
  Examples and(Examples others) {
    requireAlike(others);
    byte[] bothStates = Arrays.copyOf(states, Math.addExact(states.length, others.states.length));
    System.arraycopy(others.states, 0, bothStates, states.length, others.states.length);
    byte[] bothLabels = Arrays.copyOf(labels, labels.length + others.labels.length);
    System.arraycopy(others.labels, 0, bothLabels, labels.length, others.labels.length);
    return new Examples(width, height, classes, values, bothStates, bothLabels);
  }

  /** The same images with other labels, [examples]. */
  Examples labelled(byte[] others) {
    return new Examples(width, height, classes, values, states, others);
  }

  /** The same labels with other states, [examples][pixels]. */
  Examples showing(byte[] others) {
    return new Examples(width, height, classes, values, others, labels);
  }

  /** A copy, [examples][pixels]; unsigned, 0 .. values().full(). */
  byte[] states() {
    return states.clone();
  }

  /**
   * Complains about examples that one network cannot be shown together with these.
   *
   * @throws IllegalArgumentException if they differ in shape, classes or values
   */
  void requireAlike(Examples others) {
    if (width != others.width
        || height != others.height
        || classes != others.classes
        || values != others.values) {
      throw new IllegalArgumentException("expected %s, got %s".formatted(kind(), others.kind()));
    }
  }

  private String kind() {
    return "%s examples of %d x %d pixels in %d classes"
        .formatted(values.name().toLowerCase(Locale.ROOT), width, height, classes);
  }

  private static void requireSlice(String what, int from, int to, int size) {
    if (from < 0 || to < from || to > size) {
      throw new IndexOutOfBoundsException("%s %d to %d of %d".formatted(what, from, to, size));
    }
  }

  private int checked(int example) {
    if (example < 0 || example >= size()) {
      throw new IndexOutOfBoundsException("example %d of %d".formatted(example, size()));
    }
    return example;
  }
}
