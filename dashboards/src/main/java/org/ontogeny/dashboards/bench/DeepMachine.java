package org.ontogeny.dashboards.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Draws;
import org.ontogeny.kernel.Input;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;

/**
 * A deep Boltzmann machine of three populations v - h1 - h2 whose Markov chains go on by Gibbs
 * sweeps, as a plain loop over kernels. A sweep updates h1 from v and h2, then v and h2 from h1.
 */
final class DeepMachine {

  private static final long SEED = 1;
  private static final float DEVIATION = 0.1f; // of weights
  private static final float VISIBLE_BIAS = -1;
  private static final float HIDDEN_BIAS = -2;
  private static final float[] ONE_DRIVE = {1};
  private static final float[] TWO_DRIVES = {1, 1};

  private final Kernels kernels;
  private final Synapses lower; // v -> h1
  private final Synapses upper; // h1 -> h2
  private final Weights lowerWeight; // [slots of lower]
  private final Weights upperWeight; // [slots of upper]
  private final Population v;
  private final Population h1;
  private final Population h2;

  /** Living neurons. */
  private record Population(int number, int[] row, float[] bias) {

    static Population of(int number, int[] row, float bias) {
      float[] biases = new float[row.length];
      Arrays.fill(biases, bias);
      return new Population(number, row, biases);
    }
  }

  private DeepMachine(
      Kernels kernels, Synapses lower, Synapses upper, int[] v, int[] h1, int[] h2) {
    this.kernels = kernels;
    this.lower = lower;
    this.upper = upper;
    lowerWeight = weights(SEED, lower);
    upperWeight = weights(SEED + 1, upper);
    this.v = Population.of(0, v, VISIBLE_BIAS);
    this.h1 = Population.of(1, h1, HIDDEN_BIAS);
    this.h2 = Population.of(2, h2, HIDDEN_BIAS);
  }

  /** A machine of these synapses, all neurons of which are alive. */
  static DeepMachine of(Kernels kernels, Synapses lower, Synapses upper) {
    return new DeepMachine(
        kernels,
        lower,
        upper,
        IntStream.range(0, lower.pres()).toArray(),
        IntStream.range(0, lower.posts()).toArray(),
        IntStream.range(0, upper.posts()).toArray());
  }

  /**
   * A machine of these synapses without the hidden neurons that have none, as if pruning had come
   * that far.
   */
  static DeepMachine withoutDeadEnds(Kernels kernels, Synapses lower, Synapses upper) {
    boolean[] alive1 = new boolean[lower.posts()];
    boolean[] alive2 = new boolean[upper.posts()];
    lower.forEach((slot, pre, post) -> alive1[post] = true);
    upper.forEach(
        (slot, pre, post) -> {
          alive1[pre] = true;
          alive2[post] = true;
        });
    int[] v = IntStream.range(0, lower.pres()).toArray();
    int[] h1 = IntStream.range(0, alive1.length).filter(n -> alive1[n]).toArray();
    int[] h2 = IntStream.range(0, alive2.length).filter(n -> alive2[n]).toArray();
    return new DeepMachine(
        kernels, lower.compact(v, h1).next(), upper.compact(h1, h2).next(), v, h1, h2);
  }

  private static Weights weights(long seed, Synapses synapses) {
    float[] values = new float[synapses.slots()];
    float[] normal = RandomWeights.normal(seed, DEVIATION, synapses.living());
    int[] slots = synapses.livingSlots();
    for (int k = 0; k < slots.length; k++) {
      values[slots[k]] = normal[k];
    }
    return new Weights(values);
  }

  /** Living synapses. */
  int synapses() {
    return lower.living() + upper.living();
  }

  /** Living neurons. */
  int neurons() {
    return v.row().length + h1.row().length + h2.row().length;
  }

  /**
   * Chains {@code first} to {@code first + columns - 1}, with random states; for one thread at a
   * time.
   */
  Chains chains(int first, int columns) {
    return new Chains(first, columns);
  }

  /** Some chains. */
  final class Chains {
    private final int first;
    private final int columns;
    private Batch visible;
    private Batch hidden;
    private Batch top;
    private long step;

    private Chains(int first, int columns) {
      this.first = first;
      this.columns = columns;
      Random random = new Random(SEED + first);
      visible = coins(random, v.row().length, 0.5);
      top = coins(random, h2.row().length, 0.1);
    }

    private Batch coins(Random random, int rows, double share) {
      float[] values = new float[rows * columns];
      for (int k = 0; k < values.length; k++) {
        values[k] = random.nextDouble() < share ? 1 : 0;
      }
      return new Batch(rows, columns, values);
    }

    /** Some sweeps. */
    void sweep(int sweeps) {
      for (int k = 0; k < sweeps; k++, step++) {
        List<Batch> onto1 =
            List.of(
                kernels.toPost(lower, lowerWeight, visible),
                kernels.toPre(upper, upperWeight, top));
        hidden = sample(h1, 0, onto1, TWO_DRIVES);
        visible = sample(v, 1, List.of(kernels.toPre(lower, lowerWeight, hidden)), ONE_DRIVE);
        top = sample(h2, 1, List.of(kernels.toPost(upper, upperWeight, hidden)), ONE_DRIVE);
      }
    }

    private Batch sample(Population population, int tick, List<Batch> drives, float[] gains) {
      Input input = new Input(population.bias(), 1, drives, gains, columns);
      Batch states =
          kernels.sample(
              input,
              new Draws(
                  Purpose.SAMPLE.key(SEED, population.number(), step, tick, 0),
                  population.row(),
                  first));
      drives.forEach(Batch::release); // as neuron groups do
      return states;
    }

    /** States of the visible neurons, [neurons][columns]. */
    Batch visible() {
      return visible;
    }

    /** How many chains. */
    int columns() {
      return columns;
    }
  }
}
