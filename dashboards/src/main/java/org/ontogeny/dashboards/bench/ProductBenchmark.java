package org.ontogeny.dashboards.bench;

import java.util.List;
import java.util.Random;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;
import org.ontogeny.kernel.backend.Backends;

/**
 * Products of synapses with graded activity in both directions, in one thread: few synapses over
 * all of them.
 *
 * @param neurons on either side
 * @param columns network states
 */
record ProductBenchmark(int neurons, int columns) implements Benchmark {

  private static final String QUESTION =
      "How long does a sparse product take, as a share of a dense one?";
  private static final double SHARE = 80; // percent
  private static final int DIRECTIONS = 2;
  private static final long SEED = 1;

  static ProductBenchmark usual() {
    return new ProductBenchmark(2048, 128);
  }

  @Override
  public String name() {
    return "product";
  }

  @Override
  public String question() {
    return QUESTION;
  }

  @Override
  public int seconds(Measuring how) {
    return (int) Math.ceil(how.seconds() * (4 + 2.5 * how.repeats()));
  }

  @Override
  public List<Answer> measure(Measuring how) {
    double seconds = how.seconds() / 2;
    Batch activity = graded();
    try (Crew alone = new Crew(1)) {
      Ceiling ceiling = new Ceiling(alone, how.seconds());
      List<Blocks.Side> sides =
          List.of(
              side(alone, Synapses.full(neurons, neurons), activity, seconds),
              side(alone, synapses(0.05), activity, seconds),
              side(alone, synapses(0.01), activity, seconds),
              ceiling::flops,
              ceiling::bytes);
      Blocks.alternate(2, sides); // warm-up
      Blocks blocks = Blocks.alternate(how.repeats(), sides);
      double flop = 2.0 * DIRECTIONS * neurons * neurons * columns;
      return List.of(
          new Answer(
              QUESTION,
              List.of(
                  Figure.of(
                      QUESTION,
                      "time at 5 %, share of dense",
                      blocks.ratios(0, 1),
                      Figure.Target.below(0.25)),
                  Figure.of(
                      QUESTION,
                      "time at 1 %, share of dense",
                      blocks.ratios(0, 2),
                      Figure.Target.below(0.06)),
                  Figure.of(
                      QUESTION,
                      "% of the ceiling, dense",
                      blocks.scaled(0, 3, 100 * flop),
                      Figure.Target.atLeast(SHARE)),
                  Figure.of(QUESTION, "% of the ceiling at 5 %", blocks.scaled(1, 3, 5 * flop)),
                  Figure.of(QUESTION, "% of the ceiling at 1 %", blocks.scaled(2, 3, flop)),
                  Figure.of(QUESTION, "GFLOP/s, ceiling", Comparison.inGiga(blocks.of(3))),
                  Figure.of(QUESTION, "GB/s of memory", Comparison.inGiga(blocks.of(4)))),
              List.of(
                  "%d x %d neurons, %d columns of graded activity, towards either side, one thread"
                      .formatted(neurons, neurons, columns))));
    }
  }

  private Batch graded() {
    Random random = new Random(SEED);
    float[] values = new float[neurons * columns];
    for (int k = 0; k < values.length; k++) {
      values[k] = random.nextFloat();
    }
    return new Batch(neurons, columns, values);
  }

  private Synapses synapses(double density) {
    RandomSynapses random = RandomSynapses.of(neurons, neurons, density, SEED);
    return Synapses.of(neurons, neurons, random.pre(), random.post());
  }

  /** Pairs of products a second. */
  private static Blocks.Side side(Crew alone, Synapses synapses, Batch activity, double seconds) {
    Kernels kernels = Backends.named("cpu");
    Weights weight = new Weights(RandomWeights.normal(SEED, 0.1f, synapses.slots()));
    double[] rate = new double[1];
    return () -> {
      alone.work(
          member ->
              rate[0] =
                  Blocks.rate(
                      seconds,
                      () -> {
                        kernels.toPost(synapses, weight, activity);
                        kernels.toPre(synapses, weight, activity);
                        return 1;
                      }));
      return rate[0];
    };
  }
}
