package org.ontogeny.dashboards.bench;

import java.util.stream.DoubleStream;
import org.ontogeny.kernel.cpu.Ceilings;

/** What the processor and the memory of this machine could do at most, on a crew's threads. */
final class Ceiling {

  private static final int FLOATS = 8 << 20; // of an array: 32 MiB
  private static final int WARM_UPS = 5;

  private final Crew crew;
  private final double seconds;
  private final float[][][] arrays; // [members][3][FLOATS]

  /**
   * Warms up.
   *
   * @param block seconds that others measure for; a ceiling takes a fifth of that
   */
  Ceiling(Crew crew, double block) {
    this.crew = crew;
    this.seconds = block / 5;
    this.arrays = new float[crew.size()][3][FLOATS];
    for (int k = 0; k < WARM_UPS; k++) {
      flops();
      bytes();
    }
  }

  /** Floating-point operations a second. */
  double flops() {
    return together(member -> Ceilings.flops(seconds));
  }

  /** Bytes a second. */
  double bytes() {
    return together(
        member -> {
          float[][] array = arrays[member];
          return Ceilings.bytes(array[0], array[1], array[2], seconds);
        });
  }

  private interface Rate {
    double of(int member);
  }

  private double together(Rate rate) {
    double[] each = new double[crew.size()];
    crew.work(member -> each[member] = rate.of(member));
    return DoubleStream.of(each).sum();
  }
}
