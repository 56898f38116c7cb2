package org.ontogeny.dashboards.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.ontogeny.actors.journal.DamagedJournal;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.JsonObjects;
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
    String began) {

  /** Kinds of events that say how many synapses there are. */
  private static final Set<String> TOTALS =
      Set.of("run-started", "branched", "evaluated", "run-ended");

  /** The summary of a run; its journal is read for it. */
  public static RunSummary of(RunDirectory directory) {
    Optional<RunSpec> spec = specification(directory);
    List<Path> checkpoints = directory.checkpointFiles();
    try {
      return of(directory, spec, checkpoints);
    } catch (UncheckedIOException | DamagedJournal e) {
      return new RunSummary(
          directory.id(), name(spec), seed(spec), "unreadable", -1, -1, -1, -1, "");
    }
  }

  private static RunSummary of(
      RunDirectory directory, Optional<RunSpec> spec, List<Path> checkpoints) {
    RecordedOperations operations = RecordedOperations.of(directory);
    return new RunSummary(
        directory.id(),
        name(spec),
        seed(spec),
        operations.state().name().toLowerCase(Locale.ROOT),
        RecordedJournal.read(directory, RunSummary::step, -1L),
        RecordedJournal.read(directory, RunSummary::synapses, -1L),
        RecordedJournal.read(directory, JournalReader::last, 0L),
        checkpoints.isEmpty() ? -1 : RunDirectory.step(checkpoints.get(0)),
        operations.time("started"));
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
  }

  /** Empty if this version of the program cannot read it: the other runs are still of interest. */
  private static Optional<RunSpec> specification(RunDirectory directory) {
    try {
      return Optional.of(SpecReader.readResolved(directory.specification()));
    } catch (SpecException e) {
      return Optional.empty();
    }
  }

  private static String name(Optional<RunSpec> spec) {
    return spec.map(s -> s.experiment().name()).orElse("unreadable");
  }

  private static long seed(Optional<RunSpec> spec) {
    return spec.map(RunSpec::seed).orElse(-1L);
  }

  private static long step(JournalReader journal) {
    return journal
        .lines(journal.last(), Set.of())
        .mapToLong(JournalReader.Line::step)
        .findFirst()
        .orElse(-1);
  }

  /** The last total, and what came and went since. */
  private static long synapses(JournalReader journal) {
    AtomicLong seq = new AtomicLong();
    AtomicLong living = new AtomicLong(-1);
    journal
        .lines(1, TOTALS)
        .forEachOrdered(
            line -> {
              seq.set(line.seq());
              living.set(number(line, "synapses"));
            });
    if (seq.get() > 0) {
      journal
          .lines(seq.get() + 1, Set.of("synapses-formed", "synapses-pruned"))
          .forEachOrdered(line -> living.addAndGet(change(line)));
    }
    return living.get();
  }

  private static long change(JournalReader.Line line) {
    boolean initial =
        Fact.SynapsesFormed.INITIAL.equals(fields(line).get("rule")); // counted when the run began
    long count = initial ? 0 : number(line, "count");
    return line.kind().equals("synapses-formed") ? count : -count;
  }

  private static long number(JournalReader.Line line, String field) {
    return Long.parseLong((String) fields(line).get(field));
  }

  private static Map<String, Object> fields(JournalReader.Line line) {
    try {
      return JsonObjects.parse(line.detail());
    } catch (IOException e) {
      throw new UncheckedIOException("event " + line.seq() + " cannot be read", e);
    }
  }
}
