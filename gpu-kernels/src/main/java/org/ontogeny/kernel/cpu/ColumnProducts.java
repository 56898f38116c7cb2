package org.ontogeny.kernel.cpu;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.ontogeny.kernel.ActiveColumns;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;

/**
 * Products onto few neurons with activity that comes as lists of what is not 0, event by event: an
 * active neuron of a column adds its weights to the drives of all postsynaptic neurons at once, and
 * the activity of all of them to the sums of its synapses. What is 0 costs nothing.
 *
 * <p>Sums have the order of {@link FewPosts} and {@link SparseProducts}, to the bit: a term of 0
 * changes no sum there, and none is formed here.
 */
final class ColumnProducts {

  private static final int TOGETHER = 4; // columns whose sums are formed side by side

  private ColumnProducts() {}

  /**
   * Weights in the order of the presynaptic neurons, each row as wide as whole vectors.
   *
   * @param values [pres][width]
   */
  @SuppressWarnings("ArrayRecordComponent") // kept for as long as the weights stay
  private record Rows(float[] values) {}

  private static int width(Synapses synapses) {
    return Lanes.padded(synapses.posts());
  }

  private static float[] rows(Synapses synapses, Weights weight) {
    if (weight.derived() instanceof Rows kept) {
      return kept.values();
    }
    int width = width(synapses);
    float[] rows = new float[synapses.pres() * width];
    float[] values = weight.values();
    synapses.forEach((slot, pre, post) -> rows[pre * width + post] = values[slot]);
    weight.keep(new Rows(rows));
    return rows;
  }

  /**
   * {@code drive[post][c] = sum over the active rows of column c, ascending, of weight * value}.
   *
   * @return [posts][columns]
   */
  static float[] toPost(Synapses synapses, Weights weight, ActiveColumns pre) {
    int width = width(synapses);
    int columns = pre.from().length;
    float[] rows = rows(synapses, weight);
    float[] sums = new float[columns * width];
    for (int panel = 0; panel < width; panel += Lanes.COUNT) {
      int c = 0;
      for (; c + TOGETHER <= columns; c += TOGETHER) {
        addFour(rows, panel, width, pre, c, sums);
      }
      for (; c < columns; c++) {
        add(rows, panel, width, pre, c, pre.from()[c], sums);
      }
    }
    float[] turned = Outgoing.transpose(sums, columns, width);
    return width == synapses.posts() ? turned : Arrays.copyOf(turned, synapses.posts() * columns);
  }

  /** Four columns side by side, so that an addition need not wait for the one before. */
  private static void addFour(
      float[] rows, int panel, int width, ActiveColumns pre, int column, float[] sums) {
    int[] entries = pre.entries();
    float[] value = pre.value();
    int i = pre.from()[column];
    int j = pre.from()[column + 1];
    int k = pre.from()[column + 2];
    int l = pre.from()[column + 3];
    int common =
        Math.min(
            Math.min(pre.to()[column] - i, pre.to()[column + 1] - j),
            Math.min(pre.to()[column + 2] - k, pre.to()[column + 3] - l));
    int offset = panel - pre.firstRow() * width;
    FloatVector a = FloatVector.zero(Lanes.FLOATS);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    for (int n = 0; n < common; n++) {
      int first = entries[i + n];
      int second = entries[j + n];
      int third = entries[k + n];
      int fourth = entries[l + n];
      a =
          FloatVector.fromArray(Lanes.FLOATS, rows, offset + ActiveColumns.row(first) * width)
              .fma(FloatVector.broadcast(Lanes.FLOATS, value[ActiveColumns.level(first)]), a);
      b =
          FloatVector.fromArray(Lanes.FLOATS, rows, offset + ActiveColumns.row(second) * width)
              .fma(FloatVector.broadcast(Lanes.FLOATS, value[ActiveColumns.level(second)]), b);
      c =
          FloatVector.fromArray(Lanes.FLOATS, rows, offset + ActiveColumns.row(third) * width)
              .fma(FloatVector.broadcast(Lanes.FLOATS, value[ActiveColumns.level(third)]), c);
      d =
          FloatVector.fromArray(Lanes.FLOATS, rows, offset + ActiveColumns.row(fourth) * width)
              .fma(FloatVector.broadcast(Lanes.FLOATS, value[ActiveColumns.level(fourth)]), d);
    }
    int at = column * width + panel;
    a.intoArray(sums, at);
    b.intoArray(sums, at + width);
    c.intoArray(sums, at + 2 * width);
    d.intoArray(sums, at + 3 * width);
    add(rows, panel, width, pre, column, i + common, sums);
    add(rows, panel, width, pre, column + 1, j + common, sums);
    add(rows, panel, width, pre, column + 2, k + common, sums);
    add(rows, panel, width, pre, column + 3, l + common, sums);
  }

  /** Adds the entries from this one on to the sums of their column. */
  private static void add(
      float[] rows, int panel, int width, ActiveColumns pre, int column, int from, float[] sums) {
    int[] entries = pre.entries();
    float[] value = pre.value();
    int end = pre.to()[column];
    int at = column * width + panel;
    int offset = panel - pre.firstRow() * width;
    FloatVector sum = FloatVector.fromArray(Lanes.FLOATS, sums, at);
    for (int k = from; k < end; k++) {
      int entry = entries[k];
      sum =
          FloatVector.fromArray(Lanes.FLOATS, rows, offset + ActiveColumns.row(entry) * width)
              .fma(FloatVector.broadcast(Lanes.FLOATS, value[ActiveColumns.level(entry)]), sum);
    }
    sum.intoArray(sums, at);
  }

  /**
   * See {@link org.ontogeny.kernel.Kernels#outer}.
   *
   * @param post [posts][columns]
   */
  static void outer(
      Synapses synapses, ActiveColumns pre, float[] post, float scale, float[] gradient) {
    new Outer(synapses, pre, post).add(scale, gradient);
  }

  /**
   * The sums of one product. {@link SparseProducts#dots} has a sum for each lane, of the columns
   * that fall on it, and adds up the lanes in halves; so does this, lane after lane, with as many
   * tables of sums as there are halves.
   */
  private static final class Outer {
    private final Synapses synapses;
    private final ActiveColumns pre;
    private final int columns;
    private final int width;
    private final float[] post; // [columns][width]
    private final float[][] sums = new float[Integer.SIZE][]; // [depth], each [pres][width]

    Outer(Synapses synapses, ActiveColumns pre, float[] post) {
      this.synapses = synapses;
      this.pre = pre;
      this.columns = pre.from().length;
      this.width = width(synapses);
      float[] padded = Arrays.copyOf(post, width * columns);
      this.post = Outgoing.transpose(padded, width, columns);
    }

    void add(float scale, float[] gradient) {
      halves(0, 1, 0);
      float[] all = sums[0];
      rest(all);
      synapses.forEach((slot, p, q) -> gradient[slot] += scale * all[p * width + q]);
    }

    /** Leaves the sum of lanes lane, lane + step, ... at this depth. */
    private void halves(int lane, int step, int depth) {
      if (step == Lanes.COUNT) {
        float[] own = table(depth);
        Arrays.fill(own, 0);
        for (int c = lane; c < Lanes.FLOATS.loopBound(columns); c += step) {
          column(c, own);
        }
      } else {
        halves(lane, 2 * step, depth);
        halves(lane + step, 2 * step, depth + 1);
        join(sums[depth], sums[depth + 1]);
      }
    }

    private float[] table(int depth) {
      if (sums[depth] == null) {
        sums[depth] = new float[synapses.pres() * width];
      }
      return sums[depth];
    }

    private static void join(float[] into, float[] other) {
      for (int k = 0; k < into.length; k += Lanes.COUNT) {
        FloatVector.fromArray(Lanes.FLOATS, into, k)
            .add(FloatVector.fromArray(Lanes.FLOATS, other, k))
            .intoArray(into, k);
      }
    }

    private void column(int column, float[] own) {
      for (int panel = 0; panel < width; panel += Lanes.COUNT) {
        addTo(
            own, panel - pre.firstRow() * width, width, pre, column, post, column * width + panel);
      }
    }

    private static void addTo(
        float[] own, int offset, int width, ActiveColumns pre, int column, float[] post, int at) {
      int[] entries = pre.entries();
      float[] value = pre.value();
      FloatVector right = FloatVector.fromArray(Lanes.FLOATS, post, at);
      int end = pre.to()[column];
      for (int k = pre.from()[column]; k < end; k++) {
        int entry = entries[k];
        int o = offset + ActiveColumns.row(entry) * width;
        FloatVector.broadcast(Lanes.FLOATS, value[ActiveColumns.level(entry)])
            .fma(right, FloatVector.fromArray(Lanes.FLOATS, own, o))
            .intoArray(own, o);
      }
    }

    /** Adds the columns that fill no vector, which have a sum of their own. */
    private void rest(float[] all) {
      int first = Lanes.FLOATS.loopBound(columns);
      if (first == columns) {
        return;
      }
      float[] own = new float[all.length];
      for (int c = first; c < columns; c++) {
        for (int k = pre.from()[c]; k < pre.to()[c]; k++) {
          int entry = pre.entries()[k];
          int o = (ActiveColumns.row(entry) - pre.firstRow()) * width;
          float x = pre.value()[ActiveColumns.level(entry)];
          for (int n = 0; n < width; n++) {
            own[o + n] += x * post[c * width + n];
          }
        }
      }
      join(all, own);
    }
  }
}
