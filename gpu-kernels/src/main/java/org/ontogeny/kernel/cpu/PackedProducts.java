package org.ontogeny.kernel.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.ontogeny.kernel.ActiveColumns;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.SparseSynapses;

/**
 * Products along compressed synapses with levels that are packed row by row: a synapse takes its
 * byte out of a vector of words. The cost is that of the synapses, whatever is active.
 *
 * <p>Sums have the order of {@link SparseProducts}, to the bit. A value {@code level / full} is
 * made by the reciprocal with one correction, {@code q = level * r; q + (level - q * full) * r}
 * with {@code r = 1 / full}, which is the rounded quotient for every level and full level of one
 * byte.
 *
 * <p>Two vectors of columns go side by side, so that an addition need not wait for the one before.
 */
final class PackedProducts {

  private static final int BLOCK = ActiveColumns.BLOCK;
  private static final int PAIR = 2 * Lanes.COUNT; // columns

  private PackedProducts() {}

  /**
   * {@code drive[post][c] = sum over k of weight[k] * pre[preIndex[k]][c]}, in ascending order.
   *
   * @return [posts][columns]
   */
  static Batch toPost(SparseSynapses synapses, float[] weight, ActiveColumns pre) {
    int columns = pre.columns();
    float full = pre.set().full();
    int[] place = places(synapses);
    float[] drive = new float[synapses.posts() * columns];
    float[] last = new float[synapses.posts() * BLOCK]; // of a block that is not full
    int[][] packed = pre.packed();
    for (int b = 0; b < packed.length; b++) {
      fetch(packed[b]);
      boolean whole = (b + 1) * BLOCK <= columns;
      float[] out = whole ? drive : last;
      int stride = whole ? columns : BLOCK;
      for (int c = 0; c < BLOCK; c += PAIR) {
        int to = whole ? b * BLOCK + c : c;
        addUp(synapses.rowStart(), place, weight, packed[b], c, full, out, to, stride);
      }
      if (!whole) {
        for (int n = 0; n < synapses.posts(); n++) {
          int at = n * columns + b * BLOCK;
          System.arraycopy(last, n * BLOCK, drive, at, columns - b * BLOCK);
        }
      }
    }
    return new Batch(synapses.posts(), columns, drive);
  }

  /**
   * Reads a block line by line before synapses read it here and there: one that another core has
   * packed comes in half of the time then.
   *
   * @return what nobody wants; as kernels are not inlined into each other, the compiler keeps it
   */
  private static int fetch(int[] words) {
    int all = 0;
    for (int k = 0; k < words.length; k += Lanes.LINE) {
      all |= words[k];
    }
    return all;
  }

  /** Where each synapse finds its byte: {@code word << 5 | shift}, [slots]. */
  private static int[] places(SparseSynapses synapses) {
    int[] place = new int[synapses.slots()];
    for (int k = 0; k < place.length; k++) {
      int row = synapses.preIndex()[k];
      place[k] = ((row / ActiveColumns.WORD * BLOCK) << 5) | (row % ActiveColumns.WORD * Byte.SIZE);
    }
    return place;
  }

  /** Two vectors of columns onto every neuron. */
  private static void addUp(
      int[] start,
      int[] place,
      float[] weight,
      int[] words,
      int column,
      float full,
      float[] out,
      int to,
      int stride) {
    FloatVector r = FloatVector.broadcast(Lanes.FLOATS, 1 / full);
    FloatVector minus = FloatVector.broadcast(Lanes.FLOATS, -full);
    for (int n = 0; n < start.length - 1; n++) {
      FloatVector a = FloatVector.zero(Lanes.FLOATS);
      FloatVector b = a;
      int end = start[n + 1];
      for (int k = start[n]; k < end; k++) {
        int shift = place[k] & 31;
        int at = (place[k] >>> 5) + column;
        FloatVector w = FloatVector.broadcast(Lanes.FLOATS, weight[k]);
        FloatVector u =
            (FloatVector)
                IntVector.fromArray(Lanes.INTS, words, at)
                    .lanewise(VectorOperators.LSHR, shift)
                    .and(0xff)
                    .convert(VectorOperators.I2F, 0);
        FloatVector v =
            (FloatVector)
                IntVector.fromArray(Lanes.INTS, words, at + Lanes.COUNT)
                    .lanewise(VectorOperators.LSHR, shift)
                    .and(0xff)
                    .convert(VectorOperators.I2F, 0);
        FloatVector x = u.mul(r);
        FloatVector y = v.mul(r);
        a = x.fma(minus, u).fma(r, x).fma(w, a);
        b = y.fma(minus, v).fma(r, y).fma(w, b);
      }
      a.intoArray(out, to + n * stride);
      b.intoArray(out, to + n * stride + Lanes.COUNT);
    }
  }

  /**
   * See {@link org.ontogeny.kernel.Kernels#outer}. Each lane adds up every so many columns, the
   * lanes are added in halves, and columns that fill no vector by themselves.
   *
   * @param post [posts][columns]
   */
  static void outer(
      SparseSynapses synapses, ActiveColumns pre, float[] post, float scale, float[] gradient) {
    int columns = pre.columns();
    int vectors = Lanes.FLOATS.loopBound(columns); // columns that fill vectors
    float full = pre.set().full();
    int[] place = places(synapses);
    float[] sums = new float[place.length * Lanes.COUNT];
    int[][] packed = pre.packed();
    for (int b = 0; b < packed.length; b++) {
      boolean whole = (b + 1) * BLOCK <= vectors;
      float[] errors = whole ? post : last(synapses.posts(), post, columns, b * BLOCK, vectors);
      int stride = whole ? columns : BLOCK;
      for (int c = 0; c < BLOCK; c += PAIR) {
        int from = whole ? b * BLOCK + c : c;
        addTo(synapses.rowStart(), place, packed[b], c, full, errors, from, stride, sums);
      }
    }
    float[] rest = rest(synapses, pre, post, vectors);
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] += scale * (SparseProducts.sum(sums, k * Lanes.COUNT) + rest[k]);
    }
  }

  /** The errors of the last block, 0 where there are no columns that fill vectors. */
  private static float[] last(int posts, float[] post, int columns, int from, int to) {
    float[] last = new float[posts * BLOCK];
    for (int n = 0; n < posts; n++) {
      System.arraycopy(post, n * columns + from, last, n * BLOCK, to - from);
    }
    return last;
  }

  /** Two vectors of columns to the sums of every synapse. */
  private static void addTo(
      int[] start,
      int[] place,
      int[] words,
      int column,
      float full,
      float[] post,
      int from,
      int stride,
      float[] sums) {
    FloatVector r = FloatVector.broadcast(Lanes.FLOATS, 1 / full);
    FloatVector minus = FloatVector.broadcast(Lanes.FLOATS, -full);
    for (int n = 0; n < start.length - 1; n++) {
      FloatVector left = FloatVector.fromArray(Lanes.FLOATS, post, from + n * stride);
      FloatVector right =
          FloatVector.fromArray(Lanes.FLOATS, post, from + n * stride + Lanes.COUNT);
      int end = start[n + 1];
      for (int k = start[n]; k < end; k++) {
        int shift = place[k] & 31;
        int at = (place[k] >>> 5) + column;
        FloatVector u =
            (FloatVector)
                IntVector.fromArray(Lanes.INTS, words, at)
                    .lanewise(VectorOperators.LSHR, shift)
                    .and(0xff)
                    .convert(VectorOperators.I2F, 0);
        FloatVector v =
            (FloatVector)
                IntVector.fromArray(Lanes.INTS, words, at + Lanes.COUNT)
                    .lanewise(VectorOperators.LSHR, shift)
                    .and(0xff)
                    .convert(VectorOperators.I2F, 0);
        FloatVector x = u.mul(r);
        FloatVector y = v.mul(r);
        FloatVector sum = FloatVector.fromArray(Lanes.FLOATS, sums, k * Lanes.COUNT);
        sum = x.fma(minus, u).fma(r, x).fma(left, sum);
        sum = y.fma(minus, v).fma(r, y).fma(right, sum);
        sum.intoArray(sums, k * Lanes.COUNT);
      }
    }
  }

  /** The sums over the columns that fill no vector, [slots]. */
  private static float[] rest(
      SparseSynapses synapses, ActiveColumns pre, float[] post, int vectors) {
    int columns = pre.columns();
    float[] rest = new float[synapses.slots()];
    for (int n = 0; n < synapses.posts() && vectors < columns; n++) {
      for (int k = synapses.rowStart()[n]; k < synapses.rowStart()[n + 1]; k++) {
        for (int c = vectors; c < columns; c++) {
          rest[k] += pre.get(synapses.preIndex()[k], c) * post[n * columns + c];
        }
      }
    }
    return rest;
  }
}
