package org.ontogeny.kernel;

import java.util.List;

/**
 * The shapes that {@link Kernels} asks for, checked by every backend before it computes. A method
 * is named for the operation that it guards; an offence is an {@link IllegalArgumentException}.
 */
public final class Shapes {

  private Shapes() {}

  /** Arguments of {@link Kernels#toPost}. */
  public static void toPost(Synapses synapses, Weights weight, Batch pre) {
    require("weights", synapses.slots(), weight.values().length);
    require("rows of presynaptic activity", synapses.pres(), pre.rows());
  }

  /** Arguments of {@link Kernels#toPre}. */
  public static void toPre(Synapses synapses, Weights weight, Batch post) {
    require("weights", synapses.slots(), weight.values().length);
    require("rows of postsynaptic activity", synapses.posts(), post.rows());
  }

  /** Arguments of {@link Kernels#outer} and {@link Kernels#coincidences}, the last one's length. */
  public static void outer(Synapses synapses, Batch pre, Batch post, int values) {
    require("rows of presynaptic activity", synapses.pres(), pre.rows());
    require("rows of postsynaptic activity", synapses.posts(), post.rows());
    require("columns of postsynaptic activity", pre.columns(), post.columns());
    require("values, one a slot,", synapses.slots(), values);
  }

  /** One value for each row of a batch. */
  public static void perRow(String what, Batch batch, int values) {
    require(what, batch.rows(), values);
  }

  /** Fields of {@link Input}. */
  static void drive(float[] bias, List<Batch> drives, float[] driveGain, int columns) {
    require("gains of drives", drives.size(), driveGain.length);
    for (Batch drive : drives) {
      require("rows of drive", bias.length, drive.rows());
      require("columns of drive", columns, drive.columns());
    }
  }

  /** Arguments of {@link Kernels#sample}. */
  public static void sample(Input input, Draws draws) {
    require("original rows", input.rows(), draws.row().length);
  }

  /** Two batches of one shape. */
  public static void same(Batch a, Batch b) {
    require("rows", a.rows(), b.rows());
    require("columns", a.columns(), b.columns());
  }

  private static void require(String what, int expected, int actual) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "expected %d %s but got %d".formatted(expected, what, actual));
    }
  }
}
