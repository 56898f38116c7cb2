package org.ontogeny.kernel.cpu;

import jdk.incubator.vector.FloatVector;

/**
 * What the calling thread could reach at most on this processor, for benchmarks to stand beside:
 * multiplications and additions that wait for nothing, and memory that is read and written in
 * order.
 */
public final class Ceilings {

  private static final int CHAINS = 10; // independent sums: more than one takes cycles to add
  private static final int TURNS = 2_000; // of a loop between two looks at the clock
  private static final int FLOP = 2; // a multiplication and an addition

  private Ceilings() {}

  /** Floating-point operations a second in fused multiply-adds that stay in registers. */
  public static double flops(double seconds) {
    long began = System.nanoTime();
    long turns = 0;
    double sum = 0;
    double passed;
    do {
      sum += multiplyAdd(TURNS);
      turns += TURNS;
      passed = (System.nanoTime() - began) / 1e9;
    } while (passed < seconds);
    // Looked at, so that no compiler leaves out what nobody needs.
    if (!(sum > 0)) {
      throw new IllegalStateException("products of positive numbers add up to " + sum);
    }
    return (double) FLOP * CHAINS * Lanes.COUNT * turns / passed;
  }

  private static float multiplyAdd(int turns) {
    FloatVector x = FloatVector.broadcast(Lanes.FLOATS, 0.999f);
    FloatVector y = FloatVector.broadcast(Lanes.FLOATS, 0.001f);
    FloatVector a = FloatVector.zero(Lanes.FLOATS);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    FloatVector e = a;
    FloatVector f = a;
    FloatVector g = a;
    FloatVector h = a;
    FloatVector i = a;
    FloatVector j = a;
    for (int turn = 0; turn < turns; turn++) {
      a = a.fma(x, y);
      b = b.fma(x, y);
      c = c.fma(x, y);
      d = d.fma(x, y);
      e = e.fma(x, y);
      f = f.fma(x, y);
      g = g.fma(x, y);
      h = h.fma(x, y);
      i = i.fma(x, y);
      j = j.fma(x, y);
    }
    return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).lane(0);
  }

  /**
   * Bytes a second in {@code to[k] = left[k] + scale * right[k]}, 12 for each k. The arrays, of one
   * length, have to be larger than the caches.
   */
  public static double bytes(float[] left, float[] right, float[] to, double seconds) {
    long began = System.nanoTime();
    long passes = 0;
    double passed;
    do {
      triad(left, right, 0.5f, to);
      passes++;
      passed = (System.nanoTime() - began) / 1e9;
    } while (passed < seconds);
    return 3.0 * Float.BYTES * to.length * passes / passed;
  }

  private static void triad(float[] left, float[] right, float scale, float[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] = left[k] + scale * right[k];
    }
  }
}
