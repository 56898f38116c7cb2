package org.ontogeny.dashboards.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.ontogeny.actors.journal.DurableJournal;
import org.ontogeny.actors.journal.SqliteJournal;
import org.ontogeny.actors.run.ActorExecutor;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.stage.Fences;

/**
 * What a run loses to its journal whose structure changes at every step: many fences with a few
 * synapses each. At the end of each turn the journal is flushed, and that counts: it pays for what
 * it would write behind while the other one moves.
 */
final class EveryStepBenchmark {

  private static final String QUESTION =
      "How much does a run that changes structure at every step lose to it?";
  private static final double TARGET = 1.05;
  private static final int WARM_UP = 3; // of so many parts, one

  private record Pass(Pair pair, ForgetfulJournal done, Path directory) {}

  private final JournalSizes sizes;
  private final Path folder;
  private final int threads;
  private Path last;

  EveryStepBenchmark(JournalSizes sizes, Path folder, int threads) {
    this.sizes = sizes;
    this.folder = folder;
    this.threads = threads;
  }

  /** Develops so many pairs, after a shorter one that does not count. */
  List<Figure> run(int repeats) throws IOException {
    Folders.delete(pass(trial(Math.max(1, sizes.cycles() / WARM_UP))).directory());
    Trial trial = trial();
    List<Pass> passes = new ArrayList<>();
    for (int k = 0; k < repeats; k++) {
      if (last != null) {
        Folders.delete(last);
      }
      passes.add(pass(trial));
      last = passes.get(k).directory();
    }
    int cycles = sizes.cycles();
    return List.of(
        Figure.of(
            QUESTION,
            "times as long as without",
            each(passes, p -> p.pair().ratio()),
            Figure.Target.below(TARGET)),
        Figure.of(
            QUESTION, "times as much processor time", each(passes, p -> p.pair().processorRatio())),
        Figure.of(
            QUESTION,
            "s without, %,d steps".formatted(cycles),
            each(passes, p -> p.pair().without())),
        Figure.of(
            QUESTION, "births a step", each(passes, p -> (double) p.done().births() / cycles)),
        Figure.of(
            QUESTION, "deaths a step", each(passes, p -> (double) p.done().deaths() / cycles)),
        Figure.of(
            QUESTION,
            "% of steps with both",
            each(passes, p -> 100.0 * p.done().bothFences() / cycles)));
  }

  private interface Reading {
    double of(Pass pass);
  }

  private static List<Double> each(List<Pass> passes, Reading reading) {
    return passes.stream().map(reading::of).toList();
  }

  /** The experiment of all steps. */
  Trial trial() throws IOException {
    return trial(sizes.cycles());
  }

  /** Where the journal of the last pass is. */
  Path lastJournal() {
    return last;
  }

  private Trial trial(int cycles) throws IOException {
    Path file = folder.resolve("every-step-" + cycles + ".conf");
    Files.writeString(file, JournalExperiments.small(sizes, cycles));
    return Trial.of(file, threads);
  }

  private Pass pass(Trial trial) throws IOException {
    Path directory = Files.createTempDirectory(folder, "every-step");
    Checkpoint born = trial.born();
    ForgetfulJournal forgetful = new ForgetfulJournal();
    System.gc();
    try (ActorExecutor with = trial.start(born);
        ActorExecutor without = trial.start(born);
        SqliteJournal journal = SqliteJournal.create(directory, Clock.systemUTC(), with.system())) {
      Pair pair = Pair.of(lane(trial, born, with, journal), lane(trial, born, without, forgetful));
      return new Pass(pair, forgetful, directory);
    }
  }

  private Lane lane(Trial trial, Checkpoint born, ActorExecutor actors, DurableJournal journal) {
    return new Lane(
        "development with " + journal.getClass().getSimpleName(),
        lane -> {
          trial.develop(trial.spec().experiment(), born, actors, journal, turns(lane, journal));
          journal.flush();
        });
  }

  private Fences turns(Lane lane, DurableJournal journal) {
    long[] fences = {0};
    return development -> {
      if (++fences[0] % sizes.block() == 0) {
        journal.flush();
        lane.pause();
      }
    };
  }
}
