package org.ontogeny.dashboards.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.execution.Group;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.kernel.backend.Backends;

/**
 * What living synapses take of the heap: weights, both directions, what learning and counting
 * remember.
 *
 * @param small neurons on either side of a small projection
 * @param large neurons on either side of a large one
 */
record MemoryBenchmark(int small, int large) implements Benchmark {

  private static final String QUESTION = "How many bytes does a living synapse take?";
  private static final double TARGET = 40;
  private static final double DENSITY = 0.01;
  private static final int REPEATS = 2; // of something that hardly varies
  private static final int COLLECTIONS = 2;
  private static final long SEED = 1;

  static MemoryBenchmark usual() {
    return new MemoryBenchmark(2048, 20_000);
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String question() {
    return QUESTION;
  }

  @Override
  public int seconds(Measuring how) {
    return 20;
  }

  @Override
  public List<Answer> measure(Measuring how) {
    occupied(small, DENSITY); // loads the classes
    Figure.Target target = new Figure.Target(TARGET, false);
    return List.of(
        new Answer(
            QUESTION,
            List.of(
                Figure.of(QUESTION, name(small, DENSITY), repeated(small, DENSITY), target),
                Figure.of(QUESTION, name(large, DENSITY), repeated(large, DENSITY), target),
                Figure.of(
                    QUESTION, name(large, DENSITY / 2), repeated(large, DENSITY / 2), target)),
            List.of("used heap after collections with a synapse group, less that without it")));
  }

  private static String name(int neurons, double density) {
    return "%,d x %,d at %s %%".formatted(neurons, neurons, 100 * density);
  }

  private static List<Double> repeated(int neurons, double density) {
    List<Double> bytes = new ArrayList<>();
    for (int k = 0; k < REPEATS; k++) {
      bytes.add(occupied(neurons, density));
    }
    return bytes;
  }

  /** Bytes a living synapse. */
  private static double occupied(int neurons, double density) {
    Population pre = new Population("pre", neurons, 1, true, 0);
    Population post = new Population("post", neurons, 1, false, 0);
    Projection projection = new Projection("pre-post", pre, post, Projection.FULL);
    Network network = new Network(List.of(pre, post), List.of(projection));
    long before = used();
    int[] living = new int[1];
    Group group = group(network, density, living);
    long after = used();
    if (group.waiting().isPresent()) {
      throw new IllegalStateException("a group waits that was never asked");
    }
    return (double) (after - before) / living[0];
  }

  /** The state that it is made from is garbage behind this. */
  private static Group group(Network network, double density, int[] living) {
    Projection projection = network.projections().get(0);
    SynapseGroupState state =
        newborn(
            Network.synapseGroups(projection).get(0), projection.pre().neurons(), density, SEED);
    living[0] = state.pre().length;
    return Groups.of(state, network, SEED, Backends.named("cpu"));
  }

  /** Synapses at random onto the neurons of a group, with nothing learned yet. */
  static SynapseGroupState newborn(GroupId id, int pres, double density, long seed) {
    int posts = id.to() - id.from();
    RandomSynapses synapses = RandomSynapses.of(pres, posts, density, seed);
    int living = synapses.living();
    return new SynapseGroupState(
        id,
        IntStream.range(0, pres).toArray(),
        IntStream.range(id.from(), id.to()).toArray(),
        synapses.pre(),
        synapses.post(),
        RandomWeights.normal(seed, 0.01f, living),
        new float[living],
        new long[living],
        new long[living],
        new long[pres],
        new long[posts],
        0,
        0);
  }

  /** Bytes of the heap that are in use after all that is garbage has gone. */
  static long used() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int k = 0; k < COLLECTIONS; k++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
