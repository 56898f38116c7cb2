package org.ontogeny.dashboards.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.ontogeny.actors.journal.DurableJournal;
import org.ontogeny.actors.journal.SqliteJournal;
import org.ontogeny.actors.run.ActorExecutor;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.stage.Experiment;
import org.ontogeny.engine.stage.Fences;
import org.ontogeny.engine.stage.Stage;

/**
 * What a round of pruning loses to the journal that kills most synapses of a large machine in one
 * decision. What is written behind the run counts as far as the run goes on meanwhile; the flush
 * after its end does not. Until the deaths both take turns at every fence; from there on each runs
 * through, since the journal writes behind.
 */
final class AtOnceBenchmark {

  private static final String QUESTION =
      "How much does a round lose to it that kills many synapses at once?";
  private static final double TARGET = 1.05;

  private record Round(Pair pair, double deaths, double milliseconds) {}

  private final Path folder;
  private final Trial trial;
  private final Experiment round;
  private final Checkpoint start;

  /** Makes a machine that has learned a little, from which every round starts. */
  AtOnceBenchmark(JournalSizes sizes, Path folder, int threads) throws IOException {
    Path file = folder.resolve("at-once.conf");
    Files.writeString(file, JournalExperiments.large(sizes));
    this.folder = folder;
    this.trial = Trial.of(file, threads);
    List<Stage> stages = trial.spec().experiment().stages();
    this.round = new Experiment("round", stages.subList(1, stages.size()));
    this.start = afterwards(trial, new Experiment("before", stages.subList(0, 1)));
  }

  Trial trial() {
    return trial;
  }

  /** The state after an experiment, as if a journal and the next experiment began there. */
  private static Checkpoint afterwards(Trial trial, Experiment experiment) {
    AtomicReference<Checkpoint> reached = new AtomicReference<>();
    Checkpoint born = trial.born();
    try (ActorExecutor actors = trial.start(born)) {
      trial.develop(
          experiment,
          born,
          actors,
          new ForgetfulJournal(),
          development -> {
            if (development.betweenStages()) {
              reached.set(development.checkpoint());
            }
          });
    }
    return new Checkpoint(reached.get().network(), 0, List.of(1L), Map.of(), Map.of());
  }

  /** Develops so many pairs, after one that does not count. */
  List<Figure> run(int repeats) throws IOException {
    round();
    List<Round> rounds = new ArrayList<>();
    for (int k = 0; k < repeats; k++) {
      rounds.add(round());
    }
    return List.of(
        Figure.of(
            QUESTION,
            "times as long as without",
            each(rounds, r -> r.pair().ratio()),
            Figure.Target.below(TARGET)),
        Figure.of(
            QUESTION, "times as much processor time", each(rounds, r -> r.pair().processorRatio())),
        Figure.of(QUESTION, "s without", each(rounds, r -> r.pair().without())),
        Figure.of(QUESTION, "deaths at once", each(rounds, Round::deaths)),
        Figure.of(QUESTION, "ms from the fence to the disk", each(rounds, Round::milliseconds)));
  }

  private interface Reading {
    double of(Round round);
  }

  private static List<Double> each(List<Round> rounds, Reading reading) {
    return rounds.stream().map(reading::of).toList();
  }

  private Round round() throws IOException {
    Path directory = Files.createTempDirectory(folder, "at-once");
    ForgetfulJournal forgetful = new ForgetfulJournal();
    CompletableFuture<Double> durable = new CompletableFuture<>();
    System.gc();
    Pair pair;
    try (ActorExecutor with = trial.start(start);
        ActorExecutor without = trial.start(start);
        SqliteJournal journal = SqliteJournal.create(directory, Clock.systemUTC(), with.system())) {
      pair =
          Pair.of(
              lane(with, journal, seq -> watch(journal, seq, durable)),
              lane(without, forgetful, seq -> {}));
    }
    Folders.delete(directory);
    return new Round(pair, forgetful.deaths(), durable.join());
  }

  private interface Handed {
    void over(long seq);
  }

  private Lane lane(ActorExecutor actors, DurableJournal journal, Handed handed) {
    return new Lane(
        "round with " + journal.getClass().getSimpleName(),
        lane -> {
          trial.develop(round, start, actors, journal, turns(lane, handed));
          lane.rest();
          journal.flush();
        });
  }

  private Fences turns(Lane lane, Handed handed) {
    long[] living = {-1}; // before the first fence
    return development -> {
      long before = living[0];
      living[0] = development.synapses();
      if (before >= 0 && living[0] < before) {
        handed.over(development.seq());
      } else if (living[0] == all()) {
        lane.pause();
      }
    };
  }

  private long all() {
    return start.network().synapses().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Tells, in milliseconds from now, when an event is on the disk. */
  private static void watch(SqliteJournal journal, long seq, CompletableFuture<Double> durable) {
    long began = System.nanoTime();
    Thread watcher =
        new Thread(
            () -> {
              try {
                while (journal.committed() < seq) {
                  Thread.sleep(1);
                }
                durable.complete((System.nanoTime() - began) / 1e6);
              } catch (InterruptedException e) {
                durable.completeExceptionally(e);
              }
            },
            "watch over the disk");
    watcher.setDaemon(true);
    watcher.start();
  }
}
