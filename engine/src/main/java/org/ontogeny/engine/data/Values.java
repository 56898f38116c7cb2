package org.ontogeny.engine.data;

/** Which states the pixels of an example have. A state is kept as a byte in equal steps. */
public enum Values {

  /** Off or on: 0 or 1. */
  BINARY(1),

  /** As in the image: grey / 255, from 0 for background to 1 for ink. */
  GREY(255);

  private final int full;

  Values(int full) {
    this.full = full;
  }

  /** The byte that stands for state 1. */
  int full() {
    return full;
  }
}
