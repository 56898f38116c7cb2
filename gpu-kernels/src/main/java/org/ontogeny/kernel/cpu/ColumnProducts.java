package org.ontogeny.kernel.cpu;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.ontogeny.kernel.ActiveColumns;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.DenseSynapses;
import org.ontogeny.kernel.Levels;
import org.ontogeny.kernel.Weights;

/**
 * Products of dense synapses onto few neurons with activity that comes as lists of what is not 0,
 * event by event: an active neuron of a column adds its weights to the drives of a vector of
 * postsynaptic neurons at once, and the activity of those to the sums of its synapses. What is 0
 * costs nothing.
 *
 * <p>Sums have the order of {@link FewPosts} and {@link SparseProducts}, to the bit where weights
 * and errors are finite: a term of 0 changes no sum there, and none is formed here.
 *
 * <p>The cost is that of the activity; dead synapses save nothing. With few of them {@link
 * PackedProducts} take less.
 *
 * <p>A panel is as many postsynaptic neurons as a vector has lanes. Each has a table [rows][{@link
 * Levels#WIDTH}], of which it uses as many values a row as there are lanes; those of neurons that
 * there are not are 0.
 */
final class ColumnProducts {

  private static final int WIDTH = Levels.WIDTH;
  private static final int BITS = Levels.LEVEL_BITS;
  private static final int MASK = Levels.LEVEL_MASK;
  private static final int NEAR = 16; // columns whose entries are fetched together; an even number

  private static final ThreadLocal<Tables> TABLES = ThreadLocal.withInitial(Tables::new);

  private ColumnProducts() {}

  /**
   * Weights in the order of the presynaptic neurons.
   *
   * @param values a table for each panel
   */
  @SuppressWarnings("ArrayRecordComponent") // kept for as long as the weights stay
  private record Rows(float[][] values) {}

  private static int panels(DenseSynapses synapses) {
    return Lanes.padded(synapses.posts()) / Lanes.COUNT;
  }

  private static float[][] rows(DenseSynapses synapses, Weights weight) {
    if (weight.derived() instanceof Rows kept) {
      return kept.values();
    }
    float[][] rows = new float[panels(synapses)][synapses.pres() * WIDTH];
    float[] values = weight.values();
    for (int post = 0, slot = 0; post < synapses.posts(); post++) {
      float[] table = rows[post / Lanes.COUNT];
      for (int place = post % Lanes.COUNT; place < table.length; place += WIDTH, slot++) {
        table[place] = values[slot];
      }
    }
    weight.keep(new Rows(rows));
    return rows;
  }

  /**
   * {@code drive[post][c] = sum over the active rows of column c, ascending, of weight * value}.
   *
   * @return [posts][columns]
   */
  static Batch toPost(DenseSynapses synapses, Weights weight, ActiveColumns pre) {
    int columns = pre.columns();
    float[][] rows = rows(synapses, weight);
    float[] drive = new float[synapses.posts() * columns];
    float[] sums = new float[columns * Lanes.COUNT];
    for (int panel = 0; panel < rows.length; panel++) {
      addUp(rows[panel], pre, sums);
      float[] turned = Outgoing.transpose(sums, columns, Lanes.COUNT);
      int first = panel * Lanes.COUNT * columns;
      System.arraycopy(turned, 0, drive, first, Math.min(turned.length, drive.length - first));
    }
    return new Batch(synapses.posts(), columns, drive);
  }

  /** Leaves the sums of a panel, [columns][lanes]. */
  private static void addUp(float[] rows, ActiveColumns pre, float[] sums) {
    int[] entries = pre.set().entries();
    int[] from = pre.from();
    int[] to = pre.to();
    float[] value = pre.set().value();
    int c = 0;
    for (; c + 1 < pre.columns(); c += 2) {
      if (c % NEAR == 0) {
        fetch(entries, from, to, c, Math.min(c + NEAR, pre.columns()));
      }
      addTwo(rows, entries, value, from[c], to[c], from[c + 1], to[c + 1], sums, c);
    }
    if (c < pre.columns()) {
      addTwo(rows, entries, value, from[c], to[c], 0, 0, sums, c);
    }
  }

  /**
   * Reads the entries of some columns line by line before they are used one by one: a batch is
   * scattered over the data set, and so memory is waited for once and not at each column.
   *
   * @return what nobody wants; as kernels are not inlined into each other, the compiler keeps it
   */
  private static int fetch(int[] entries, int[] from, int[] to, int column, int end) {
    int all = 0;
    for (int c = column; c < end; c++) {
      for (int k = from[c]; k < to[c]; k += Lanes.LINE) {
        all |= entries[k];
      }
    }
    return all;
  }

  /**
   * Two columns side by side, so that an addition need not wait for the one before; the second may
   * have no entries and no place.
   */
  private static void addTwo(
      float[] rows,
      int[] entries,
      float[] value,
      int from,
      int to,
      int otherFrom,
      int otherTo,
      float[] sums,
      int column) {
    FloatVector a = FloatVector.zero(Lanes.FLOATS);
    FloatVector b = a;
    int both = Math.min(to - from, otherTo - otherFrom);
    for (int k = 0; k < both; k++) {
      int e = entries[from + k];
      int f = entries[otherFrom + k];
      a =
          FloatVector.fromArray(Lanes.FLOATS, rows, e >>> BITS)
              .fma(FloatVector.broadcast(Lanes.FLOATS, value[e & MASK]), a);
      b =
          FloatVector.fromArray(Lanes.FLOATS, rows, f >>> BITS)
              .fma(FloatVector.broadcast(Lanes.FLOATS, value[f & MASK]), b);
    }
    for (int k = from + both; k < to; k++) {
      int e = entries[k];
      a =
          FloatVector.fromArray(Lanes.FLOATS, rows, e >>> BITS)
              .fma(FloatVector.broadcast(Lanes.FLOATS, value[e & MASK]), a);
    }
    a.intoArray(sums, column * Lanes.COUNT);
    if (column + 1 < sums.length / Lanes.COUNT) {
      for (int k = otherFrom + both; k < otherTo; k++) {
        int f = entries[k];
        b =
            FloatVector.fromArray(Lanes.FLOATS, rows, f >>> BITS)
                .fma(FloatVector.broadcast(Lanes.FLOATS, value[f & MASK]), b);
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
      DenseSynapses synapses, ActiveColumns pre, float[] post, float scale, float[] gradient) {
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
    private final DenseSynapses synapses;
    private final ActiveColumns pre;
    private final int firstPost;
    private final int lastPost; // exclusive
    private final int size; // of a table
    private final float[] post; // [columns][lanes]
    private final Tables tables = TABLES.get();

    Outer(DenseSynapses synapses, int panel, ActiveColumns pre, float[] post) {
      this.synapses = synapses;
      this.pre = pre;
      this.size = synapses.pres() * WIDTH;
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
      float[] mask = synapses.mask();
      for (int q = firstPost, slot = q * pres; q < lastPost; q++) {
        int at = q - firstPost;
        for (int p = 0; p < pres; p++, slot++) {
          if (mask[slot] != 0) {
            gradient[slot] += scale * sums[p * WIDTH + at];
          }
        }
      }
    }

    /** Leaves the sum of lanes lane, lane + step, ... at this depth. */
    private void halves(int lane, int step, int depth) {
      if (step == Lanes.COUNT) {
        float[] own = tables.cleared(depth, size);
        for (int c = lane; c < Lanes.FLOATS.loopBound(pre.columns()); c += step) {
          addTo(
              own,
              pre.set().entries(),
              pre.set().value(),
              pre.from()[c],
              pre.to()[c],
              post,
              c * Lanes.COUNT);
        }
      } else {
        halves(lane, 2 * step, depth);
        halves(lane + step, 2 * step, depth + 1);
        join(tables.of(depth), tables.of(depth + 1), size);
      }
    }

    private static void join(float[] into, float[] other, int size) {
      for (int k = 0; k < size; k += WIDTH) {
        FloatVector.fromArray(Lanes.FLOATS, into, k)
            .add(FloatVector.fromArray(Lanes.FLOATS, other, k))
            .intoArray(into, k);
      }
    }

    /** One column, {@code own[place] += value * post[c]}. */
    private static void addTo(
        float[] own, int[] entries, float[] value, int from, int to, float[] post, int at) {
      FloatVector right = FloatVector.fromArray(Lanes.FLOATS, post, at);
      for (int k = from; k < to; k++) {
        int e = entries[k];
        int o = e >>> BITS;
        FloatVector.broadcast(Lanes.FLOATS, value[e & MASK])
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
        for (int k = pre.from()[c]; k < pre.to()[c]; k++) {
          int o = pre.set().entries()[k] >>> BITS;
          float x = pre.set().value()[pre.set().entries()[k] & MASK];
          for (int n = 0; n < Lanes.COUNT; n++) {
            own[o + n] += x * post[c * Lanes.COUNT + n];
          }
        }
      }
      join(tables.of(0), own, size);
    }
  }
}
