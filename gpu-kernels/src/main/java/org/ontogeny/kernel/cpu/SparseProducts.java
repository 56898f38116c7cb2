package org.ontogeny.kernel.cpu;

import jdk.incubator.vector.FloatVector;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.SparseSynapses;

/**
 * Products along compressed synapses. Activity is cut into tiles of columns that stay in the
 * nearest caches, and the sums of a neuron in a tile stay in registers. Every sum runs in ascending
 * order of the neurons, with one rounding a synapse.
 */
final class SparseProducts {

  private static final int WIDE = 4 * Lanes.COUNT; // columns of a wide tile

  private SparseProducts() {}

  static Batch toPost(SparseSynapses synapses, float[] weight, Batch pre) {
    return multiply(synapses.rowStart(), synapses.preIndex(), weight, pre);
  }

  static Batch toPre(SparseSynapses synapses, float[] weight, Batch post) {
    int[] slotOf = synapses.slotOf();
    float[] outgoing = new float[slotOf.length];
    for (int j = 0; j < slotOf.length; j++) {
      outgoing[j] = weight[slotOf[j]];
    }
    return multiply(synapses.columnStart(), synapses.postIndex(), outgoing, post);
  }

  /**
   * {@code out[n][c] = sum over k from start[n] to start[n+1]-1 of weight[k] * in[from[k]][c]}.
   *
   * @param start [n+1]
   * @param from row of {@code in} for each k, [start[n]]
   */
  private static Batch multiply(int[] start, int[] from, float[] weight, Batch in) {
    int columns = in.columns();
    Batch out = Batch.zeros(start.length - 1, columns);
    if (columns == 1) {
      multiplyOne(start, from, weight, in.values(), out.values());
      return out;
    }
    for (int first = 0; first < columns; ) {
      int width = columns - first > 2 * Lanes.COUNT ? WIDE : Lanes.COUNT;
      multiplyTile(start, from, weight, in, first, width, out);
      first += width;
    }
    return out;
  }

  /** With one column there is nothing to do side by side but the neurons. */
  private static void multiplyOne(
      int[] start, int[] from, float[] weight, float[] in, float[] out) {
    for (int n = 0; n < out.length; n++) {
      float sum = 0;
      for (int k = start[n]; k < start[n + 1]; k++) {
        sum += weight[k] * in[from[k]];
      }
      out[n] = sum;
    }
  }

  private static void multiplyTile(
      int[] start, int[] from, float[] weight, Batch in, int first, int width, Batch out) {
    int columns = in.columns();
    int there = Math.min(width, columns - first);
    float[] tile = new float[in.rows() * width]; // [rows][width]
    for (int n = 0; n < in.rows(); n++) {
      System.arraycopy(in.values(), n * columns + first, tile, n * width, there);
    }
    // The last tile may be wider than what is left of the columns.
    boolean direct = there == width;
    float[] sums = direct ? out.values() : new float[out.rows() * width];
    int at = direct ? first : 0;
    int stride = direct ? columns : width;
    if (width == WIDE) {
      multiplyWide(start, from, weight, tile, sums, at, stride);
    } else {
      multiplyNarrow(start, from, weight, tile, sums, at, stride);
    }
    if (!direct) {
      for (int n = 0; n < out.rows(); n++) {
        System.arraycopy(sums, n * width, out.values(), n * columns + first, there);
      }
    }
  }

  private static void multiplyWide(
      int[] start, int[] from, float[] weight, float[] tile, float[] out, int at, int stride) {
    for (int n = 0; n < start.length - 1; n++) {
      FloatVector a = FloatVector.zero(Lanes.FLOATS);
      FloatVector b = a;
      FloatVector c = a;
      FloatVector d = a;
      int end = start[n + 1];
      for (int k = start[n]; k < end; k++) {
        FloatVector w = FloatVector.broadcast(Lanes.FLOATS, weight[k]);
        int i = from[k] * WIDE;
        a = FloatVector.fromArray(Lanes.FLOATS, tile, i).fma(w, a);
        b = FloatVector.fromArray(Lanes.FLOATS, tile, i + Lanes.COUNT).fma(w, b);
        c = FloatVector.fromArray(Lanes.FLOATS, tile, i + 2 * Lanes.COUNT).fma(w, c);
        d = FloatVector.fromArray(Lanes.FLOATS, tile, i + 3 * Lanes.COUNT).fma(w, d);
      }
      int to = at + n * stride;
      a.intoArray(out, to);
      b.intoArray(out, to + Lanes.COUNT);
      c.intoArray(out, to + 2 * Lanes.COUNT);
      d.intoArray(out, to + 3 * Lanes.COUNT);
    }
  }

  private static void multiplyNarrow(
      int[] start, int[] from, float[] weight, float[] tile, float[] out, int at, int stride) {
    for (int n = 0; n < start.length - 1; n++) {
      FloatVector sum = FloatVector.zero(Lanes.FLOATS);
      int end = start[n + 1];
      for (int k = start[n]; k < end; k++) {
        FloatVector w = FloatVector.broadcast(Lanes.FLOATS, weight[k]);
        sum = FloatVector.fromArray(Lanes.FLOATS, tile, from[k] * Lanes.COUNT).fma(w, sum);
      }
      sum.intoArray(out, at + n * stride);
    }
  }

  /**
   * See {@link org.ontogeny.kernel.Kernels#outer}. Each lane adds up every so many columns, and the
   * lanes are added in halves.
   */
  static void outer(SparseSynapses synapses, Batch pre, Batch post, float scale, float[] gradient) {
    int columns = pre.columns();
    float[] lanes = new float[4 * Lanes.COUNT];
    int[] preIndex = synapses.preIndex();
    for (int n = 0; n < synapses.posts(); n++) {
      int k = synapses.rowStart()[n];
      int end = synapses.rowStart()[n + 1];
      int y = n * columns;
      for (; k + 3 < end; k += 4) {
        dotFour(pre.values(), preIndex, k, post.values(), y, columns, lanes);
        for (int j = 0; j < 4; j++) {
          float rest = rest(pre.values(), preIndex[k + j] * columns, post.values(), y, columns);
          gradient[k + j] += scale * (sum(lanes, j * Lanes.COUNT) + rest);
        }
      }
      for (; k < end; k++) {
        int x = preIndex[k] * columns;
        dot(pre.values(), x, post.values(), y, columns, lanes);
        float rest = rest(pre.values(), x, post.values(), y, columns);
        gradient[k] += scale * (sum(lanes, 0) + rest);
      }
    }
  }

  private static void dot(float[] pre, int x, float[] post, int y, int columns, float[] lanes) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    for (int c = 0; c < Lanes.FLOATS.loopBound(columns); c += Lanes.COUNT) {
      FloatVector right = FloatVector.fromArray(Lanes.FLOATS, post, y + c);
      sum = FloatVector.fromArray(Lanes.FLOATS, pre, x + c).fma(right, sum);
    }
    sum.intoArray(lanes, 0);
  }

  /** Four times {@link #dot} at once, so that an addition need not wait for the one before. */
  private static void dotFour(
      float[] pre, int[] from, int k, float[] post, int y, int columns, float[] lanes) {
    int i = from[k] * columns;
    int j = from[k + 1] * columns;
    int l = from[k + 2] * columns;
    int m = from[k + 3] * columns;
    FloatVector first = FloatVector.zero(Lanes.FLOATS);
    FloatVector second = first;
    FloatVector third = first;
    FloatVector fourth = first;
    for (int c = 0; c < Lanes.FLOATS.loopBound(columns); c += Lanes.COUNT) {
      FloatVector right = FloatVector.fromArray(Lanes.FLOATS, post, y + c);
      first = FloatVector.fromArray(Lanes.FLOATS, pre, i + c).fma(right, first);
      second = FloatVector.fromArray(Lanes.FLOATS, pre, j + c).fma(right, second);
      third = FloatVector.fromArray(Lanes.FLOATS, pre, l + c).fma(right, third);
      fourth = FloatVector.fromArray(Lanes.FLOATS, pre, m + c).fma(right, fourth);
    }
    first.intoArray(lanes, 0);
    second.intoArray(lanes, Lanes.COUNT);
    third.intoArray(lanes, 2 * Lanes.COUNT);
    fourth.intoArray(lanes, 3 * Lanes.COUNT);
  }

  /** The columns that fill no vector. */
  private static float rest(float[] pre, int x, float[] post, int y, int columns) {
    float sum = 0;
    for (int c = Lanes.FLOATS.loopBound(columns); c < columns; c++) {
      sum += pre[x + c] * post[y + c];
    }
    return sum;
  }

  private static float sum(float[] lanes, int at) {
    for (int half = Lanes.COUNT / 2; half > 0; half /= 2) {
      for (int i = at; i < at + half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[at];
  }
}
