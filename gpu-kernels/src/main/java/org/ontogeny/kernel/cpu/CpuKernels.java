package org.ontogeny.kernel.cpu;

import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.DenseSynapses;
import org.ontogeny.kernel.Key;
import org.ontogeny.kernel.PlainKernels;
import org.ontogeny.kernel.Shapes;
import org.ontogeny.kernel.SparseSynapses;
import org.ontogeny.kernel.Synapses;

/**
 * {@link org.ontogeny.kernel.Kernels} on the processor. Each call computes in the caller's thread,
 * and any number of threads may call.
 */
public final class CpuKernels extends PlainKernels {

  private final String library;

  /**
   * Loads OpenBLAS.
   *
   * @throws IllegalStateException if there is none for this platform
   */
  public CpuKernels() {
    library = OpenBlas.load();
  }

  @Override
  public String backend() {
    return "cpu";
  }

  @Override
  public String arithmetic() {
    return "cpu; %s; %s".formatted(library, platform());
  }

  @Override
  public Batch toPost(Synapses synapses, float[] weight, Batch pre) {
    Shapes.toPost(synapses, weight, pre);
    return synapses instanceof SparseSynapses sparse
        ? SparseProducts.toPost(sparse, weight, pre)
        : multiply(false, synapses.posts(), synapses.pres(), weight, pre);
  }

  @Override
  public Batch toPre(Synapses synapses, float[] weight, Batch post) {
    Shapes.toPre(synapses, weight, post);
    return synapses instanceof SparseSynapses sparse
        ? SparseProducts.toPre(sparse, weight, post)
        : multiply(true, synapses.pres(), synapses.posts(), weight, post);
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
    if (synapses instanceof SparseSynapses sparse) {
      SparseProducts.outer(sparse, pre, post, scale, gradient);
    } else if (synapses instanceof DenseSynapses dense && pre.columns() > 0) {
      outer(dense, pre, post, scale, gradient);
    }
  }

  private static void outer(
      DenseSynapses synapses, Batch pre, Batch post, float scale, float[] gradient) {
    OpenBlas blas = OpenBlas.ofThread();
    float[] product = blas.scratch(gradient.length);
    blas.multiplyTransposed(
        post.rows(), pre.columns(), pre.rows(), scale, post.values(), pre.values(), product);
    float[] mask = synapses.mask();
    for (int slot = 0; slot < gradient.length; slot++) {
      gradient[slot] += mask[slot] * product[slot];
    }
  }

  @Override
  public void coincidences(Synapses synapses, Batch pre, Batch post, long[] together) {
    Shapes.outer(synapses, pre, post, together.length);
    if (synapses instanceof SparseSynapses sparse) {
      Coincidences.count(sparse, pre, post, together);
    } else if (synapses instanceof DenseSynapses dense) {
      Coincidences.count(dense, pre, post, together);
    }
  }

  @Override
  public Batch bernoulli(Key key, int[] row, int firstColumn, Batch probability) {
    Shapes.perRow("original rows", probability, row.length);
    return Draws.bernoulli(key, row, firstColumn, probability);
  }
}
