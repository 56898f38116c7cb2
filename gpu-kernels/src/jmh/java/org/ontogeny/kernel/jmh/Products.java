package org.ontogeny.kernel.jmh;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;
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

/** How long does a product along synapses take, by their density and by what conducts? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Products {

  /** Backend by name. */
  @Param("cpu")
  public String backend;

  /** Presynaptic neurons. */
  @Param("400")
  public int pres;

  /** Postsynaptic neurons. */
  @Param("676")
  public int posts;

  /** Network states. */
  @Param("100")
  public int columns;

  /** Living share of the potential synapses. */
  @Param({"1", "0.05"})
  public double density;

  /** Whether states are 0 or 1, rather than between. */
  @Param({"true", "false"})
  public boolean binary;

  private Kernels kernels;
  private Synapses synapses;
  private Weights weight;
  private float[] gradient;
  private int[] together;
  private Batch pre;
  private Batch post;

  /** Makes what is multiplied. */
  @Setup
  public void connect() {
    Random random = new Random(1);
    kernels = Backends.named(backend);
    int[] living =
        IntStream.range(0, pres * posts).filter(k -> random.nextDouble() < density).toArray();
    synapses =
        Synapses.of(
            pres,
            posts,
            IntStream.of(living).map(k -> k % pres).toArray(),
            IntStream.of(living).map(k -> k / pres).toArray());
    weight = new Weights(new float[synapses.slots()]);
    for (int slot : synapses.livingSlots()) {
      weight.values()[slot] = (float) (0.1 * random.nextGaussian());
    }
    gradient = new float[synapses.slots()];
    together = new int[synapses.slots()];
    pre = States.random(random, pres, columns, binary);
    post = States.random(random, posts, columns, binary);
  }

  /** Drive along the synapses. */
  @Benchmark
  public Batch toPost() {
    return kernels.toPost(synapses, weight, pre);
  }

  /** The same with weights that have just changed, as in learning. */
  @Benchmark
  public Batch toPostOfChangedWeights() {
    weight.changed();
    return kernels.toPost(synapses, weight, pre);
  }

  /** Drive against the synapses. */
  @Benchmark
  public Batch toPre() {
    return kernels.toPre(synapses, weight, post);
  }

  /** Correlation of both ends. */
  @Benchmark
  public float[] outer() {
    kernels.outer(synapses, pre, post, 0.01f, gradient);
    return gradient;
  }

  /** Coincidences of both ends. */
  @Benchmark
  public int[] coincidences() {
    kernels.coincidences(synapses, pre, post, together);
    return together;
  }
}
