package org.ontogeny.dashboards.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.learning.Parameters;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Draws;
import org.ontogeny.kernel.Input;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.Key;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;

/**
 * A restricted Boltzmann machine that learns by contrastive divergence with one step (Hinton 2002),
 * as a plain loop over kernels. Each member of a crew owns a group of hidden neurons with its
 * dendrites, and a slice of the visible neurons:
 *
 * <pre>
 *   p0 = P(h | v0), h0 ~ p0     each group for itself
 *   v1 ~ P(v | h0)              drives of all groups, added in their order
 *   p1 = P(h | v1)              each group for itself
 *   dw = momentum * dw + rate * (v0 p0 - v1 p1) / columns, and so for biases
 * </pre>
 */
final class RestrictedMachine {

  private static final Learning LEARNING = new Learning(0.05f, 0.5f, Momentum.Mode.CLASSIC, 0, 0);
  private static final long SEED = 1;
  private static final float DEVIATION = 0.1f; // of weights
  private static final float VISIBLE_BIAS = -1;
  private static final float HIDDEN_BIAS = -2;
  private static final float[] ONE_DRIVE = {1};

  private final Kernels kernels;
  private final int visible;
  private final Part[] parts; // [members]
  private final CyclicBarrier barrier;
  private final Batch[] drives; // [members] onto the visible neurons
  private final Batch[] slices; // [members] of reconstructed states

  RestrictedMachine(Kernels kernels, int visible, int hidden, int members) {
    this.kernels = kernels;
    this.visible = visible;
    parts = new Part[members];
    float[] all = RandomWeights.normal(SEED, DEVIATION, hidden * visible); // [hidden][visible]
    for (int k = 0; k < members; k++) {
      int from = hidden * k / members;
      parts[k] = new Part(k, from, hidden * (k + 1) / members, members, all);
    }
    barrier = new CyclicBarrier(members);
    drives = new Batch[members];
    slices = new Batch[members];
  }

  /** Neurons that learn their biases. */
  private static final class Neurons {
    private final int[] row; // [neurons]
    private final float[] bias; // [neurons]
    private final float[] change; // [neurons]
    private final float[] gradient; // [neurons]

    Neurons(int from, int to, float bias) {
      row = IntStream.range(from, to).toArray();
      this.bias = new float[row.length];
      Arrays.fill(this.bias, bias);
      change = new float[row.length];
      gradient = new float[row.length];
    }
  }

  /** What a member owns. */
  private final class Part {
    private final int member;
    private final int firstVisible;
    private final int lastVisible;
    private final Neurons hidden;
    private final Neurons seen;
    private final Synapses synapses;
    private final Weights weight;
    private final float[] change;
    private final float[] gradient;
    private final float[] eachDrive; // [members] ones

    Part(int member, int from, int to, int members, float[] all) {
      this.member = member;
      firstVisible = visible * member / members;
      lastVisible = visible * (member + 1) / members;
      hidden = new Neurons(from, to, HIDDEN_BIAS);
      seen = new Neurons(firstVisible, lastVisible, VISIBLE_BIAS);
      synapses = Synapses.full(visible, to - from);
      weight = new Weights(Arrays.copyOfRange(all, from * visible, to * visible));
      change = new float[synapses.slots()];
      gradient = new float[synapses.slots()];
      eachDrive = new float[members];
      Arrays.fill(eachDrive, 1);
    }

    void learn(Batch v0, long step) {
      int columns = v0.columns();
      float scale = 1f / columns;
      Input up = fromBelow(v0);
      Batch p0 = kernels.mean(up);
      Batch h0 = kernels.sample(up, draws(0, step, hidden));
      drives[member] = kernels.toPre(synapses, weight, h0);
      await();
      slices[member] = kernels.sample(fromAbove(columns), draws(1, step, seen));
      await();
      Batch v1 = Batch.stack(List.of(slices));
      Batch p1 = kernels.mean(fromBelow(v1));
      accumulate(v0, p0, scale);
      accumulate(v1, p1, -scale);
      learn(weight.values(), change, gradient);
      weight.changed();
      learn(hidden.bias, hidden.change, hidden.gradient);
      learn(seen.bias, seen.change, seen.gradient);
    }

    private static void learn(float[] value, float[] change, float[] gradient) {
      Parameters parameters = new Parameters(value, change, new float[0], gradient, Parameters.OLD);
      LEARNING.optimiser().apply(LEARNING.rate(), 0, parameters);
    }

    private Input fromBelow(Batch v) {
      Batch drive = kernels.toPost(synapses, weight, v);
      return new Input(hidden.bias, 1, List.of(drive), ONE_DRIVE, v.columns());
    }

    private Input fromAbove(int columns) {
      Batch[] mine = new Batch[drives.length];
      for (int k = 0; k < mine.length; k++) {
        mine[k] = drives[k].rows(firstVisible, lastVisible);
      }
      return new Input(seen.bias, 1, List.of(mine), eachDrive, columns);
    }

    private Draws draws(int population, long step, Neurons neurons) {
      Key key = Purpose.SAMPLE.key(SEED, population, step, 0, 0);
      return new Draws(key, neurons.row, 0);
    }

    private void accumulate(Batch v, Batch h, float scale) {
      kernels.outer(synapses, v, h, scale, gradient);
      kernels.sumColumns(h, scale, hidden.gradient);
      kernels.sumColumns(v.rows(firstVisible, lastVisible), scale, seen.gradient);
    }
  }

  /**
   * The share of a member in learning from some batches. All members have to be at it at the same
   * time.
   *
   * @param batches [visible neurons][columns] each
   * @param firstStep number of the first one, for the random draws
   */
  void learn(int member, List<Batch> batches, long firstStep) {
    for (int k = 0; k < batches.size(); k++) {
      parts[member].learn(batches.get(k), firstStep + k);
    }
  }

  /** Weights of the synapses onto the neurons of a member's group; not to be written. */
  float[] weights(int member) {
    return parts[member].weight.values();
  }

  private void await() {
    try {
      barrier.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the other groups", e);
    } catch (BrokenBarrierException e) {
      throw new IllegalStateException("another group has failed", e);
    }
  }
}
