package org.ontogeny.dashboards.bench;

import java.util.List;
import java.util.Optional;
import org.ontogeny.dashboards.bench.peer.Peers;
import org.ontogeny.kernel.backend.Backends;

/**
 * Gibbs sweeps of one deep machine, dense or with few synapses in a random pattern.
 *
 * @param name by which a user asks for it
 * @param layout of the machine
 * @param keepLower share of the lower synapses that live
 * @param keepUpper share of the upper synapses that live
 * @param chains Markov chains
 * @param target over the peer
 * @param ways of the peer: dense, and compressed
 */
record GibbsBenchmark(
    String name,
    Layout layout,
    double keepLower,
    double keepUpper,
    int chains,
    double target,
    List<Peers.Way> ways)
    implements Benchmark {

  private static final int PIECE = 10; // sweeps between two looks at the clock
  private static final int PASSES = 2; // of each synapse in a sweep: towards either end
  private static final int CHAINS = 1000;
  private static final String PEER_SWEEPS = "50";

  /** Nothing pruned. */
  static GibbsBenchmark unpruned() {
    String weights = " 27\\d{4} weights";
    return new GibbsBenchmark(
        "gibbs",
        Layout.usual(),
        1,
        1,
        CHAINS,
        2,
        List.of(
            Peers.Way.of("full-dense", "dense" + weights),
            Peers.Way.of("full-csr", "CSR" + weights)));
  }

  /** As few synapses as pruning leaves, in a random pattern. */
  static GibbsBenchmark sparse() {
    String weights = " 1[12]\\d{3} weights";
    return new GibbsBenchmark(
        "gibbs-sparse",
        Layout.usual(),
        0.348,
        0.0327,
        CHAINS,
        2.5,
        List.of(
            Peers.Way.of("pruned-dense", "dense" + weights),
            Peers.Way.of("pruned-csr", "CSR" + weights)));
  }

  @Override
  public String question() {
    return "How fast are Gibbs sweeps of a deep machine %s?"
        .formatted(keepUpper < 1 ? "with few synapses at random" : "unpruned");
  }

  @Override
  public int seconds(Measuring how) {
    return Comparison.seconds(how, ways.size());
  }

  @Override
  public List<Answer> measure(Measuring how) {
    DeepMachine machine =
        DeepMachine.of(
            Backends.named("cpu"), layout.lower(keepLower, 1), layout.upper(keepUpper, 2));
    Comparison comparison =
        new Comparison(
            question(),
            "chain-sweeps",
            2.0 * PASSES * machine.synapses(),
            Optional.of(Figure.Target.atLeast(target)),
            Optional.empty());
    try (Crew crew = new Crew(how.threads())) {
      Sweeps sweeps = new Sweeps(machine, chains, crew);
      String note =
          "%d-%d-%d neurons, %,d synapses, %,d chains"
              .formatted(
                  layout.below(), layout.below(), layout.above(), machine.synapses(), chains);
      return List.of(
          comparison.measure(
              how, crew, () -> sweeps.rate(how.seconds(), PIECE), script(how), List.of(note)));
    }
  }

  private Peers.Script script(Measuring how) {
    return new Peers.Script(
        "dbm_gibbs.py",
        List.of("numpy", "torch"),
        List.of(Integer.toString(chains), PEER_SWEEPS, Integer.toString(how.threads())),
        ways);
  }
}
