package org.ontogeny.dashboards.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ontogeny.actors.run.ActorExecutor;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.engine.checkpoint.Checkpoint;

/**
 * What it costs that a run keeps a journal and checkpoints.
 *
 * @param repeats of the long measurements; short ones are repeated three times as often
 * @param threads that compute
 */
public record JournalBenchmark(JournalSizes sizes, int repeats, int threads) {

  private static final int MANY = 5; // a round takes seconds, which differ by a tenth
  private static final int SHORT = 3;

  /**
   * Measures.
   *
   * @param folder where everything is written
   * @param notice hears what is measured next
   */
  public List<Figure> run(Path folder, Consumer<String> notice) throws IOException {
    List<Figure> figures = new ArrayList<>();
    EveryStepBenchmark everyStep = new EveryStepBenchmark(sizes, folder, threads);
    Trial small = everyStep.trial();
    notice.accept("1 of 5: appending");
    figures.addAll(append(folder, small));
    notice.accept("2 of 5: structure that changes at every step");
    figures.addAll(everyStep.run(repeats));
    notice.accept("3 of 5: many deaths at once");
    AtOnceBenchmark atOnce = new AtOnceBenchmark(sizes, folder, threads);
    figures.addAll(atOnce.run(MANY * repeats));
    notice.accept("4 of 5: checkpoints");
    CheckpointBenchmark checkpoint = new CheckpointBenchmark(folder, atOnce.trial());
    RunDirectory large = checkpoint.develop();
    figures.addAll(checkpoint.figures(large));
    notice.accept("5 of 5: reading");
    RunDirectory last = new RunDirectory(everyStep.lastJournal());
    figures.addAll(new ReadBenchmark(last, small.spec()).run(repeats, false));
    figures.addAll(new ReadBenchmark(large, atOnce.trial().spec()).run(repeats, true));
    return figures;
  }

  /** The journal's actor lives in the system of any machine. */
  private List<Figure> append(Path folder, Trial any) throws IOException {
    Checkpoint born = any.born();
    try (ActorExecutor actors = any.start(born)) {
      return new AppendBenchmark(sizes, folder, actors.system()).run(SHORT * repeats);
    }
  }

  /**
   * Measures below a folder, of which nothing is left behind.
   *
   * @param folder made by the caller for this only
   */
  public List<Figure> runAndClear(Path folder, Consumer<String> notice) throws IOException {
    try {
      return run(folder, notice);
    } finally {
      Folders.delete(folder);
    }
  }
}
