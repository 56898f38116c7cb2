package org.ontogeny.dashboards.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.Conditions;
import org.ontogeny.actors.run.Run;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.engine.stage.Progress;

/**
 * How long a run stands still for its checkpoints, by its own record of operations. It takes far
 * more of them than a run usually does, and the usual share is computed from what one costs.
 */
final class CheckpointBenchmark {

  private static final String QUESTION =
      "How long does a run of the large machine stand still for a checkpoint?";
  private static final Duration OFTEN = Duration.ofMillis(500);
  private static final double USUAL = 600; // seconds from one to the next
  private static final int BETWEEN = 2; // fences between stages, besides one at the end of each

  private final Path folder;
  private final Trial trial;

  CheckpointBenchmark(Path folder, Trial trial) {
    this.folder = folder;
    this.trial = trial;
  }

  /** Develops a whole run and leaves it behind. */
  RunDirectory develop() {
    RunDirectory directory = RunDirectory.create(folder, "checkpoints", Optional.empty());
    Conditions conditions = Conditions.of(trial.threads(), Map.of()).withCheckpoints(OFTEN);
    new Run(trial.spec(), trial.data(), directory, conditions).develop(event -> {}, Progress.NONE);
    return directory;
  }

  /** What that run has recorded. */
  List<Figure> figures(RunDirectory directory) {
    List<JournalReader.Operation> operations;
    try (JournalReader journal = JournalReader.open(directory.path())) {
      operations = journal.operations(1);
    }
    // The first one is taken while nothing is compiled yet.
    List<JournalReader.Operation> checkpoints =
        operations.stream().filter(o -> o.kind().equals("checkpointed")).skip(1).toList();
    double seconds =
        operations.stream()
            .filter(o -> o.kind().equals("finished"))
            .mapToDouble(o -> number("seconds", o))
            .sum();
    int stageEnds = trial.spec().experiment().stages().size() + BETWEEN;
    double oneIn = 1 / (seconds / stageEnds) + 1 / USUAL; // checkpoints a second
    return List.of(
        figure("ms for the copy", checkpoints, o -> 1e3 * number("seconds-still", o)),
        figure("ms behind it for writing", checkpoints, o -> 1e3 * number("seconds-writing", o)),
        figure("MB", checkpoints, o -> number("bytes", o) / 1e6),
        figure(
            "% of time, every 10 minutes",
            checkpoints, o -> 100 * number("seconds-still", o) / USUAL),
        figure(
            "%% with stage ends every %.0f s".formatted(seconds / stageEnds),
            checkpoints,
            o -> 100 * number("seconds-still", o) * oneIn));
  }

  private static Figure figure(
      String name,
      List<JournalReader.Operation> checkpoints,
      Function<JournalReader.Operation, Double> reading) {
    return Figure.of(QUESTION, name, checkpoints.stream().map(reading).toList());
  }

  private static double number(String field, JournalReader.Operation operation) {
    return Double.parseDouble(String.valueOf(operation.fields().get(field)));
  }
}
