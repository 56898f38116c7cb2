package org.ontogeny.dashboards.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.view.Outcome;
import org.ontogeny.dashboards.view.OutcomeFold;
import org.ontogeny.dashboards.view.RecordedEvents;
import org.ontogeny.dashboards.view.RecordedOperations;
import org.ontogeny.engine.event.Event;
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

  RunSpec spec() {
    return SpecReader.readResolved(directory().specification());
  }

  RecordedOperations operations() {
    return RecordedOperations.read(directory().operations());
  }

  /** None yet, if the run has only just begun. To be closed. */
  Stream<Event> events() {
    Path file = directory().events();
    return Files.exists(file) ? RecordedEvents.read(file) : Stream.empty();
  }

  Outcome outcome(RunSpec spec) {
    try (Stream<Event> events = events()) {
      return OutcomeFold.of(spec.network(), events);
    }
  }
}
