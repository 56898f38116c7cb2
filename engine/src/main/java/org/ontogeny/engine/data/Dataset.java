package org.ontogeny.engine.data;

import java.util.Objects;

/**
 * A data set ready for use: training and test examples of the same shape and classes.
 *
 * @param name such as {@code digits}
 * @param train what networks learn from
 * @param test held out
 * @param preprocessing what was done to the grey images
 * @param provenance where the grey images come from
 */
public record Dataset(
    String name,
    Examples train,
    Examples test,
    Preprocessing preprocessing,
    Provenance provenance) {

  public Dataset {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(preprocessing, "preprocessing");
    Objects.requireNonNull(provenance, "provenance");
    if (train.width() != test.width()
        || train.height() != test.height()
        || train.classes() != test.classes()) {
      throw new IllegalArgumentException(name + ": training and test examples differ in shape");
    }
  }

  /** Pixels of an example. */
  public int pixels() {
    return train.pixels();
  }

  public int width() {
    return train.width();
  }

  public int height() {
    return train.height();
  }

  /** Number of classes. */
  public int classes() {
    return train.classes();
  }
}
