package org.ontogeny.kernel.jmh;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Draws;
import org.ontogeny.kernel.Input;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.Key;
import org.ontogeny.kernel.backend.Backends;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long does it take to update a group of binary neurons that two projections drive? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Updates {

  /** Backend by name. */
  @Param("cpu")
  public String backend;

  /** Neurons. */
  @Param("676")
  public int neurons;

  /** Network states. */
  @Param("100")
  public int columns;

  private Kernels kernels;
  private Input input;
  private Batch states;
  private Key key;
  private int[] rows;

  /** Makes what drives the neurons. */
  @Setup
  public void drive() {
    Random random = new Random(1);
    kernels = Backends.named(backend);
    List<Batch> drives =
        List.of(
            States.random(random, neurons, columns, false),
            States.random(random, neurons, columns, false));
    input = new Input(new float[neurons], 1, drives, new float[] {1, 1}, columns);
    states = States.random(random, neurons, columns, true);
    key = Key.of(1);
    rows = IntStream.range(0, neurons).toArray();
  }

  /** Mean states. */
  @Benchmark
  public Batch mean() {
    return kernels.mean(input);
  }

  /** Random states. */
  @Benchmark
  public Batch sample() {
    return kernels.sample(input, new Draws(key, rows, 0));
  }

  /** Sums over the network states. */
  @Benchmark
  public float[] sumColumns() {
    float[] sum = new float[neurons];
    kernels.sumColumns(states, 0.01f, sum);
    return sum;
  }

  /** Counts of active neurons. */
  @Benchmark
  public long[] active() {
    long[] active = new long[neurons];
    kernels.active(states, active);
    return active;
  }
}
