package org.ontogeny.kernel.jmh;

import java.util.Random;
import org.ontogeny.kernel.Batch;

/** Activity to measure with. */
final class States {

  private static final double ACTIVE = 0.3; // share of binary states, as of pixels of digits

  private States() {}

  /** Zeros and ones, or numbers between, [rows][columns]. */
  static Batch random(Random random, int rows, int columns, boolean binary) {
    float[] values = new float[rows * columns];
    for (int k = 0; k < values.length; k++) {
      values[k] = binary ? (random.nextDouble() < ACTIVE ? 1 : 0) : random.nextFloat();
    }
    return new Batch(rows, columns, values);
  }
}
