package org.ontogeny.engine.data;

import java.util.stream.IntStream;

/** All that is in a split, for comparison. */
final class Split {

  private Split() {}

  /** [pixels][examples]. */
  static float[] states(Examples examples) {
    int[] all = IntStream.range(0, examples.size()).toArray();
    return examples.columns(all, 0, examples.pixels()).values();
  }

  /** [examples]. */
  static int[] labels(Examples examples) {
    return IntStream.range(0, examples.size()).map(examples::label).toArray();
  }
}
