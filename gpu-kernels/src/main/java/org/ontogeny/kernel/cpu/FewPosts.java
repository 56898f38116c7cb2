package org.ontogeny.kernel.cpu;

import jdk.incubator.vector.FloatVector;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Levels;

/**
 * Products of dense synapses onto few neurons with activity that is read where it lies. OpenBLAS
 * copies and rearranges all activity first, which pays where many neurons use it.
 *
 * <p>Every sum over presynaptic neurons runs in ascending order with one rounding a synapse; sums
 * over columns are those of {@link SparseProducts#outer}.
 */
final class FewPosts {

  /**
   * Up to so many postsynaptic neurons. Measured with 784 presynaptic ones and 512 columns: onto 4
   * it takes a quarter to half of the time that OpenBLAS takes, onto 8 three quarters to all of it,
   * onto 16 more. That it is used there, too, is for {@link ColumnProducts}: lists, which take
   * least, have to give the bits of arrays.
   */
  static final int MOST = Levels.WIDTH;

  /** Fewer columns fill no tile. */
  static final int MIN_COLUMNS = 4 * Lanes.COUNT;

  /** Presynaptic rows that are still near for the next neuron. */
  private static final int NEAR = 8;

  private FewPosts() {}

  static boolean are(int posts, Batch activity) {
    return posts <= MOST && activity.columns() >= MIN_COLUMNS;
  }

  /**
   * {@code drive[post][c] = sum over pre of weight[post][pre] * pre[pre][c]}.
   *
   * @param weight [posts][pres]
   * @return [posts][columns]
   */
  static Batch toPost(int posts, float[] weight, Batch pre) {
    int columns = pre.columns();
    Batch drive = Batch.zeros(posts, columns);
    for (int post = 0; post < posts; post++) {
      // the last tile overlaps the one before, whose sums it makes again
      for (int c = 0; c < columns; c += MIN_COLUMNS) {
        int at = Math.min(c, columns - MIN_COLUMNS);
        tile(weight, post * pre.rows(), pre, at, drive.values(), post * columns + at);
      }
    }
    return drive;
  }

  private static void tile(float[] weight, int row, Batch pre, int at, float[] drive, int to) {
    FloatVector a = FloatVector.zero(Lanes.FLOATS);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    float[] x = pre.values();
    int i = at;
    for (int k = row; k < row + pre.rows(); k++, i += pre.columns()) {
      FloatVector w = FloatVector.broadcast(Lanes.FLOATS, weight[k]);
      a = FloatVector.fromArray(Lanes.FLOATS, x, i).fma(w, a);
      b = FloatVector.fromArray(Lanes.FLOATS, x, i + Lanes.COUNT).fma(w, b);
      c = FloatVector.fromArray(Lanes.FLOATS, x, i + 2 * Lanes.COUNT).fma(w, c);
      d = FloatVector.fromArray(Lanes.FLOATS, x, i + 3 * Lanes.COUNT).fma(w, d);
    }
    a.intoArray(drive, to);
    b.intoArray(drive, to + Lanes.COUNT);
    c.intoArray(drive, to + 2 * Lanes.COUNT);
    d.intoArray(drive, to + 3 * Lanes.COUNT);
  }

  /**
   * Adds {@code scale * sum over c of pre[pre][c] * post[post][c]} where the mask is 1.
   *
   * @param mask 0 or 1, [posts][pres]
   * @param gradient [posts][pres], added to
   */
  static void outer(Batch pre, Batch post, float scale, float[] mask, float[] gradient) {
    int[] living = new int[NEAR];
    float[] sums = new float[NEAR];
    for (int from = 0; from < pre.rows(); from += NEAR) {
      int to = Math.min(pre.rows(), from + NEAR);
      for (int j = 0; j < post.rows(); j++) {
        int row = j * pre.rows();
        int count = 0;
        for (int i = from; i < to; i++) {
          if (mask[row + i] != 0) {
            living[count++] = i;
          }
        }
        SparseProducts.dots(pre, living, 0, count, post, j, sums);
        for (int k = 0; k < count; k++) {
          gradient[row + living[k]] += scale * sums[k];
        }
      }
    }
  }
}
