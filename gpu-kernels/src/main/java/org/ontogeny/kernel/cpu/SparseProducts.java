package org.ontogeny.kernel.cpu;

import jdk.incubator.vector.FloatVector;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.SparseSynapses;

/**
 * Products along compressed synapses. The sums of a neuron in a tile of columns stay in registers.
 * Every sum runs in ascending order of the neurons, with one rounding a synapse.
 */
final class SparseProducts {

  private static final int WIDE = 8 * Lanes.COUNT; // columns of a wide tile

  /** Up to so many columns the rows of activity lie closely enough to be read where they are. */
  private static final int CLOSE = 256;

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
      int width = columns - first > WIDE / 2 ? WIDE : Lanes.COUNT;
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
    // The last tile may be wider than what is left of the columns.
    boolean whole = there == width;
    boolean inPlace = whole && columns <= CLOSE;
    float[] tile = inPlace ? in.values() : tile(in, first, width, there);
    int at = inPlace ? first : 0;
    int stride = inPlace ? columns : width;
    if (whole) {
      multiply(width, start, from, weight, tile, at, stride, out.values(), first, columns);
    } else {
      float[] sums = new float[out.rows() * width];
      multiply(width, start, from, weight, tile, at, stride, sums, 0, width);
      for (int n = 0; n < out.rows(); n++) {
        System.arraycopy(sums, n * width, out.values(), n * columns + first, there);
      }
    }
  }

  /** Some columns of each row, as close as can be, [rows][width]. */
  private static float[] tile(Batch in, int first, int width, int there) {
    float[] tile = new float[in.rows() * width];
    for (int n = 0; n < in.rows(); n++) {
      System.arraycopy(in.values(), n * in.columns() + first, tile, n * width, there);
    }
    return tile;
  }

  private static void multiply(
      int width,
      int[] start,
      int[] from,
      float[] weight,
      float[] in,
      int at,
      int stride,
      float[] out,
      int to,
      int outStride) {
    if (width == WIDE) {
      multiplyWide(start, from, weight, in, at, stride, out, to, outStride);
    } else {
      multiplyNarrow(start, from, weight, in, at, stride, out, to, outStride);
    }
  }

  private static void multiplyWide(
      int[] start,
      int[] from,
      float[] weight,
      float[] in,
      int at,
      int stride,
      float[] out,
      int to,
      int outStride) {
    for (int n = 0; n < start.length - 1; n++) {
      FloatVector a = FloatVector.zero(Lanes.FLOATS);
      FloatVector b = a;
      FloatVector c = a;
      FloatVector d = a;
      FloatVector e = a;
      FloatVector f = a;
      FloatVector g = a;
      FloatVector h = a;
      int end = start[n + 1];
      for (int k = start[n]; k < end; k++) {
        FloatVector w = FloatVector.broadcast(Lanes.FLOATS, weight[k]);
        int i = at + from[k] * stride;
        a = FloatVector.fromArray(Lanes.FLOATS, in, i).fma(w, a);
        b = FloatVector.fromArray(Lanes.FLOATS, in, i + Lanes.COUNT).fma(w, b);
        c = FloatVector.fromArray(Lanes.FLOATS, in, i + 2 * Lanes.COUNT).fma(w, c);
        d = FloatVector.fromArray(Lanes.FLOATS, in, i + 3 * Lanes.COUNT).fma(w, d);
        e = FloatVector.fromArray(Lanes.FLOATS, in, i + 4 * Lanes.COUNT).fma(w, e);
        f = FloatVector.fromArray(Lanes.FLOATS, in, i + 5 * Lanes.COUNT).fma(w, f);
        g = FloatVector.fromArray(Lanes.FLOATS, in, i + 6 * Lanes.COUNT).fma(w, g);
        h = FloatVector.fromArray(Lanes.FLOATS, in, i + 7 * Lanes.COUNT).fma(w, h);
      }
      int o = to + n * outStride;
      a.intoArray(out, o);
      b.intoArray(out, o + Lanes.COUNT);
      c.intoArray(out, o + 2 * Lanes.COUNT);
      d.intoArray(out, o + 3 * Lanes.COUNT);
      e.intoArray(out, o + 4 * Lanes.COUNT);
      f.intoArray(out, o + 5 * Lanes.COUNT);
      g.intoArray(out, o + 6 * Lanes.COUNT);
      h.intoArray(out, o + 7 * Lanes.COUNT);
    }
  }

  private static void multiplyNarrow(
      int[] start,
      int[] from,
      float[] weight,
      float[] in,
      int at,
      int stride,
      float[] out,
      int to,
      int outStride) {
    for (int n = 0; n < start.length - 1; n++) {
      FloatVector sum = FloatVector.zero(Lanes.FLOATS);
      int end = start[n + 1];
      for (int k = start[n]; k < end; k++) {
        FloatVector w = FloatVector.broadcast(Lanes.FLOATS, weight[k]);
        sum = FloatVector.fromArray(Lanes.FLOATS, in, at + from[k] * stride).fma(w, sum);
      }
      sum.intoArray(out, to + n * outStride);
    }
  }

  /**
   * See {@link org.ontogeny.kernel.Kernels#outer}. Each lane adds up every so many columns, and the
   * lanes are added in halves.
   */
  static void outer(SparseSynapses synapses, Batch pre, Batch post, float scale, float[] gradient) {
    float[] sums = new float[synapses.pres()];
    for (int n = 0; n < synapses.posts(); n++) {
      int start = synapses.rowStart()[n];
      int end = synapses.rowStart()[n + 1];
      dots(pre, synapses.preIndex(), start, end, post, n, sums);
      for (int k = start; k < end; k++) {
        gradient[k] += scale * sums[k - start];
      }
    }
  }

  /**
   * Sums of the products of some rows with one row.
   *
   * @param pre [pres][columns]
   * @param from which rows, from place {@code start} to {@code end}, exclusive
   * @param post [posts][columns]
   * @param n row of post
   * @param sums written, [end - start] and more
   */
  static void dots(Batch pre, int[] from, int start, int end, Batch post, int n, float[] sums) {
    int columns = pre.columns();
    int y = n * columns;
    float[] lanes = new float[4 * Lanes.COUNT];
    int k = start;
    for (; k + 3 < end; k += 4) {
      dotFour(pre.values(), from, k, post.values(), y, columns, lanes);
      for (int j = 0; j < 4; j++) {
        float rest = rest(pre.values(), from[k + j] * columns, post.values(), y, columns);
        sums[k + j - start] = sum(lanes, j * Lanes.COUNT) + rest;
      }
    }
    for (; k < end; k++) {
      int x = from[k] * columns;
      dot(pre.values(), x, post.values(), y, columns, lanes);
      sums[k - start] = sum(lanes, 0) + rest(pre.values(), x, post.values(), y, columns);
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

  /** The sum of as many values from a place on as vectors have lanes; they are spoilt. */
  static float sum(float[] lanes, int at) {
    for (int half = Lanes.COUNT / 2; half > 0; half /= 2) {
      for (int i = at; i < at + half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[at];
  }
}
