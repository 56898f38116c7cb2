package org.ontogeny.actors.run;

import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ontogeny.actors.checkpoint.CheckpointFolder;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.spec.RunSpec;

/**
 * What a run finds in its directory when it begins or goes on: its journal, checked, the newest
 * checkpoint that is whole, and the specification as it was there.
 */
public final class Past implements AutoCloseable {

  private final JournalReader journal; // null if there is none
  private final Optional<CheckpointFolder.Found> found;
  private final Checkpoint checkpoint;
  private final Specification specification;

  private Past(
      JournalReader journal,
      Optional<CheckpointFolder.Found> found,
      Checkpoint checkpoint,
      Specification specification) {
    this.journal = journal;
    this.found = found;
    this.checkpoint = checkpoint;
    this.specification = specification;
  }

  /**
   * The past of a run.
   *
   * @param lasting what must be as it was when the run began, by the fields that recorded it
   * @param criteria that rules can name
   * @throws RunDirectory.Unusable if the run has ended, or cannot go on here
   * @throws org.ontogeny.actors.journal.DamagedJournal if the journal is not what was written
   */
  static Past of(
      RunDirectory directory,
      RunSpec spec,
      CheckpointFolder folder,
      Map<String, String> lasting,
      Catalogue criteria) {
    Specification specification = new Specification(directory.specification(), criteria);
    if (!Files.exists(directory.journal())) {
      if (!folder.files().isEmpty()) {
        throw new RunDirectory.Unusable(
            "run %s has checkpoints, but its journal %s is missing"
                .formatted(directory.id(), directory.journal()));
      }
      Checkpoint born = Checkpoint.of(spec.birth().of(spec.network()));
      return new Past(null, Optional.empty(), born, specification);
    }
    JournalReader journal = JournalReader.open(directory.path());
    try {
      journal.check();
      lasting.forEach((field, now) -> requireSame(field, now, directory, journal));
      PluginRecord.requireSame(directory, journal, criteria);
      Optional<CheckpointFolder.Found> found = folder.newest();
      Checkpoint checkpoint =
          found
              .map(CheckpointFolder.Found::checkpoint)
              .orElseGet(() -> Checkpoint.of(spec.birth().of(spec.network())));
      requireBehind(checkpoint, directory, journal);
      apply(specification, journal, checkpoint.seq());
      return new Past(journal, found, checkpoint, specification);
    } catch (RuntimeException | Error e) {
      journal.close();
      throw e;
    }
  }

  private static void requireSame(
      String field, String now, RunDirectory directory, JournalReader journal) {
    for (JournalReader.Operation operation : journal.operations(1)) {
      if (operation.kind().equals("started")
          && operation.fields().get(field) instanceof String then
          && !then.equals(now)) {
        throw new RunDirectory.Unusable(
            "run %s began with another %s, so it would compute something else:%n  then  %s%n  now   %s"
                .formatted(directory.id(), field, then, now));
      }
    }
  }

  private static void requireBehind(
      Checkpoint checkpoint, RunDirectory directory, JournalReader journal) {
    if (checkpoint.seq() > journal.last()) {
      throw new RunDirectory.Unusable(
          "%s ends at event %d, but a checkpoint was taken after event %d: events are missing"
              .formatted(directory.journal(), journal.last(), checkpoint.seq()));
    }
    boolean ended =
        journal.lines(journal.last(), Set.of()).anyMatch(line -> line.kind().equals("run-ended"));
    // a process may have been lost after the last checkpoint and before it could say so: it goes on
    if (ended && checkpoint.seq() == journal.last() && tells("finished", journal)) {
      throw new RunDirectory.Unusable(
          "run %s has ended: there is nothing to resume".formatted(directory.id()));
    }
  }

  private static boolean tells(String kind, JournalReader journal) {
    return journal.operations(1).stream().anyMatch(operation -> operation.kind().equals(kind));
  }

  /** What somebody had changed until the checkpoint. */
  private static void apply(Specification specification, JournalReader journal, long seq) {
    journal
        .lines(1, Set.of("changed"))
        .takeWhile(line -> line.seq() <= seq)
        .map(line -> (Fact.Changed) EventReader.fact(line.kind(), line.detail(), List.of()))
        .forEachOrdered(changed -> specification.become(changed.values()));
  }

  /** Whether there is one. */
  public boolean isResumed() {
    return journal != null;
  }

  /** Whether the journal tells of that: the first process may have been lost before it could. */
  boolean hasStarted() {
    return journal != null && tells("started", journal);
  }

  /** Where the run goes on. */
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  Specification specification() {
    return specification;
  }

  /** Where the checkpoint comes from, in words. */
  public String source() {
    return found.map(f -> f.file().getFileName().toString()).orElse("none: from birth");
  }

  /** Why newer checkpoints could not be read, a sentence each. */
  public List<String> damages() {
    return found.map(CheckpointFolder.Found::damaged).orElse(List.of());
  }

  /** Sequence number of the last recorded event. */
  public long last() {
    return journal == null ? 0 : journal.last();
  }

  /** Every event so far. */
  Stream<Event> recorded() {
    return journal == null ? Stream.empty() : journal.events(1);
  }

  /** Recorded events behind the checkpoint. */
  Iterator<Event> toBeComputedAgain() {
    return journal == null
        ? List.<Event>of().iterator()
        : journal.events(checkpoint.seq() + 1).iterator();
  }

  @Override
  public void close() {
    if (journal != null) {
      journal.close();
    }
  }
}
