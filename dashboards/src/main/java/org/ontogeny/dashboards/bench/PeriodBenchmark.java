package org.ontogeny.dashboards.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ontogeny.actors.journal.SqliteJournal;
import org.ontogeny.actors.run.ActorExecutor;
import org.ontogeny.dashboards.bench.peer.Peer;
import org.ontogeny.dashboards.bench.peer.Peers;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.data.DataDirectory;
import org.ontogeny.engine.data.Datasets;
import org.ontogeny.engine.data.Digits;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Fences;

/**
 * Steps of a critical period, in which structure changes before each mini-batch, by actors and with
 * a journal on the disk: the whole period, a part of it in each block, and one that begins with a
 * twentieth of the synapses.
 *
 * @param experiment that has the period as its first stage
 * @param changes of the experiment, by key
 */
record PeriodBenchmark(String experiment, Map<String, String> changes) implements Benchmark {

  private static final String QUESTION =
      "How fast is a critical period, 784-16-10 in mini-batches of 2048, with its journal?";
  private static final double TARGET = 3;
  private static final double SPARSE_TARGET = 6;
  private static final double EXPECTED = 100; // steps a second, to say how long it will take
  private static final String DIGITS = "20000"; // drawn ones, where no folder is named
  private static final String SPARSE = "0.05";
  private static final String EVEN = "0.5"; // chance to grow, at which the density wanders

  static PeriodBenchmark usual() {
    return new PeriodBenchmark("stothers-development", Map.of("stages.0.evaluate-every", "0"));
  }

  @Override
  public String name() {
    return "critical-period";
  }

  @Override
  public String question() {
    return QUESTION;
  }

  @Override
  public int seconds(Measuring how) {
    long steps = SpecReader.read(experiment, changes).experiment().steps();
    return (int) Math.ceil(steps / EXPECTED + how.seconds() * (8 + 5 * how.repeats()));
  }

  @Override
  public List<Answer> measure(Measuring how) throws IOException {
    boolean given = DataDirectory.find(how.data(), System.getenv()).isPresent();
    Trial period = trial(how, given, changes);
    Trial sparse = trial(how, given, sparse());
    Path folder = Files.createTempDirectory("bench-critical-period-");
    try {
      how.notice().accept("warming up");
      for (Trial trial : List.of(period, sparse)) {
        try (Developing warmUp = new Developing(trial, folder)) {
          warmUp.rate((steps, seconds) -> seconds >= 4 * how.seconds());
        }
      }
      return List.of(answer(how, given, period, sparse, folder));
    } finally {
      Folders.delete(folder);
    }
  }

  private Map<String, String> sparse() {
    Map<String, String> sparse = new TreeMap<>(changes);
    sparse.put("network.projections.0.density", SPARSE);
    sparse.put("network.projections.1.density", SPARSE);
    sparse.put("stages.0.growing.first", EVEN);
    sparse.put("stages.0.growing.last", EVEN);
    sparse.put("stages.0.cycles", "0");
    return sparse;
  }

  private Trial trial(Measuring how, boolean given, Map<String, String> changes) {
    Map<String, String> all = new TreeMap<>(changes);
    if (!given) {
      all.put("data.set", Digits.NAME);
      all.putIfAbsent("data.train", DIGITS);
    }
    return Trial.of(SpecReader.read(experiment, all), how.data(), how.threads());
  }

  private Answer answer(Measuring how, boolean given, Trial period, Trial sparse, Path folder)
      throws IOException {
    List<String> notes = new ArrayList<>();
    notes.add(
        given
            ? "data: " + Datasets.MNIST
            : "data: drawn digits, since --data DIR names no folder; the peer has noise");
    notes.add("the peer makes the first steps of a period in each block; nobody evaluates");
    try (Developing whole = new Developing(period, folder)) {
      long part = -Math.floorDiv(-period.spec().experiment().steps(), how.repeats());
      List<Blocks.Side> sides = new ArrayList<>();
      sides.add(() -> whole.rate((steps, seconds) -> steps >= part));
      sides.add(() -> rateFromBirth(sparse, folder, how.seconds()));
      List<Integer> threads = how.threads() == 1 ? List.of(1) : List.of(how.threads(), 1);
      boolean beside = true;
      for (int count : threads) {
        for (String way : List.of("period", "sparse")) {
          Peers.Choice choice = how.peers().choose(script(count, way));
          Optional<Peer> peer = choice.peer();
          notes.add(peer.isPresent() ? choice.story() + ", threads: " + count : choice.story());
          peer.ifPresent(p -> sides.add(p::measure));
          beside &= peer.isPresent();
        }
      }
      how.notice().accept("%d blocks in turns".formatted(how.repeats()));
      Blocks blocks = Blocks.alternate(how.repeats(), sides);
      return new Answer(
          QUESTION,
          figures(blocks, beside ? threads : List.of()),
          notes.stream().distinct().toList());
    }
  }

  /** From birth on, as the peer, so that chance does not carry the density far. */
  private static double rateFromBirth(Trial trial, Path folder, double block) {
    try (Developing born = new Developing(trial, folder)) {
      return born.rate((steps, seconds) -> seconds >= block);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Peers.Script script(int threads, String way) {
    return new Peers.Script(
        "critical_period.py",
        List.of("numpy", "torch"),
        List.of(Integer.toString(threads)),
        List.of(Peers.Way.of(way, "torch critical period " + way)));
  }

  /**
   * The targets are those beside a peer with as many threads. Such small products are often faster
   * with one, which is told as well.
   *
   * @param threads of the peers, none where there is no peer
   */
  private static List<Figure> figures(Blocks blocks, List<Integer> threads) {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of(QUESTION, "steps/s, whole period", blocks.of(0)));
    figures.add(Figure.of(QUESTION, "steps/s at 5 % of the synapses", blocks.of(1)));
    for (int k = 0; k < threads.size(); k++) {
      boolean first = k == 0;
      String peer = first ? "the peer" : "the peer with one thread";
      int period = 2 + 2 * k;
      int sparse = 3 + 2 * k;
      figures.add(Figure.of(QUESTION, "steps/s of " + peer, blocks.of(period)));
      figures.add(Figure.of(QUESTION, "steps/s of " + peer + " at 5 %", blocks.of(sparse)));
      figures.add(
          new Figure(
              QUESTION,
              "times as many as " + peer,
              blocks.ratios(0, period),
              target(first, TARGET)));
      figures.add(
          new Figure(
              QUESTION,
              "times as many as " + peer + " at 5 %",
              blocks.ratios(1, sparse),
              target(first, SPARSE_TARGET)));
    }
    figures.add(Figure.of(QUESTION, "times as many at 5 % as in the period", blocks.ratios(1, 0)));
    return figures;
  }

  private static Optional<Figure.Target> target(boolean wanted, double bound) {
    return wanted ? Optional.of(Figure.Target.atLeast(bound)) : Optional.empty();
  }

  /** When a block is over. */
  private interface End {
    boolean isReached(long steps, double seconds);
  }

  /** A development that moves on when somebody measures it. */
  private static final class Developing implements AutoCloseable {
    private final ActorExecutor actors;
    private final SqliteJournal journal;
    private final Lane lane;
    private End end; // set before each turn
    private long stepsBefore;
    private long steps;
    private long began; // ns

    Developing(Trial trial, Path folder) throws IOException {
      Checkpoint born = trial.born();
      Path directory = Files.createTempDirectory(folder, "run");
      actors = trial.start(born);
      journal = create(directory, actors);
      lane =
          new Lane(
              "critical period",
              own -> {
                trial.develop(trial.spec().experiment(), born, actors, journal, fences(own));
                journal.flush();
              });
    }

    private static SqliteJournal create(Path directory, ActorExecutor actors) {
      try {
        return SqliteJournal.create(directory, Clock.systemUTC(), actors.system());
      } catch (RuntimeException e) {
        actors.close();
        throw e;
      }
    }

    private Fences fences(Lane own) {
      return development -> {
        steps = development.step();
        if (end.isReached(steps - stepsBefore, (System.nanoTime() - began) / 1e9)) {
          journal.flush();
          own.pause();
        }
      };
    }

    /** Steps a second of a block. */
    double rate(End over) {
      double before = lane.seconds();
      stepsBefore = steps;
      end = over;
      began = System.nanoTime();
      lane.advance();
      return (steps - stepsBefore) / (lane.seconds() - before);
    }

    @Override
    public void close() throws IOException {
      lane.abandon();
      journal.close(); // its thread is one of the actors'
      actors.close();
    }
  }
}
