package org.ontogeny.kernel.cpu;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.ontogeny.kernel.ActiveColumns;
import org.ontogeny.kernel.DenseSynapses;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;

/**
 * Products onto few neurons with activity that comes as lists of what is not 0, event by event: an
 * active neuron of a column adds its weights to the drives of a vector of postsynaptic neurons at
 * once, and the activity of those to the sums of its synapses. What is 0 costs nothing.
 *
 * <p>Sums have the order of {@link FewPosts} and {@link SparseProducts}, to the bit where weights
 * and errors are finite: a term of 0 changes no sum there, and none is formed here.
 *
 * <p>The cost is that of the activity; dead synapses save nothing. At 5 % of the synapses the array
 * that products along synapses need costs more than these products do.
 *
 * <p>Tables are [panels][rows][lanes]: a panel is as many postsynaptic neurons as a vector has
 * lanes, those that there are not being 0.
 */
final class ColumnProducts {

  private static final ThreadLocal<Tables> TABLES = ThreadLocal.withInitial(Tables::new);

  private ColumnProducts() {}

  /**
   * Weights in the order of the presynaptic neurons.
   *
   * @param values [panels][pres][lanes]
   */
  @SuppressWarnings("ArrayRecordComponent") // kept for as long as the weights stay
  private record Rows(float[] values) {}

  private static int panels(Synapses synapses) {
    return Lanes.padded(synapses.posts()) / Lanes.COUNT;
  }

  /** The place of a synapse in a table of all presynaptic neurons. */
  private static int place(int pres, int pre, int post) {
    return (post / Lanes.COUNT * pres + pre) * Lanes.COUNT + post % Lanes.COUNT;
  }

  private static float[] rows(Synapses synapses, Weights weight) {
    if (weight.derived() instanceof Rows kept) {
      return kept.values();
    }
    int pres = synapses.pres();
    float[] rows = new float[panels(synapses) * pres * Lanes.COUNT];
    float[] values = weight.values();
    if (synapses.dense()) {
      for (int post = 0, slot = 0; post < synapses.posts(); post++) {
        int first = place(pres, 0, post);
        for (int pre = 0; pre < pres; pre++, slot++) {
          rows[first + pre * Lanes.COUNT] = values[slot];
        }
      }
    } else {
      synapses.forEach((slot, pre, post) -> rows[place(pres, pre, post)] = values[slot]);
    }
    weight.keep(new Rows(rows));
    return rows;
  }

  /**
   * {@code drive[post][c] = sum over the active rows of column c, ascending, of weight * value}.
   *
   * @return [posts][columns]
   */
  static float[] toPost(Synapses synapses, Weights weight, ActiveColumns pre) {
    int columns = pre.columns();
    float[] rows = rows(synapses, weight);
    float[] drive = new float[synapses.posts() * columns];
    float[] sums = new float[columns * Lanes.COUNT];
    for (int panel = 0; panel < panels(synapses); panel++) {
      addUp(rows, panel * synapses.pres() * Lanes.COUNT, pre, sums);
      float[] turned = Outgoing.transpose(sums, columns, Lanes.COUNT);
      int first = panel * Lanes.COUNT * columns;
      System.arraycopy(turned, 0, drive, first, Math.min(turned.length, drive.length - first));
    }
    return drive;
  }

  /** Leaves the sums of a panel, [columns][lanes]. */
  private static void addUp(float[] rows, int base, ActiveColumns pre, float[] sums) {
    int[] start = pre.start();
    int c = 0;
    for (; c + 1 < pre.columns(); c += 2) {
      addTwo(rows, base, pre.row(), pre.value(), start[c], start[c + 1], start[c + 2], sums, c);
    }
    if (c < pre.columns()) {
      addTwo(rows, base, pre.row(), pre.value(), start[c], start[c + 1], start[c + 1], sums, c);
    }
  }

  /**
   * Two columns side by side, so that an addition need not wait for the one before; the second may
   * have no entries and no place.
   */
  private static void addTwo(
      float[] rows,
      int base,
      int[] row,
      float[] value,
      int from,
      int next,
      int end,
      float[] sums,
      int column) {
    FloatVector a = FloatVector.zero(Lanes.FLOATS);
    FloatVector b = a;
    int shift = next - from;
    int both = from + Math.min(shift, end - next);
    int k = from;
    for (; k < both; k++) {
      a =
          FloatVector.fromArray(Lanes.FLOATS, rows, base + row[k] * Lanes.COUNT)
              .fma(FloatVector.broadcast(Lanes.FLOATS, value[k]), a);
      b =
          FloatVector.fromArray(Lanes.FLOATS, rows, base + row[k + shift] * Lanes.COUNT)
              .fma(FloatVector.broadcast(Lanes.FLOATS, value[k + shift]), b);
    }
    for (int i = k; i < next; i++) {
      a =
          FloatVector.fromArray(Lanes.FLOATS, rows, base + row[i] * Lanes.COUNT)
              .fma(FloatVector.broadcast(Lanes.FLOATS, value[i]), a);
    }
    a.intoArray(sums, column * Lanes.COUNT);
    if (column + 1 < sums.length / Lanes.COUNT) {
      for (int j = k + shift; j < end; j++) {
        b =
            FloatVector.fromArray(Lanes.FLOATS, rows, base + row[j] * Lanes.COUNT)
                .fma(FloatVector.broadcast(Lanes.FLOATS, value[j]), b);
      }
      b.intoArray(sums, (column + 1) * Lanes.COUNT);
    }
  }

  /** Sums of synapses, which a thread keeps so that they need not be made anew. */
  private static final class Tables {
    private final float[][] sums = new float[Integer.SIZE][0]; // [depth]; at least as asked for

    float[] cleared(int depth, int size) {
      if (sums[depth].length < size) {
        sums[depth] = new float[size];
      } else {
        Arrays.fill(sums[depth], 0, size, 0);
      }
      return sums[depth];
    }

    float[] of(int depth) {
      return sums[depth];
    }
  }

  /**
   * See {@link org.ontogeny.kernel.Kernels#outer}.
   *
   * @param post [posts][columns]
   */
  static void outer(
      Synapses synapses, ActiveColumns pre, float[] post, float scale, float[] gradient) {
    for (int panel = 0; panel < panels(synapses); panel++) {
      new Outer(synapses, panel, pre, post).add(scale, gradient);
    }
  }

  /**
   * The sums of one product and panel. {@link SparseProducts#dots} has a sum for each lane, of the
   * columns that fall on it, and adds up the lanes in halves; so does this, lane after lane, with
   * as many tables of sums as there are halves.
   */
  private static final class Outer {
    private final Synapses synapses;
    private final ActiveColumns pre;
    private final int firstPost;
    private final int lastPost; // exclusive
    private final int size; // of a table
    private final float[] post; // [columns][lanes]
    private final Tables tables = TABLES.get();

    Outer(Synapses synapses, int panel, ActiveColumns pre, float[] post) {
      this.synapses = synapses;
      this.pre = pre;
      this.size = synapses.pres() * Lanes.COUNT;
      this.firstPost = panel * Lanes.COUNT;
      this.lastPost = Math.min(synapses.posts(), firstPost + Lanes.COUNT);
      int columns = pre.columns();
      float[] own = new float[Lanes.COUNT * columns];
      System.arraycopy(post, firstPost * columns, own, 0, (lastPost - firstPost) * columns);
      this.post = Outgoing.transpose(own, Lanes.COUNT, columns);
    }

    void add(float scale, float[] gradient) {
      halves(0, 1, 0);
      rest();
      float[] sums = tables.of(0);
      int pres = synapses.pres();
      if (synapses instanceof DenseSynapses dense) {
        float[] mask = dense.mask();
        for (int q = firstPost, slot = q * pres; q < lastPost; q++) {
          int at = q - firstPost;
          for (int p = 0; p < pres; p++, slot++) {
            if (mask[slot] != 0) {
              gradient[slot] += scale * sums[p * Lanes.COUNT + at];
            }
          }
        }
      } else {
        synapses.forEach(
            (slot, p, q) -> {
              if (q >= firstPost && q < lastPost) {
                gradient[slot] += scale * sums[p * Lanes.COUNT + q - firstPost];
              }
            });
      }
    }

    /** Leaves the sum of lanes lane, lane + step, ... at this depth. */
    private void halves(int lane, int step, int depth) {
      if (step == Lanes.COUNT) {
        float[] own = tables.cleared(depth, size);
        int[] start = pre.start();
        for (int c = lane; c < Lanes.FLOATS.loopBound(pre.columns()); c += step) {
          addTo(own, pre.row(), pre.value(), start[c], start[c + 1], post, c * Lanes.COUNT);
        }
      } else {
        halves(lane, 2 * step, depth);
        halves(lane + step, 2 * step, depth + 1);
        join(tables.of(depth), tables.of(depth + 1), size);
      }
    }

    private static void join(float[] into, float[] other, int size) {
      for (int k = 0; k < size; k += Lanes.COUNT) {
        FloatVector.fromArray(Lanes.FLOATS, into, k)
            .add(FloatVector.fromArray(Lanes.FLOATS, other, k))
            .intoArray(into, k);
      }
    }

    /** One column, {@code own[row] += value * post[c]}. */
    private static void addTo(
        float[] own, int[] row, float[] value, int from, int to, float[] post, int at) {
      FloatVector right = FloatVector.fromArray(Lanes.FLOATS, post, at);
      for (int k = from; k < to; k++) {
        int o = row[k] * Lanes.COUNT;
        FloatVector.broadcast(Lanes.FLOATS, value[k])
            .fma(right, FloatVector.fromArray(Lanes.FLOATS, own, o))
            .intoArray(own, o);
      }
    }

    /** Adds the columns that fill no vector, which have a sum of their own. */
    private void rest() {
      int columns = pre.columns();
      int first = Lanes.FLOATS.loopBound(columns);
      if (first == columns) {
        return;
      }
      float[] own = tables.cleared(1, size);
      for (int c = first; c < columns; c++) {
        for (int k = pre.start()[c]; k < pre.start()[c + 1]; k++) {
          int o = pre.row()[k] * Lanes.COUNT;
          float x = pre.value()[k];
          for (int n = 0; n < Lanes.COUNT; n++) {
            own[o + n] += x * post[c * Lanes.COUNT + n];
          }
        }
      }
      join(tables.of(0), own, size);
    }
  }
}
