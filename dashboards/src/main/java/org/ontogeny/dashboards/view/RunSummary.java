package org.ontogeny.dashboards.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ontogeny.actors.journal.DamagedJournal;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecException;
import org.ontogeny.engine.spec.SpecReader;

/**
 * A run in a line.
 *
 * @param experiment its name; "unreadable" where the specification is
 * @param seed -1 where the specification is unreadable
 * @param state as {@link RecordedOperations.State}, or "unreadable" where the journal is
 * @param step of the last event, -1 for none
 * @param synapses alive after the last event, -1 if nothing tells
 * @param events recorded
 * @param checkpointStep step of the newest checkpoint, -1 for none
 * @param began when it first did; empty if that is not recorded yet
 * @param possible how many synapses can exist, -1 where the specification is unreadable
 * @param accuracy of the network, the last one measured in the main development; NaN for none
 * @param stage of the last event, empty for none
 * @param progress share of the planned steps that is done, 0 to 1; NaN where there is no end or it
 *     is not known
 * @param changed when its journal was last written, ISO 8601; empty for never
 */
public record RunSummary(
    String id,
    String experiment,
    long seed,
    String state,
    long step,
    long synapses,
    long events,
    long checkpointStep,
    String began,
    long possible,
    double accuracy,
    String stage,
    double progress,
    String changed) {

  private static final String FINISHED = "finished";

  /** The summary of a run; its journal is read for it. */
  public static RunSummary of(RunDirectory directory) {
    Optional<RunSpec> spec = specification(directory);
    try {
      return of(
          directory,
          spec,
          RecordedJournal.read(
              directory, journal -> RunStanding.of(journal, spec), RunStanding.NONE));
    } catch (UncheckedIOException | DamagedJournal e) {
      return of(directory, spec, "unreadable", RunStanding.UNREADABLE, -1, "");
    }
  }

  /** The summary of a run whose journal has been read. */
  public static RunSummary of(RunDirectory directory, RunSpec spec, RunStanding standing) {
    return of(directory, Optional.of(spec), standing);
  }

  private static RunSummary of(
      RunDirectory directory, Optional<RunSpec> spec, RunStanding standing) {
    List<Path> checkpoints = directory.checkpointFiles();
    RecordedOperations operations = RecordedOperations.of(directory);
    return of(
        directory,
        spec,
        operations.state().name().toLowerCase(Locale.ROOT),
        standing,
        checkpoints.isEmpty() ? -1 : RunDirectory.step(checkpoints.get(0)),
        operations.time("started"));
  }

  private static RunSummary of(
      RunDirectory directory,
      Optional<RunSpec> spec,
      String state,
      RunStanding standing,
      long checkpointStep,
      String began) {
    return new RunSummary(
        directory.id(),
        spec.map(s -> s.experiment().name()).orElse("unreadable"),
        spec.map(RunSpec::seed).orElse(-1L),
        state,
        standing.step(),
        standing.synapses(),
        standing.events(),
        checkpointStep,
        began,
        spec.map(s -> s.network().potential()).orElse(-1L),
        standing.accuracy(),
        standing.stage(),
        state.equals(FINISHED) ? 1 : standing.progress(),
        changed(directory));
  }

  /** The log of an open journal is written first; one that is empty was not written. */
  private static String changed(RunDirectory directory) {
    Path journal = directory.journal();
    Path log = journal.resolveSibling(journal.getFileName() + "-wal");
    return Stream.of(journal, log)
        .flatMap(file -> written(file).stream())
        .max(Comparator.naturalOrder())
        .map(Instant::toString)
        .orElse("");
  }

  private static Optional<Instant> written(Path file) {
    try {
      return Files.size(file) == 0
          ? Optional.empty()
          : Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (IOException e) {
      return Optional.empty(); // it comes and goes
    }
  }

  /** Writes its fields to the object that is being written. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStringField("run", id);
    json.writeStringField("state", state);
    json.writeStringField("experiment", experiment);
    json.writeNumberField("seed", seed);
    json.writeNumberField("step", step);
    json.writeNumberField("synapses", synapses);
    json.writeNumberField("events", events);
    json.writeNumberField("checkpoint-step", checkpointStep);
    json.writeStringField("began", began);
    json.writeNumberField("possible", possible);
    number(
        "density", possible > 0 && synapses >= 0 ? (double) synapses / possible : Double.NaN, json);
    number("accuracy", accuracy, json);
    json.writeStringField("stage", stage);
    number("progress", progress, json);
    json.writeStringField("changed", changed);
  }

  private static void number(String field, double value, JsonGenerator json) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(field, value);
    } else {
      json.writeNullField(field);
    }
  }

  /** Empty if this version of the program cannot read it: the other runs are still of interest. */
  private static Optional<RunSpec> specification(RunDirectory directory) {
    try {
      return Optional.of(SpecReader.readResolved(directory.specification()));
    } catch (SpecException e) {
      return Optional.empty();
    }
  }
}
