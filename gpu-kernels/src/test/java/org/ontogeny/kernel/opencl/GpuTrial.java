package org.ontogeny.kernel.opencl;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Draws;
import org.ontogeny.kernel.Input;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.Key;
import org.ontogeny.kernel.Logistic;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;

/**
 * How fast a device runs Gibbs sweeps of a dense deep Boltzmann machine v-h1-h2 of three equal
 * layers, all of whose states stay there: {@code GpuTrial LAYER CHAINS SWEEPS}. Also checks some
 * rows against float64 sums and the scalar draw.
 */
final class GpuTrial {

  private static final int CHECKED = 4; // rows

  private final Kernels kernels = OpenClKernels.open();
  private final Map<String, Long> nanos = new LinkedHashMap<>();
  private final int layer;
  private final int chains;
  private final Synapses full;
  private final Weights lower; // v -> h1
  private final Weights upper; // h1 -> h2
  private final float[] bias;
  private final int[] rows;
  private Batch v;
  private Batch h1;
  private Batch h2;

  private GpuTrial(int layer, int chains) {
    this.layer = layer;
    this.chains = chains;
    full = Synapses.full(layer, layer);
    lower = weights(1);
    upper = weights(2);
    bias = new float[layer];
    rows = IntStream.range(0, layer).toArray();
    Input nothing = new Input(bias, 1, List.of(), new float[0], chains);
    v = kernels.sample(nothing, new Draws(Key.of(1), rows, 0));
    h2 = kernels.sample(nothing, new Draws(Key.of(2), rows, 0));
  }

  private Weights weights(long seed) {
    Random random = new Random(seed);
    float[] weight = new float[layer * layer];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) (random.nextGaussian() / Math.sqrt(layer));
    }
    return new Weights(weight);
  }

  public static void main(String[] args) {
    GpuTrial trial = new GpuTrial(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    System.out.println(trial.kernels.arithmetic());
    trial.sweep(0); // uploads the weights
    trial.run(Integer.parseInt(args[2]));
    trial.check();
    trial.statistics();
  }

  private void run(int sweeps) {
    nanos.clear();
    long begin = System.nanoTime();
    for (int sweep = 1; sweep <= sweeps; sweep++) {
      sweep(sweep);
    }
    double seconds = (System.nanoTime() - begin) * 1e-9;
    System.out.printf(
        "%d-%d-%d, %d chains: %.0f chain-sweeps/s (%.2f ms a sweep, %.1f GFLOP/s in all)%n",
        layer,
        layer,
        layer,
        chains,
        chains * sweeps / seconds,
        seconds * 1e3 / sweeps,
        4 * flop() * sweeps / seconds * 1e-9);
    nanos.forEach((name, time) -> print(name, time, name.equals("sample") ? 3 : 2, sweeps));
    long inside = nanos.values().stream().mapToLong(Long::longValue).sum();
    System.out.printf("  %-14s %5.1f %%%n", "elsewhere", 100 * (1 - inside * 1e-9 / seconds));
  }

  private void print(String name, long time, int calls, int sweeps) {
    long all = nanos.values().stream().mapToLong(Long::longValue).sum();
    double each = time * 1e-9 / (calls * sweeps);
    String speed =
        name.equals("sample")
            ? "%.0f M draws/s".formatted((double) layer * chains / each * 1e-6)
            : "%.1f GFLOP/s".formatted(flop() / each * 1e-9);
    System.out.printf(
        "  %-14s %5.1f %%  %8.3f ms  %s%n", name, 100.0 * time / all, each * 1e3, speed);
  }

  private double flop() {
    return 2.0 * layer * layer * chains;
  }

  private void sweep(int step) {
    Batch below = timed("toPost", () -> kernels.toPost(full, lower, v));
    Batch above = timed("toPre", () -> kernels.toPre(full, upper, h2));
    h1 = timed("sample", () -> kernels.sample(input(below, above), draws(step, 1)));
    Batch down = timed("toPre", () -> kernels.toPre(full, lower, h1));
    v = timed("sample", () -> kernels.sample(input(down), draws(step, 0)));
    Batch up = timed("toPost", () -> kernels.toPost(full, upper, h1));
    h2 = timed("sample", () -> kernels.sample(input(up), draws(step, 2)));
  }

  private <T> T timed(String name, Supplier<T> operation) {
    long begin = System.nanoTime();
    T result = operation.get();
    nanos.merge(name, System.nanoTime() - begin, Long::sum);
    return result;
  }

  private Input input(Batch... drives) {
    float[] gains = new float[drives.length];
    Arrays.fill(gains, 1);
    return new Input(bias, 1, List.of(drives), gains, chains);
  }

  private Draws draws(int step, int layer) {
    return new Draws(Key.of(7).with(step, layer), rows, 0);
  }

  /** Some rows of a product each way and of a draw. */
  private void check() {
    Batch down = kernels.toPre(full, lower, h1);
    Batch up = kernels.toPost(full, upper, h1);
    Draws draws = draws(-1, 2);
    Batch state = kernels.sample(input(up), draws);
    double worst = 0;
    int wrong = 0;
    for (int k = 0; k < CHECKED; k++) {
      int n = k * (layer - 1) / (CHECKED - 1);
      for (int c = 0; c < chains; c++) {
        double intoPre = 0;
        double intoPost = 0;
        for (int m = 0; m < layer; m++) {
          intoPre += (double) lower.values()[m * layer + n] * h1.get(m, c);
          intoPost += (double) upper.values()[n * layer + m] * h1.get(m, c);
        }
        worst = Math.max(worst, Math.abs(intoPre - down.get(n, c)));
        worst = Math.max(worst, Math.abs(intoPost - up.get(n, c)));
        float mean = Logistic.of(up.get(n, c));
        float uniform = draws.key().uniform(rows[n], c);
        boolean near = Math.abs(mean - uniform) < 1e-6;
        wrong += near || (uniform < mean) == (state.get(n, c) == 1) ? 0 : 1;
      }
    }
    System.out.printf(
        "%d rows: drives within %.1e of float64, %d wrong draws%n", CHECKED, worst, wrong);
  }

  /** What a learning step asks for, once warm. */
  private void statistics() {
    int[] together = new int[full.slots()];
    float[] gradient = new float[full.slots()];
    long[] active = new long[layer];
    for (int i = 0; i < 2; i++) {
      nanos.clear();
      timed("coincidences", () -> done(() -> kernels.coincidences(full, v, h1, together)));
      timed("outer", () -> done(() -> kernels.outer(full, v, h1, 1, gradient)));
      timed("active", () -> done(() -> kernels.active(v, active)));
      timed("maxChange", () -> kernels.maxChange(v, h2));
      timed("fetch a layer", () -> kernels.mean(input(v)).values());
      lower.changed();
      timed("new weights", () -> kernels.toPost(full, lower, v));
    }
    nanos.forEach((name, time) -> System.out.printf("  %-14s %8.3f ms%n", name, time * 1e-6));
  }

  private static boolean done(Runnable operation) {
    operation.run();
    return true;
  }
}
