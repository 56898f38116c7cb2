package org.ontogeny.dashboards.bench;

import java.util.ArrayList;
import java.util.List;
import org.ontogeny.dashboards.bench.peer.Peers;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.backend.Backends;

/**
 * Gibbs sweeps of a deep machine on an OpenCL device, beside a peer on the same one.
 *
 * @param layer neurons of each of the three populations
 * @param chains Markov chains
 * @param sweeps between two looks at the clock
 */
public record GpuBenchmark(int layer, int chains, int sweeps) implements Benchmark {

  private static final String QUESTION = "How fast are Gibbs sweeps of a deep machine on a GPU?";
  private static final double TARGET = 0.5; // times the peer
  private static final double TERA = 1e12;
  private static final int WARM_UPS = 2; // blocks

  /** The sizes of the question. */
  public static GpuBenchmark usual() {
    return new GpuBenchmark(4096, 4096, 50);
  }

  @Override
  public String name() {
    return "gpu";
  }

  @Override
  public String question() {
    return QUESTION;
  }

  @Override
  public int seconds(Measuring how) {
    return (int) Math.ceil(how.seconds() * (4 + how.repeats()));
  }

  @Override
  public String apart() {
    return "it takes a GPU";
  }

  @Override
  public List<Answer> measure(Measuring how) {
    Kernels kernels = opencl();
    Synapses full = Synapses.full(layer, layer);
    DeepMachine machine = DeepMachine.of(kernels, full, full);
    DeepMachine.Chains all = machine.chains(0, chains);
    Blocks.Side ours =
        () ->
            Blocks.rate(
                how.seconds(),
                () -> {
                  all.sweep(sweeps);
                  all.visible().rows(0, 1).values(); // not before the device has done it all
                  return (long) chains * sweeps;
                });
    for (int k = 0; k < WARM_UPS; k++) {
      ours.measure();
    }
    Peers.Choice choice = how.peers().choose(script());
    how.notice().accept(choice.story());
    List<Blocks.Side> sides = new ArrayList<>(List.of(ours));
    choice.peer().ifPresent(peer -> sides.add(peer::measure));
    Blocks blocks = Blocks.alternate(how.repeats(), sides);
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of(QUESTION, "chain-sweeps/s", blocks.of(0)));
    double flop = 8.0 * layer * layer; // two projections, two directions
    figures.add(
        Figure.of(
            QUESTION, "TFLOP/s", blocks.of(0).stream().map(rate -> rate * flop / TERA).toList()));
    if (choice.peer().isPresent()) {
      figures.add(Figure.of(QUESTION, "chain-sweeps/s of the peer", blocks.of(1)));
      figures.add(
          Figure.of(
              QUESTION,
              "times as many as the peer",
              blocks.ratios(0, 1),
              Figure.Target.atLeast(TARGET)));
    }
    return List.of(
        new Answer(
            QUESTION,
            figures,
            List.of(
                "%1$d-%1$d-%1$d neurons, %2$,d chains; %3$s"
                    .formatted(layer, chains, kernels.arithmetic()),
                choice.story())));
  }

  private static Kernels opencl() {
    try {
      return Backends.named("opencl");
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new CannotMeasure("gpu: " + e.getMessage());
    }
  }

  private Peers.Script script() {
    return new Peers.Script(
        "dbm_gibbs_gpu.py",
        List.of("torch"),
        List.of(Integer.toString(layer), Integer.toString(chains), Integer.toString(sweeps)),
        List.of(Peers.Way.of("fp32", "GPU fp32")));
  }
}
