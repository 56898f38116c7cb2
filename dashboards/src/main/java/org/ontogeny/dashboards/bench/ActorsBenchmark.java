package org.ontogeny.dashboards.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ontogeny.actors.run.ActorExecutor;
import org.ontogeny.actors.run.Arrangement;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.execution.Executor;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Birth;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.backend.Backends;

/**
 * Gibbs sweeps of a shipped experiment's machine by actors, over the same phases on as many threads
 * without actors, where each thread has an executor of its own with its share of the chains and
 * nobody waits for anybody.
 *
 * @param experiment shipped
 * @param chains Markov chains
 * @param sweeps of a phase
 */
record ActorsBenchmark(String experiment, int chains, int sweeps) implements Benchmark {

  private static final String QUESTION =
      "How fast are Gibbs sweeps by actors, over the same phases without them?";
  private static final int COLUMNS = 100; // of a shard, at most, as in the program
  private static final int NUMBER = 4; // of the ensemble
  private static final int MANY = 8; // groups of a population

  static ActorsBenchmark usual() {
    return new ActorsBenchmark("mnist", 1000, 5);
  }

  @Override
  public String name() {
    return "actors";
  }

  @Override
  public String question() {
    return QUESTION;
  }

  @Override
  public int seconds(Measuring how) {
    return (int) Math.ceil(how.seconds() * 4 * (2 + how.repeats()));
  }

  @Override
  public List<Answer> measure(Measuring how) {
    RunSpec usual = SpecReader.read(experiment, Map.of());
    RunSpec many = SpecReader.read(experiment, manyGroups(usual));
    try (Crew crew = new Crew(how.threads());
        Lonely few = new Lonely(usual, crew);
        Lonely divided = new Lonely(many, crew);
        Walker fewActors = actors(usual, how.threads());
        Walker dividedActors = actors(many, how.threads())) {
      List<Blocks.Side> sides = new ArrayList<>();
      for (Walking walking : List.of(few, fewActors, divided, dividedActors)) {
        sides.add(() -> Blocks.rate(how.seconds(), walking::walk));
      }
      Blocks.alternate(2, sides); // warm-up
      Blocks blocks = Blocks.alternate(how.repeats(), sides);
      return List.of(
          new Answer(
              QUESTION,
              List.of(
                  Figure.of(
                      QUESTION,
                      "share, usual groups",
                      blocks.ratios(1, 0),
                      Figure.Target.atLeast(0.9)),
                  Figure.of(
                      QUESTION,
                      "share, %d groups each".formatted(MANY),
                      blocks.ratios(3, 2),
                      Figure.Target.atLeast(0.7)),
                  Figure.of(QUESTION, "chain-sweeps/s by actors", blocks.of(1)),
                  Figure.of(QUESTION, "chain-sweeps/s without", blocks.of(0)),
                  Figure.of(
                      QUESTION, "the same by actors, %d groups".formatted(MANY), blocks.of(3)),
                  Figure.of(QUESTION, "the same without, %d groups".formatted(MANY), blocks.of(2))),
              List.of(
                  "experiment %s, %,d chains in shards of %d, %d sweeps a phase"
                      .formatted(experiment, chains, COLUMNS, sweeps))));
    }
  }

  private static Map<String, String> manyGroups(RunSpec spec) {
    Map<String, String> replaced = new TreeMap<>();
    for (int k = 0; k < spec.network().populations().size(); k++) {
      replaced.put("network.populations.%d.groups".formatted(k), Integer.toString(MANY));
    }
    return replaced;
  }

  /** Something that does phases. */
  private interface Walking {
    /** Chain-sweeps of one more phase. */
    long walk();
  }

  /** Chains that an executor carries. */
  private static final class Walker implements Walking, AutoCloseable {
    private final Executor executor;
    private final Phase phase;
    private final long chainSweeps;
    private long step = 1;

    Walker(Executor executor, Phase phase, long chainSweeps) {
      this.executor = executor;
      this.phase = phase;
      this.chainSweeps = chainSweeps;
    }

    @Override
    public long walk() {
      List<Program.Execution> once = List.of(new Program.Execution(phase, null));
      executor.run(Program.of(step++, once.iterator()));
      return chainSweeps;
    }

    @Override
    public void close() {
      executor.close();
    }
  }

  private Walker actors(RunSpec spec, int threads) {
    return walker(
        spec,
        chains,
        state ->
            ActorExecutor.start(
                spec.network(), state.groups(), spec.seed(), kernels(), Arrangement.of(threads)));
  }

  private static Kernels kernels() {
    return Backends.named("cpu");
  }

  private interface Start {
    Executor of(NetworkState state);
  }

  private Walker walker(RunSpec spec, int columns, Start start) {
    Network network = spec.network();
    int shards = (columns + COLUMNS - 1) / COLUMNS;
    Ensemble ensemble = new Ensemble("fantasies", NUMBER, columns, shards, true);
    Birth birth = new Birth(spec.birth().weight(), spec.birth().bias(), List.of(ensemble), 1);
    Phase phase = new BoltzmannMachine(network).wander(ensemble, sweeps);
    return new Walker(start.of(birth.of(network)), phase, (long) columns * sweeps);
  }

  /** An executor for each member of a crew, each for itself. */
  private final class Lonely implements Walking, AutoCloseable {
    private final Crew crew;
    private final List<Walker> walkers = new ArrayList<>();

    Lonely(RunSpec spec, Crew crew) {
      this.crew = crew;
      for (int k = 0; k < crew.size(); k++) {
        int columns = chains * (k + 1) / crew.size() - chains * k / crew.size();
        walkers.add(
            walker(
                spec,
                columns,
                state ->
                    new SequentialExecutor(
                        spec.network(),
                        Groups.of(state.groups(), spec.network(), spec.seed(), kernels()))));
      }
    }

    @Override
    public long walk() {
      crew.work(member -> walkers.get(member).walk());
      return (long) chains * sweeps;
    }

    @Override
    public void close() {
      walkers.forEach(Walker::close);
    }
  }
}
