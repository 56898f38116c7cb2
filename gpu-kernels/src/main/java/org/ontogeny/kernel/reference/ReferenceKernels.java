package org.ontogeny.kernel.reference;

import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Draws;
import org.ontogeny.kernel.Input;
import org.ontogeny.kernel.Logistic;
import org.ontogeny.kernel.PlainKernels;
import org.ontogeny.kernel.Shapes;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;

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
    return "reference 2; " + platform();
  }

  @Override
  public Batch toPost(Synapses synapses, Weights weight, Batch pre) {
    Shapes.toPost(synapses, weight, pre);
    int columns = pre.columns();
    Batch drive = Batch.zeros(synapses.posts(), columns);
    synapses.forEach(
        (slot, i, j) -> {
          for (int c = 0; c < columns; c++) {
            drive.values()[j * columns + c] += weight.values()[slot] * pre.get(i, c);
          }
        });
    return drive;
  }

  @Override
  public Batch toPre(Synapses synapses, Weights weight, Batch post) {
    Shapes.toPre(synapses, weight, post);
    int columns = post.columns();
    Batch drive = Batch.zeros(synapses.pres(), columns);
    synapses.forEach(
        (slot, i, j) -> {
          for (int c = 0; c < columns; c++) {
            drive.values()[i * columns + c] += weight.values()[slot] * post.get(j, c);
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
  public void coincidences(Synapses synapses, Batch pre, Batch post, int[] together) {
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
  public Batch mean(Input input) {
    Batch x = drive(input);
    Batch mean = Batch.zeros(x.rows(), x.columns());
    for (int i = 0; i < mean.values().length; i++) {
      mean.values()[i] = Logistic.of(x.values()[i]);
    }
    return mean;
  }

  @Override
  public Batch sample(Input input, Draws draws) {
    Shapes.sample(input, draws);
    Batch mean = mean(input);
    Batch state = Batch.zeros(mean.rows(), mean.columns());
    for (int n = 0; n < state.rows(); n++) {
      for (int c = 0; c < state.columns(); c++) {
        boolean on = draws.uniform(n, c) < mean.get(n, c);
        state.values()[n * state.columns() + c] = on ? 1 : 0;
      }
    }
    return state;
  }
}
