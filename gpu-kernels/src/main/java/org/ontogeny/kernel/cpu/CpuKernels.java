package org.ontogeny.kernel.cpu;

import java.util.Arrays;
import org.ontogeny.kernel.ActiveColumns;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.DenseSynapses;
import org.ontogeny.kernel.Draws;
import org.ontogeny.kernel.Input;
import org.ontogeny.kernel.Levels;
import org.ontogeny.kernel.PlainKernels;
import org.ontogeny.kernel.Shapes;
import org.ontogeny.kernel.SparseSynapses;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;

/**
 * {@link org.ontogeny.kernel.Kernels} on the processor. Each call computes in the caller's thread,
 * and any number of threads may call.
 *
 * <p>How a product is computed is a pure function of its arguments:
 *
 * <pre>
 *   synapses   activity                             way
 *   sparse     levels of a data set, few neurons    along the living synapses, packed
 *   sparse     any other                            along the living synapses; to the bit the same
 *   dense      levels of a data set, few neurons    event by event; to the bit as in place
 *   dense      0 and 1, few of them 1               event by event
 *   dense      else, onto few neurons               in place
 *   dense      else                                 OpenBLAS
 * </pre>
 */
public final class CpuKernels extends PlainKernels {

  private final String library;

  /**
   * Loads OpenBLAS.
   *
   * @throws IllegalStateException if there is none for this platform, or no vector API
   */
  public CpuKernels() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      throw new IllegalStateException(
          "backend cpu needs the vector API: start Java with --add-modules jdk.incubator.vector");
    }
    library = OpenBlas.load();
  }

  @Override
  public String backend() {
    return "cpu";
  }

  @Override
  public String arithmetic() {
    return "cpu 3; vectors of %d; %s; %s".formatted(Lanes.COUNT, library, platform());
  }

  @Override
  public Batch toPost(Synapses synapses, Weights weight, Batch pre) {
    Shapes.toPost(synapses, weight, pre);
    ActiveColumns levels = levels(synapses, pre);
    if (synapses instanceof SparseSynapses sparse) {
      return levels == null
          ? SparseProducts.toPost(sparse, weight.values(), pre)
          : PackedProducts.toPost(sparse, weight.values(), levels);
    }
    if (synapses instanceof DenseSynapses dense && levels != null) {
      return ColumnProducts.toPost(dense, weight, levels);
    }
    ActiveLists active = events(pre);
    if (active != null) {
      return EventProduct.multiply(Outgoing.of(synapses, weight), synapses.posts(), active);
    }
    return FewPosts.are(synapses.posts(), pre)
        ? FewPosts.toPost(synapses.posts(), weight.values(), pre)
        : multiply(false, synapses.posts(), synapses.pres(), weight.values(), pre);
  }

  @Override
  public Batch toPre(Synapses synapses, Weights weight, Batch post) {
    Shapes.toPre(synapses, weight, post);
    if (synapses instanceof SparseSynapses sparse) {
      return SparseProducts.toPre(sparse, weight.values(), post);
    }
    ActiveLists active = events(post);
    return active == null
        ? multiply(true, synapses.pres(), synapses.posts(), weight.values(), post)
        : EventProduct.multiply(weight.values(), synapses.pres(), active);
  }

  /**
   * The levels behind a batch, where a product onto few neurons takes them and a vector does not
   * reach past a row of a table or a block; else null.
   */
  private static ActiveColumns levels(Synapses synapses, Batch pre) {
    boolean fit = FewPosts.are(synapses.posts(), pre) && Lanes.COUNT <= Levels.WIDTH;
    return fit && pre.form() instanceof ActiveColumns levels ? levels : null;
  }

  /** Who is active, where that is binary and rare enough to go event by event; else null. */
  private static ActiveLists events(Batch activity) {
    if (activity.columns() < EventProduct.MIN_COLUMNS) {
      return null;
    }
    PackedRows bits = PackedRows.of(activity, activity.values().length / EventProduct.ONE_OF);
    return bits == null ? null : ActiveLists.of(bits);
  }

  /** Dead slots hold weight 0, so that the whole matrix may be multiplied. */
  private static Batch multiply(boolean transposed, int rows, int inner, float[] weight, Batch in) {
    Batch out = Batch.zeros(rows, in.columns());
    if (out.values().length > 0) {
      OpenBlas.ofThread()
          .multiply(transposed, rows, inner, in.columns(), weight, in.values(), out.values());
    }
    return out;
  }

  @Override
  public void outer(Synapses synapses, Batch pre, Batch post, float scale, float[] gradient) {
    Shapes.outer(synapses, pre, post, gradient.length);
    ActiveColumns levels = levels(synapses, pre);
    if (synapses instanceof SparseSynapses sparse) {
      if (levels == null) {
        SparseProducts.outer(sparse, pre, post, scale, gradient);
      } else {
        PackedProducts.outer(sparse, levels, post.values(), scale, gradient);
      }
    } else if (synapses instanceof DenseSynapses dense && levels != null) {
      ColumnProducts.outer(dense, levels, post.values(), scale, gradient);
    } else if (synapses instanceof DenseSynapses dense && FewPosts.are(dense.posts(), pre)) {
      FewPosts.outer(pre, post, scale, dense.mask(), gradient);
    } else if (synapses instanceof DenseSynapses dense && pre.columns() > 0) {
      OpenBlas.ofThread().addProduct(post, pre, scale, dense.mask(), gradient);
    }
  }

  @Override
  public void coincidences(Synapses synapses, Batch pre, Batch post, int[] together) {
    Shapes.outer(synapses, pre, post, together.length);
    if (synapses instanceof SparseSynapses sparse) {
      Coincidences.count(sparse, pre, post, together);
    } else if (synapses instanceof DenseSynapses dense) {
      Coincidences.count(dense, pre, post, together);
    }
  }

  @Override
  protected void exponentials(double[] values) {
    Exponentials.of(values);
  }

  @Override
  public Batch mean(Input input) {
    return BinaryNeurons.mean(input);
  }

  @Override
  public Batch sample(Input input, Draws draws) {
    Shapes.sample(input, draws);
    return BinaryNeurons.sample(input, draws);
  }

  @Override
  public int[] bits(Draws draws, int columns) {
    int size = Math.multiplyExact(draws.row().length, columns);
    UniformWords words = new UniformWords(draws.key(), draws.firstColumn(), columns, size);
    return Arrays.copyOf(words.of(draws.row(), 0, draws.row().length), size);
  }
}
