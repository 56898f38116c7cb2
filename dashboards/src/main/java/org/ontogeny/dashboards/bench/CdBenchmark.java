package org.ontogeny.dashboards.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ontogeny.dashboards.bench.peer.Peers;
import org.ontogeny.engine.data.DataDirectory;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.data.Datasets;
import org.ontogeny.engine.data.Digits;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.backend.Backends;

/**
 * Contrastive divergence of one restricted machine.
 *
 * @param side of the square of visible neurons
 * @param hidden neurons
 * @param examples that are learned from, again and again
 */
record CdBenchmark(int side, int hidden, int examples) implements Benchmark {

  private static final int COLUMNS = 100; // of a batch
  private static final int PRODUCTS = 5; // three of drives, two of gradients
  private static final int PIECE = 20; // batches between two looks at the clock
  private static final double TARGET = 1.5;
  private static final double SHARE = 65; // percent
  private static final long SEED = 1;

  private static final List<Peers.Way> WAYS =
      List.of(
          Peers.Way.of("sklearn", "sklearn.* batch 100$"),
          Peers.Way.of("torch", "torch.* batch 100$"));

  /** Scholl's machine of digits. */
  static CdBenchmark usual() {
    return new CdBenchmark(20, 676, 10_000);
  }

  @Override
  public String name() {
    return "cd";
  }

  @Override
  public String question() {
    return "How fast does a restricted machine %dx%d learn by contrastive divergence?"
        .formatted(side * side, hidden);
  }

  @Override
  public int seconds(Measuring how) {
    return Comparison.seconds(how, WAYS.size());
  }

  @Override
  public List<Answer> measure(Measuring how) {
    Dataset data = data(how);
    List<Batch> batches = batches(data);
    Kernels kernels = Backends.named("cpu");
    RestrictedMachine machine = new RestrictedMachine(kernels, side * side, hidden, how.threads());
    Comparison comparison =
        new Comparison(
            question(),
            "examples",
            2.0 * PRODUCTS * side * side * hidden,
            Optional.of(Figure.Target.atLeast(TARGET)),
            Optional.of(Figure.Target.atLeast(SHARE)));
    try (Crew crew = new Crew(how.threads())) {
      long[] step = {0};
      Blocks.Work learn =
          () -> {
            List<Batch> piece = piece(batches, step[0]);
            crew.work(member -> machine.learn(member, piece, step[0]));
            step[0] += piece.size();
            return (long) piece.size() * COLUMNS;
          };
      Answer answer =
          comparison.measure(
              how,
              crew,
              () -> Blocks.rate(how.seconds(), learn),
              script(how.threads()),
              List.of("data: %s; batches of %d".formatted(described(data), COLUMNS)));
      return List.of(answer);
    }
  }

  private Dataset data(Measuring how) {
    boolean given = DataDirectory.find(how.data(), System.getenv()).isPresent();
    return Datasets.load(
        given ? Datasets.MNIST : Digits.NAME, side, examples, COLUMNS, SEED, how.data());
  }

  private static String described(Dataset data) {
    return data.name().equals(Digits.NAME)
        ? "drawn digits, since --data DIR names no folder"
        : data.name();
  }

  private List<Batch> batches(Dataset data) {
    List<Batch> batches = new ArrayList<>();
    for (int first = 0; first + COLUMNS <= examples; first += COLUMNS) {
      int[] columns = IntStream.range(first, first + COLUMNS).toArray();
      batches.add(data.train().columns(columns, 0, data.pixels()));
    }
    return batches;
  }

  private static List<Batch> piece(List<Batch> batches, long step) {
    int first = (int) (step % batches.size());
    return batches.subList(first, Math.min(first + PIECE, batches.size()));
  }

  private static Peers.Script script(int threads) {
    return new Peers.Script(
        "rbm_epoch.py",
        List.of("numpy", "sklearn", "torch"),
        List.of(Integer.toString(threads)),
        WAYS);
  }
}
