package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Function;
import org.ontogeny.actors.checkpoint.CheckpointFolder;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.view.Outcome;
import org.ontogeny.dashboards.view.OutcomeFold;
import org.ontogeny.dashboards.view.RecordedJournal;
import org.ontogeny.dashboards.view.RecordedOperations;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A run that a command is about. */
final class RecordedRun {

  @Parameters(paramLabel = "RUN", description = "Id of a run, such as digits-1.")
  private String id;

  @Mixin private RunsFolder runs;

  RunDirectory directory() {
    return RunDirectory.open(runs.path(), id);
  }

  RunsFolder runs() {
    return runs;
  }

  /** To be looked at, also where a plugin of the run is not here. */
  RunSpec spec() {
    return SpecReader.readResolved(directory().specification());
  }

  /** To go on with. */
  RunSpec spec(Catalogue criteria) {
    return SpecReader.readResolved(directory().specification(), Map.of(), criteria);
  }

  RecordedOperations operations() {
    return operations(directory());
  }

  /** Those of any run. */
  static RecordedOperations operations(RunDirectory directory) {
    return RecordedOperations.of(directory);
  }

  /**
   * The newest complete state.
   *
   * @param err hears of newer ones that cannot be read
   * @throws RunDirectory.Unusable if there is none
   */
  NetworkState state(PrintWriter err) {
    RunDirectory directory = directory();
    CheckpointFolder.Found found =
        directory
            .latest()
            .orElseThrow(
                () ->
                    new RunDirectory.Unusable(
                        "run %s has no checkpoint yet".formatted(directory.id())));
    found.damaged().forEach(damage -> err.println("ontogeny: " + damage));
    return found.checkpoint().network();
  }

  Outcome outcome(RunSpec spec) {
    return read(
        directory(),
        journal -> OutcomeFold.of(spec.network(), journal.events(1)),
        new OutcomeFold(spec.network()).outcome());
  }

  /**
   * Reads something from a journal.
   *
   * @param otherwise if there is none yet, since the run has only just begun
   */
  static <T> T read(RunDirectory directory, Function<JournalReader, T> what, T otherwise) {
    return RecordedJournal.read(directory, what, otherwise);
  }
}
