package org.ontogeny.dashboards.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ontogeny.actors.run.ActorExecutor;
import org.ontogeny.actors.run.Arrangement;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.Role;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.backend.Backends;

/**
 * A restricted machine with very many synapses in one process. It is born sparse: there is no
 * moment at which anything is as large as its potential synapses are many.
 *
 * @param neurons on either side
 * @param density living share of the potential synapses
 * @param groups of either side
 * @param chains Markov chains
 * @param heap bytes that it takes
 */
record LargeBenchmark(int neurons, double density, int groups, int chains, long heap)
    implements Benchmark {

  private static final String QUESTION = "Can one process sweep a machine of 10^8 living synapses?";
  private static final long SEED = 1;
  private static final long GIB = 1L << 30;
  private static final double SLACK = 0.98; // of the heap: a virtual machine keeps some to itself
  private static final int PASSES = 2; // of each synapse in a sweep: towards either end
  private static final int BYTES = 8; // of a synapse that a pass reads at least: weight and place

  static LargeBenchmark usual() {
    return new LargeBenchmark(100_000, 0.01, 16, 16, 16 * GIB);
  }

  @Override
  public String name() {
    return "large";
  }

  @Override
  public String question() {
    return QUESTION;
  }

  @Override
  public int seconds(Measuring how) {
    return 60 + 10 * how.repeats();
  }

  @Override
  public String apart() {
    return "it takes a heap of %d GiB".formatted(heap / GIB);
  }

  @Override
  public List<Answer> measure(Measuring how) {
    long most = Runtime.getRuntime().maxMemory();
    if (most < SLACK * heap) {
      throw new CannotMeasure(
          ("large: expected a heap of %d GiB, got %.1f GiB; start it with"
                  + " ONTOGENY_JAVA_OPTS=-Xmx%dg in the environment")
              .formatted(heap / GIB, most / (double) GIB, heap / GIB));
    }
    Population visible = new Population("visible", neurons, groups, true, 0);
    Population hidden = new Population("hidden", neurons, groups, false, 0);
    Projection projection = new Projection("visible-hidden", visible, hidden, Projection.FULL);
    Network network = new Network(List.of(visible, hidden), List.of(projection));
    Ensemble ensemble = new Ensemble("chains", 1, chains, 1, true);
    long[] living = new long[1];
    how.notice().accept("birth");
    long began = System.nanoTime();
    try (Crew crew = new Crew(how.threads());
        ActorExecutor actors =
            ActorExecutor.start(
                network,
                states(network, ensemble, living),
                SEED,
                Backends.named("cpu"),
                Arrangement.of(how.threads()))) {
      double birth = (System.nanoTime() - began) / 1e9;
      double used = MemoryBenchmark.used();
      Phase sweep = new BoltzmannMachine(network).wander(ensemble, 1);
      how.notice().accept("%,d synapses sweep".formatted(living[0]));
      long[] step = {1};
      Blocks.Side seconds =
          () -> {
            long start = System.nanoTime();
            List<Program.Execution> once = List.of(new Program.Execution(sweep, null));
            actors.run(Program.of(step[0]++, once.iterator()));
            return (System.nanoTime() - start) / 1e9;
          };
      Ceiling ceiling = new Ceiling(crew, how.seconds());
      seconds.measure(); // warm-up
      seconds.measure();
      Blocks blocks = Blocks.alternate(how.repeats(), List.of(seconds, ceiling::bytes));
      return List.of(answer(blocks, living[0], birth, used));
    }
  }

  private Answer answer(Blocks blocks, long living, double birth, double used) {
    List<Double> seconds = blocks.of(0);
    List<Double> share = new ArrayList<>();
    for (int k = 0; k < seconds.size(); k++) {
      double bytes = (double) living * PASSES * BYTES;
      share.add(100 * bytes / seconds.get(k) / blocks.of(1).get(k));
    }
    double each = 1e9 / ((double) living * chains);
    return new Answer(
        QUESTION,
        List.of(
            Figure.of(QUESTION, "living synapses", List.of((double) living)),
            Figure.of(QUESTION, "s of birth", List.of(birth)),
            Figure.of(QUESTION, "GiB of heap", List.of(used / GIB)),
            Figure.of(QUESTION, "bytes of heap a synapse", List.of(used / living)),
            Figure.of(QUESTION, "s a sweep", seconds),
            Figure.of(
                QUESTION,
                "ns a synapse and chain-sweep",
                seconds.stream().map(s -> s * each).toList()),
            Figure.of(QUESTION, "% of memory's ceiling", share),
            Figure.of(QUESTION, "GB/s of memory, ceiling", Comparison.inGiga(blocks.of(1)))),
        List.of(
            "%,d x %,d neurons in %d + %d groups, %d chains"
                .formatted(neurons, neurons, groups, groups, chains)));
  }

  private List<GroupState> states(Network network, Ensemble ensemble, long[] living) {
    List<GroupState> states = new ArrayList<>();
    for (GroupId id : network.neuronGroups()) {
      states.add(neurons(id, ensemble));
    }
    for (GroupId id : network.synapseGroups()) {
      SynapseGroupState synapses = MemoryBenchmark.newborn(id, neurons, density, SEED + id.from());
      living[0] += synapses.pre().length;
      states.add(synapses);
    }
    return states;
  }

  private static NeuronGroupState neurons(GroupId id, Ensemble ensemble) {
    int[] index = IntStream.range(id.from(), id.to()).toArray();
    float[] bias = new float[index.length];
    Arrays.fill(bias, -2);
    Random random = new Random(SEED + id.from());
    float[] coins = new float[index.length * ensemble.columns()];
    for (int k = 0; k < coins.length; k++) {
      coins[k] = random.nextInt(8) == 0 ? 1 : 0;
    }
    Batch states = new Batch(index.length, ensemble.columns(), coins);
    return new NeuronGroupState(
        id,
        index,
        List.of(new NeuronGroupState.Bias(Role.OWN, bias, new float[index.length])),
        new long[index.length],
        0,
        List.of(new NeuronGroupState.Chains(ensemble.number(), List.of(states))));
  }
}
