package org.ontogeny.kernel.reference;

import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Key;
import org.ontogeny.kernel.PlainKernels;
import org.ontogeny.kernel.Shapes;
import org.ontogeny.kernel.Synapses;

/**
 * Products, correlations, coincidences and draws as plain loops, those along synapses over the
 * living ones in canonical order: correct, slow, and what faster code for them is compared with.
 * All else is inherited, and shared with the other backends that compute in main memory.
 */
public final class ReferenceKernels extends PlainKernels {

  @Override
  public String backend() {
    return "reference";
  }

  @Override
  public String arithmetic() {
    return "reference; " + platform();
  }

  @Override
  public Batch toPost(Synapses synapses, float[] weight, Batch pre) {
    Shapes.toPost(synapses, weight, pre);
    int columns = pre.columns();
    Batch drive = Batch.zeros(synapses.posts(), columns);
    synapses.forEach(
        (slot, i, j) -> {
          for (int c = 0; c < columns; c++) {
            drive.values()[j * columns + c] += weight[slot] * pre.get(i, c);
          }
        });
    return drive;
  }

  @Override
  public Batch toPre(Synapses synapses, float[] weight, Batch post) {
    Shapes.toPre(synapses, weight, post);
    int columns = post.columns();
    Batch drive = Batch.zeros(synapses.pres(), columns);
    synapses.forEach(
        (slot, i, j) -> {
          for (int c = 0; c < columns; c++) {
            drive.values()[i * columns + c] += weight[slot] * post.get(j, c);
          }
        });
    return drive;
  }

  @Override
  public void outer(Synapses synapses, Batch pre, Batch post, float scale, float[] gradient) {
    Shapes.outer(synapses, pre, post, gradient.length);
    synapses.forEach(
        (slot, i, j) -> {
          float sum = 0;
          for (int c = 0; c < pre.columns(); c++) {
            sum += pre.get(i, c) * post.get(j, c);
          }
          gradient[slot] += scale * sum;
        });
  }

  @Override
  public void coincidences(Synapses synapses, Batch pre, Batch post, long[] together) {
    Shapes.outer(synapses, pre, post, together.length);
    synapses.forEach(
        (slot, i, j) -> {
          for (int c = 0; c < pre.columns(); c++) {
            if (pre.get(i, c) > 0 && post.get(j, c) > 0) {
              together[slot]++;
            }
          }
        });
  }

  @Override
  public Batch bernoulli(Key key, int[] row, int firstColumn, Batch probability) {
    Shapes.perRow("original rows", probability, row.length);
    Batch state = Batch.zeros(probability.rows(), probability.columns());
    for (int n = 0; n < state.rows(); n++) {
      for (int c = 0; c < state.columns(); c++) {
        boolean on = key.uniform(row[n], firstColumn + c) < probability.get(n, c);
        state.values()[n * state.columns() + c] = on ? 1 : 0;
      }
    }
    return state;
  }
}
