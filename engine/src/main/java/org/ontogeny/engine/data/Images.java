package org.ontogeny.engine.data;

import java.util.Objects;

/**
 * Grey images with their labels, as drawn or as read from files: one split of a data set before
 * {@link Preprocessing}. The arrays are never written after construction.
 *
 * @param name for messages, such as {@code mnist training images}
 * @param width pixels
 * @param height pixels
 * @param classes number of classes; labels are 0 .. classes - 1
 * @param grey [examples][height][width], row-major; 0 background .. 255 ink
 * @param labels [examples]
 */
public record Images(String name, int width, int height, int classes, byte[] grey, byte[] labels) {

  public Images {
    Objects.requireNonNull(name, "name");
    if (width < 1 || height < 1 || classes < 1) {
      throw new IllegalArgumentException(
          "%s: %d x %d pixels and %d classes".formatted(name, width, height, classes));
    }
    if (grey.length != (long) labels.length * width * height) {
      throw new IllegalArgumentException(
          "%s: %d labels need %d pixels but there are %d"
              .formatted(name, labels.length, (long) labels.length * width * height, grey.length));
    }
  }

  /** Number of examples. */
  public int size() {
    return labels.length;
  }
}
