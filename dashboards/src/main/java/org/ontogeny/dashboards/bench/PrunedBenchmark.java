package org.ontogeny.dashboards.bench;

import java.io.IOException;
import java.util.List;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.backend.Backends;

/**
 * Gibbs sweeps of a deep machine with the synapses and neurons that pruning left, beside itself
 * before.
 */
record PrunedBenchmark(Layout layout, int chains, Masks masks) implements Benchmark {

  private static final String QUESTION =
      "How long does a sweep take after pruning, as a share of before?";
  private static final double TARGET = 0.3;
  private static final int PIECE = 10; // sweeps between two looks at the clock
  private static final int CHAINS = 1000;

  /** Where masks come from. */
  interface Masks {
    PrunedMasks of(Layout layout) throws IOException;
  }

  static PrunedBenchmark usual() {
    return new PrunedBenchmark(Layout.usual(), CHAINS, PrunedBenchmark::shipped);
  }

  private static PrunedMasks shipped(Layout layout) throws IOException {
    return PrunedMasks.shipped(layout)
        .orElseThrow(() -> new CannotMeasure("gibbs-pruned: no masks come with this program"));
  }

  @Override
  public String name() {
    return "gibbs-pruned";
  }

  @Override
  public String question() {
    return QUESTION;
  }

  @Override
  public int seconds(Measuring how) {
    return (int) Math.ceil(how.seconds() * (4 + 2 * how.repeats()));
  }

  @Override
  public List<Answer> measure(Measuring how) throws IOException {
    Kernels kernels = Backends.named("cpu");
    PrunedMasks left = masks.of(layout);
    DeepMachine before = DeepMachine.of(kernels, layout.lower(1, 1), layout.upper(1, 2));
    DeepMachine after = DeepMachine.withoutDeadEnds(kernels, left.lower(), left.upper());
    try (Crew crew = new Crew(how.threads())) {
      Sweeps unpruned = new Sweeps(before, chains, crew);
      Sweeps pruned = new Sweeps(after, chains, crew);
      List<Blocks.Side> sides =
          List.of(
              () -> unpruned.rate(how.seconds(), PIECE), () -> pruned.rate(how.seconds(), PIECE));
      Blocks.alternate(2, sides); // warm-up
      Blocks blocks = Blocks.alternate(how.repeats(), sides);
      return List.of(
          new Answer(
              QUESTION,
              List.of(
                  Figure.of(
                      QUESTION,
                      "time, share of unpruned",
                      blocks.ratios(0, 1),
                      Figure.Target.below(TARGET)),
                  Figure.of(QUESTION, "chain-sweeps/s", blocks.of(1)),
                  Figure.of(QUESTION, "chain-sweeps/s unpruned", blocks.of(0))),
              List.of(
                  "%,d of %,d synapses and %,d of %,d neurons left"
                      .formatted(
                          after.synapses(),
                          before.synapses(),
                          after.neurons(),
                          before.neurons()))));
    }
  }
}
