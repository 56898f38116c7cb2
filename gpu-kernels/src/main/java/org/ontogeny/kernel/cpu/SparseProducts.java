package org.ontogeny.kernel.cpu;

import java.util.Arrays;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.SparseSynapses;

/** Products along compressed synapses; every sum runs in ascending order of the neurons. */
final class SparseProducts {

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
    return in.columns() == 1
        ? multiplyOne(start, from, weight, in.values())
        : multiplyRows(start, from, weight, in);
  }

  /** With one column there is nothing to do side by side but the neurons. */
  private static Batch multiplyOne(int[] start, int[] from, float[] weight, float[] in) {
    Batch out = Batch.zeros(start.length - 1, 1);
    for (int n = 0; n < out.rows(); n++) {
      float sum = 0;
      for (int k = start[n]; k < start[n + 1]; k++) {
        sum += weight[k] * in[from[k]];
      }
      out.values()[n] = sum;
    }
    return out;
  }

  private static Batch multiplyRows(int[] start, int[] from, float[] weight, Batch in) {
    int columns = in.columns();
    Batch out = Batch.zeros(start.length - 1, columns);
    float[][] rows = rows(in);
    float[] sum = new float[columns];
    for (int n = 0; n < out.rows(); n++) {
      Arrays.fill(sum, 0);
      int k = start[n];
      for (; k < start[n + 1] - 3; k += 4) {
        addFour(
            sum, weight, k, rows[from[k]], rows[from[k + 1]], rows[from[k + 2]], rows[from[k + 3]]);
      }
      for (; k < start[n + 1]; k++) {
        addOne(sum, weight[k], rows[from[k]]);
      }
      System.arraycopy(sum, 0, out.values(), n * columns, columns);
    }
    return out;
  }

  /** Each row in an array of its own, so that the loops below need one index (see package). */
  private static float[][] rows(Batch in) {
    float[][] rows = new float[in.rows()][];
    for (int n = 0; n < rows.length; n++) {
      rows[n] = Arrays.copyOfRange(in.values(), n * in.columns(), (n + 1) * in.columns());
    }
    return rows;
  }

  private static void addOne(float[] sum, float weight, float[] row) {
    for (int c = 0; c < sum.length; c++) {
      sum[c] += weight * row[c];
    }
  }

  /** The same as four times {@link #addOne}, with one pass over the sums. */
  private static void addFour(
      float[] sum, float[] weight, int k, float[] r0, float[] r1, float[] r2, float[] r3) {
    float w0 = weight[k];
    float w1 = weight[k + 1];
    float w2 = weight[k + 2];
    float w3 = weight[k + 3];
    for (int c = 0; c < sum.length; c++) {
      sum[c] = sum[c] + w0 * r0[c] + w1 * r1[c] + w2 * r2[c] + w3 * r3[c];
    }
  }

  /** See {@link org.ontogeny.kernel.Kernels#outer}. */
  static void outer(SparseSynapses synapses, Batch pre, Batch post, float scale, float[] gradient) {
    int[] rowStart = synapses.rowStart();
    float[] sum = new float[4];
    for (int n = 0; n < synapses.posts(); n++) {
      int k = rowStart[n];
      for (; k < rowStart[n + 1] - 3; k += 4) {
        dotFour(synapses.preIndex(), k, pre, post, n, sum);
        for (int j = 0; j < 4; j++) {
          gradient[k + j] += scale * sum[j];
        }
      }
      for (; k < rowStart[n + 1]; k++) {
        gradient[k] += scale * dot(synapses.preIndex()[k], pre, post, n);
      }
    }
  }

  /** The dot product of a row of {@code pre} and row {@code n} of {@code post}, evens plus odds. */
  private static float dot(int row, Batch pre, Batch post, int n) {
    int columns = pre.columns();
    float[] x = pre.values();
    float[] y = post.values();
    int a = row * columns;
    int b = n * columns;
    float even = 0;
    float odd = 0;
    for (int c = 0; c < columns - 1; c += 2) {
      even += x[a + c] * y[b + c];
      odd += x[a + c + 1] * y[b + c + 1];
    }
    return (columns & 1) == 0 ? even + odd : even + x[a + columns - 1] * y[b + columns - 1] + odd;
  }

  /** Four times {@link #dot} at once, so that an addition need not wait for the one before. */
  private static void dotFour(int[] from, int k, Batch pre, Batch post, int n, float[] sum) {
    int columns = pre.columns();
    float[] x = pre.values();
    float[] y = post.values();
    int r0 = from[k] * columns;
    int r1 = from[k + 1] * columns;
    int r2 = from[k + 2] * columns;
    int r3 = from[k + 3] * columns;
    float even0 = 0;
    float even1 = 0;
    float even2 = 0;
    float even3 = 0;
    float odd0 = 0;
    float odd1 = 0;
    float odd2 = 0;
    float odd3 = 0;
    int c = 0;
    for (int b = n * columns; c < columns - 1; c += 2, b += 2) {
      float first = y[b];
      float second = y[b + 1];
      even0 += first * x[r0 + c];
      even1 += first * x[r1 + c];
      even2 += first * x[r2 + c];
      even3 += first * x[r3 + c];
      odd0 += second * x[r0 + c + 1];
      odd1 += second * x[r1 + c + 1];
      odd2 += second * x[r2 + c + 1];
      odd3 += second * x[r3 + c + 1];
    }
    if (c < columns) {
      float last = y[n * columns + c];
      even0 += last * x[r0 + c];
      even1 += last * x[r1 + c];
      even2 += last * x[r2 + c];
      even3 += last * x[r3 + c];
    }
    sum[0] = even0 + odd0;
    sum[1] = even1 + odd1;
    sum[2] = even2 + odd2;
    sum[3] = even3 + odd3;
  }
}
