package org.ontogeny.kernel;

import java.util.Arrays;

/**
 * The operations that touch each value once. Plain loops run them at the speed of memory, so the
 * backends that compute in main memory share these and differ in products, coincidences, means and
 * draws. Being shared, they cannot check each other; the tests compare them with float64 loops and
 * with values worked out by hand.
 */
public abstract class PlainKernels implements Kernels {

  private static final int INFINITE = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  @Override
  public final void active(Batch state, long[] active) {
    Shapes.perRow("active counts", state, active.length);
    float[] values = state.values();
    for (int n = 0, i = 0; n < state.rows(); n++) {
      int count = 0;
      for (int end = i + state.columns(); i < end; i++) {
        count += values[i] > 0 ? 1 : 0;
      }
      active[n] += count;
    }
  }

  /**
   * {@inheritDoc} Sums in float64, so that the sum of binary states is exact; four at a time, so
   * that an addition need not wait for the one before.
   */
  @Override
  public final void sumColumns(Batch state, float scale, float[] sum) {
    Shapes.perRow("sums", state, sum.length);
    float[] values = state.values();
    for (int n = 0; n < state.rows(); n++) {
      double first = 0;
      double second = 0;
      double third = 0;
      double fourth = 0;
      int i = n * state.columns();
      int end = i + state.columns();
      for (; i + 3 < end; i += 4) {
        first += values[i];
        second += values[i + 1];
        third += values[i + 2];
        fourth += values[i + 3];
      }
      for (; i < end; i++) {
        first += values[i];
      }
      sum[n] += (float) (scale * ((first + second) + (third + fourth)));
    }
  }

  @Override
  public final Batch drive(Input input) {
    Batch total = Batch.zeros(input.rows(), input.columns());
    float[] x = total.values();
    for (int n = 0; n < input.rows(); n++) {
      int at = n * input.columns();
      Arrays.fill(x, at, at + input.columns(), input.biasGain() * input.bias()[n]);
    }
    for (int k = 0; k < input.driveGain().length; k++) {
      float gain = input.driveGain()[k];
      float[] drive = input.drives().get(k).values();
      for (int i = 0; i < x.length; i++) {
        x[i] += gain * drive[i];
      }
    }
    if (input.gain() != 1) {
      for (int i = 0; i < x.length; i++) {
        x[i] *= input.gain();
      }
    }
    return total;
  }

  @Override
  public final Batch activate(Activation activation, Batch x) {
    float[] y = new float[x.values().length];
    switch (activation) {
      case LINEAR -> System.arraycopy(x.values(), 0, y, 0, y.length);
      case RELU -> {
        for (int i = 0; i < y.length; i++) {
          y[i] = Math.max(0, x.values()[i]);
        }
      }
      case HARD_TANH -> {
        for (int i = 0; i < y.length; i++) {
          y[i] = Math.max(-1, Math.min(1, x.values()[i]));
        }
      }
      case SOFTMAX -> softmax(x, y);
    }
    return new Batch(x.rows(), x.columns(), y);
  }

  /**
   * In float64, from the largest input down, so that nothing overflows. Row by row, since a column
   * is scattered over as many lines of the cache as there are rows. Conversions have a loop of
   * their own: with one, Java 17 makes each exponential wait for the one before.
   */
  private void softmax(Batch x, float[] y) {
    float[] in = x.values();
    int columns = x.columns();
    float[] largest = new float[columns];
    Arrays.fill(largest, Float.NEGATIVE_INFINITY);
    for (int row = 0; row < in.length; row += columns) {
      for (int c = 0; c < columns; c++) {
        largest[c] = Math.max(largest[c], in[row + c]);
      }
    }
    double[] share = new double[in.length];
    for (int row = 0; row < in.length; row += columns) {
      for (int c = 0; c < columns; c++) {
        share[row + c] = (double) in[row + c] - largest[c];
      }
    }
    exponentials(share);
    double[] sum = new double[columns];
    for (int row = 0; row < in.length; row += columns) {
      for (int c = 0; c < columns; c++) {
        sum[c] += share[row + c];
      }
    }
    for (int row = 0; row < in.length; row += columns) {
      for (int c = 0; c < columns; c++) {
        y[row + c] = (float) (share[row + c] / sum[c]);
      }
    }
  }

  /** Puts exp(x), as {@link Exponential} defines it to the bit, in the place of every x. */
  protected void exponentials(double[] values) {
    Exponential.of(values);
  }

  @Override
  public final Batch slope(Activation activation, Batch y, Batch error) {
    Shapes.same(y, error);
    float[] out = y.values();
    float[] delta = error.values().clone();
    switch (activation) {
      case LINEAR -> {}
      case RELU -> {
        for (int i = 0; i < delta.length; i++) {
          // Without a branch, half of which would be guessed wrong: all ones where out > 0, or
          // none.
          int bits = Float.floatToRawIntBits(out[i]);
          int positive = (~bits & -bits & (bits - INFINITE - 1)) >> 31;
          delta[i] = Float.intBitsToFloat(Float.floatToRawIntBits(delta[i]) & positive);
        }
      }
      case HARD_TANH -> {
        for (int i = 0; i < delta.length; i++) {
          delta[i] = Math.abs(out[i]) < 1 ? delta[i] : 0;
        }
      }
      case SOFTMAX -> softmaxSlope(y, error, delta);
    }
    return new Batch(y.rows(), y.columns(), delta);
  }

  /** {@code delta_n = y_n (error_n - sum over m of y_m error_m)}. */
  private static void softmaxSlope(Batch y, Batch error, float[] delta) {
    for (int c = 0; c < y.columns(); c++) {
      double mean = 0;
      for (int n = 0; n < y.rows(); n++) {
        mean += (double) y.get(n, c) * error.get(n, c);
      }
      for (int n = 0; n < y.rows(); n++) {
        delta[n * y.columns() + c] = (float) (y.get(n, c) * (error.get(n, c) - mean));
      }
    }
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
