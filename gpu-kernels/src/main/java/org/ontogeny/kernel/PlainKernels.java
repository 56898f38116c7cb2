package org.ontogeny.kernel;

import java.util.Arrays;
import java.util.List;

/**
 * The operations that touch each value once. Plain loops run them at the speed of memory, so the
 * backends that compute in main memory share these and differ in products, coincidences and draws.
 * Being shared, they cannot check each other; the tests compare them with float64 loops, with
 * values worked out by hand, and the logistic function with {@link StrictMath}.
 */
public abstract class PlainKernels implements Kernels {

  @Override
  public final void active(Batch state, long[] active) {
    Shapes.perRow("active counts", state, active.length);
    for (int n = 0, i = 0; n < state.rows(); n++) {
      int count = 0;
      for (int c = 0; c < state.columns(); c++, i++) {
        count += state.values()[i] > 0 ? 1 : 0;
      }
      active[n] += count;
    }
  }

  /** {@inheritDoc} Sums in float64, so that the sum of binary states is exact. */
  @Override
  public final void sumColumns(Batch state, float scale, float[] sum) {
    Shapes.perRow("sums", state, sum.length);
    for (int n = 0, i = 0; n < state.rows(); n++) {
      double total = 0;
      for (int c = 0; c < state.columns(); c++, i++) {
        total += state.values()[i];
      }
      sum[n] += (float) (scale * total);
    }
  }

  @Override
  public final Batch drive(
      float[] bias, float biasGain, List<Batch> drives, float[] driveGain, int columns) {
    Shapes.drive(bias, drives, driveGain, columns);
    Batch total = Batch.zeros(bias.length, columns);
    float[] x = total.values();
    for (int n = 0; n < bias.length; n++) {
      Arrays.fill(x, n * columns, (n + 1) * columns, biasGain * bias[n]);
    }
    for (int k = 0; k < driveGain.length; k++) {
      float gain = driveGain[k];
      float[] drive = drives.get(k).values();
      for (int i = 0; i < x.length; i++) {
        x[i] += gain * drive[i];
      }
    }
    return total;
  }

  @Override
  public final Batch logistic(Batch x) {
    return new Batch(x.rows(), x.columns(), Logistic.of(x.values()));
  }

  @Override
  public final float maxChange(Batch a, Batch b) {
    Shapes.same(a, b);
    float[] left = a.values();
    float[] right = b.values();
    float max = 0;
    for (int i = 0; i < left.length; i++) {
      max = Math.max(max, Math.abs(left[i] - right[i]));
    }
    return max;
  }

  /** Processor and Java of this process, a part of {@link #arithmetic}. */
  protected static String platform() {
    return "%s, Java %s %s"
        .formatted(
            System.getProperty("os.arch"), System.getProperty("java.vendor"), Runtime.version());
  }
}
