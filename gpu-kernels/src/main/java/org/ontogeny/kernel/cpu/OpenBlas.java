package org.ontogeny.kernel.cpu;

import static org.bytedeco.openblas.global.openblas_full.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_full.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_full.CblasTrans;
import static org.bytedeco.openblas.global.openblas_full.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_full.cblas_sgemv;
import static org.bytedeco.openblas.global.openblas_full.openblas_get_config;
import static org.bytedeco.openblas.global.openblas_full.openblas_get_corename;
import static org.bytedeco.openblas.global.openblas_full.openblas_set_num_threads;

import org.bytedeco.javacpp.FloatPointer;
import org.ontogeny.kernel.Batch;

/**
 * Matrix products by OpenBLAS on row-major float32 arrays, in the calling thread. Operands are
 * copied to aligned memory of that thread. For a matrix of 1000 x 784 the copy is an eighth of the
 * time with 25 columns, a quarter with six and two thirds with one. Even with one, copy and product
 * take no longer than a plain loop of dot products; a loop that adds up rows, for the transposed
 * matrix, would save a quarter at this size and lose as much at 98 x 400.
 */
final class OpenBlas {

  private static final ThreadLocal<OpenBlas> OF_THREAD = ThreadLocal.withInitial(OpenBlas::new);

  /**
   * Up to so many columns, one matrix-vector product a column is faster than a product of matrices,
   * which first rearranges its operands for many columns; from eight on it is slower. Measured for
   * 50 x 100 to 1000 x 784 in both directions with OpenBLAS for Haswell: with two columns it takes
   * 0.4 to 0.65 of the time, with six 0.6 to 1, with eight up to 1.5. Fixed, and a matter of
   * columns alone, so that equal shapes give equal bits everywhere.
   */
  private static final int FEW_COLUMNS = 6;

  private final AlignedFloats a = new AlignedFloats();
  private final AlignedFloats b = new AlignedFloats();
  private final AlignedFloats c = new AlignedFloats();
  private float[] scratch = {};

  private OpenBlas() {}

  static OpenBlas ofThread() {
    return OF_THREAD.get();
  }

  /**
   * Loads the library, sets it to one thread and says which it is: its version and the core type
   * whose code it runs.
   *
   * @throws IllegalStateException if there is none for this platform
   */
  static String load() {
    try {
      openblas_set_num_threads(1);
      return "%s, core %s"
          .formatted(
              openblas_get_config().getString().strip(), openblas_get_corename().getString());
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "backend cpu needs the native OpenBLAS library for %s %s: %s"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), e),
          e);
    }
  }

  /**
   * {@code out = matrix x}, or {@code matrix^T x}.
   *
   * @param matrix [rows][inner]; [inner][rows] if transposed
   * @param x [inner][columns]
   * @param out [rows][columns], written
   */
  void multiply(
      boolean transposed,
      int rows,
      int inner,
      int columns,
      float[] matrix,
      float[] x,
      float[] out) {
    FloatPointer pm = a.copyOf(matrix);
    FloatPointer px = b.copyOf(x);
    FloatPointer po = c.reserve(out.length);
    int form = transposed ? CblasTrans : CblasNoTrans;
    int width = transposed ? rows : inner;
    if (columns <= FEW_COLUMNS) {
      int height = transposed ? inner : rows;
      for (int column = 0; column < columns; column++) {
        cblas_sgemv(
            CblasRowMajor,
            form,
            height,
            width,
            1,
            pm,
            width,
            px.getPointer(column),
            columns,
            0,
            po.getPointer(column),
            columns);
      }
    } else {
      cblas_sgemm(
          CblasRowMajor,
          form,
          CblasNoTrans,
          rows,
          columns,
          inner,
          1,
          pm,
          width,
          px,
          columns,
          0,
          po,
          columns);
    }
    c.copyTo(out, out.length);
  }

  /**
   * Adds {@code scale * left right^T} where the mask is 1.
   *
   * @param left [rows][inner]
   * @param right [columns][inner]
   * @param mask 0 or 1, [rows*columns]
   * @param to [rows][columns], added to
   */
  void addProduct(Batch left, Batch right, float scale, float[] mask, float[] to) {
    int inner = left.columns();
    FloatPointer pl = a.copyOf(left.values());
    FloatPointer pr = b.copyOf(right.values());
    FloatPointer po = c.reserve(to.length);
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasTrans,
        left.rows(),
        right.rows(),
        inner,
        scale,
        pl,
        inner,
        pr,
        inner,
        0,
        po,
        right.rows());
    if (scratch.length < to.length) {
      scratch = new float[to.length];
    }
    c.copyTo(scratch, to.length);
    for (int slot = 0; slot < to.length; slot++) {
      to[slot] += mask[slot] * scratch[slot];
    }
  }
}
