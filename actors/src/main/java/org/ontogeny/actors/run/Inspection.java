package org.ontogeny.actors.run;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ontogeny.actors.checkpoint.CheckpointFile;
import org.ontogeny.actors.checkpoint.CheckpointFolder;
import org.ontogeny.actors.checkpoint.DamagedCheckpoint;
import org.ontogeny.actors.journal.DamagedJournal;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.snapshot.SnapshotCheck;
import org.ontogeny.actors.snapshot.SnapshotFolder;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.verification.Rewind;
import org.ontogeny.engine.verification.Survey;
import org.ontogeny.engine.verification.Verification;
import org.ontogeny.engine.verification.Verified;

/**
 * What a run left behind, checked: the journal's pages and digests, its replay from an empty
 * network forward to every checkpoint and backward from the newest, the verdicts on synapses, and
 * the checksums of checkpoints and snapshots.
 *
 * @param events of the journal when it was looked at
 * @param steps that were chosen at random
 * @param checkpoints that were read
 * @param snapshots that are recorded, held against their files
 * @param damages of journal, checkpoints and snapshots, a sentence each
 * @param replay what the replay found
 */
public record Inspection(
    long events,
    Set<Long> steps,
    List<Path> checkpoints,
    SnapshotCheck snapshots,
    List<String> damages,
    Verified replay) {

  private static final int CHUNK = 64; // events that are read at once on the way back

  public Inspection {
    steps = Set.copyOf(steps);
    checkpoints = List.copyOf(checkpoints);
    damages = List.copyOf(damages);
  }

  /** Whether nothing is wrong. */
  public boolean isSound() {
    return damages.isEmpty() && replay.isSound();
  }

  /** Checks a run by the criteria of the engine alone. */
  public static Inspection of(RunDirectory directory, RunSpec spec, int count, long seed) {
    return of(directory, spec, count, seed, Catalogue.SHIPPED);
  }

  /**
   * Checks a run, also one that goes on: then as far as it is on the disk.
   *
   * @param count how many steps are chosen at random
   * @param seed of that choice
   * @param criteria that can be applied again; of deaths by others only the selection is
   * @throws RunDirectory.Unusable if a criterion that the run uses is from another jar here
   */
  public static Inspection of(
      RunDirectory directory, RunSpec spec, int count, long seed, Catalogue criteria) {
    List<Path> files = new ArrayList<>(directory.checkpointFiles());
    Collections.reverse(files); // oldest first
    try (JournalReader journal = JournalReader.open(directory.path())) {
      long last = journal.last();
      List<String> damages = new ArrayList<>();
      Survey survey = new Survey();
      try {
        journal.check(); // first: what is damaged need not be readable
        PluginRecord.requireSame(directory, journal, criteria);
        survey(journal, last, survey);
      } catch (DamagedJournal e) {
        damages.add(e.getMessage());
        Verified nothing = Verification.of(spec.network(), spec.seed()).result();
        return new Inspection(
            last, Set.of(), readable(files, damages), SnapshotCheck.NONE, damages, nothing);
      }
      Set<Long> steps = survey.steps(count, seed);
      Verification verification =
          Verification.of(spec.network(), spec.seed(), survey, steps, criteria);
      NavigableMap<Long, List<Stored>> states = states(files, last, damages);
      forward(journal, last, verification, states);
      Set<Path> read = new TreeSet<>();
      states.values().forEach(all -> all.forEach(stored -> read.add(stored.file())));
      backward(journal, verification, states);
      SnapshotCheck snapshots = snapshots(directory, spec, journal, last, files);
      damages.addAll(snapshots.damages());
      return new Inspection(
          last, steps, List.copyOf(read), snapshots, damages, verification.result());
    }
  }

  /** A checkpoint has its name only when the snapshots before it are on the disk. */
  private static SnapshotCheck snapshots(
      RunDirectory directory, RunSpec spec, JournalReader journal, long last, List<Path> files) {
    long certain = files.stream().mapToLong(CheckpointFolder::seq).max().orElse(0);
    SnapshotFolder folder = new SnapshotFolder(directory.snapshots());
    return SnapshotCheck.of(folder, spec.network(), journal, last, certain);
  }

  /**
   * A state in a checkpoint.
   *
   * @param kept name of a kept state; null for the one that the checkpoint was taken of
   */
  private record Stored(Path file, String kept) {

    NetworkState read() {
      Checkpoint checkpoint = CheckpointFile.read(file);
      return kept == null ? checkpoint.network() : checkpoint.kept().get(kept).state();
    }
  }

  /** States of whole checkpoints that the journal has reached, by the event that they follow. */
  private static NavigableMap<Long, List<Stored>> states(
      List<Path> files, long last, List<String> damages) {
    NavigableMap<Long, List<Stored>> states = new TreeMap<>();
    for (Path file : readable(files, damages)) {
      Checkpoint checkpoint = CheckpointFile.read(file);
      if (checkpoint.seq() <= last) {
        add(states, checkpoint.seq(), new Stored(file, null));
        checkpoint.kept().forEach((name, kept) -> add(states, kept.seq(), new Stored(file, name)));
      }
    }
    return states;
  }

  private static void add(Map<Long, List<Stored>> states, long seq, Stored stored) {
    states.computeIfAbsent(seq, key -> new ArrayList<>()).add(stored);
  }

  /** Those that can be read; a run that goes on may have deleted some meanwhile. */
  private static List<Path> readable(List<Path> files, List<String> damages) {
    List<Path> readable = new ArrayList<>();
    for (Path file : files) {
      try {
        CheckpointFile.read(file);
        readable.add(file);
      } catch (DamagedCheckpoint e) {
        damages.add(e.getMessage());
      } catch (UncheckedIOException e) {
        if (Files.exists(file)) {
          damages.add(e.getMessage());
        }
      }
    }
    return readable;
  }

  private static void survey(JournalReader journal, long last, Survey survey) {
    journal
        .lines(1, Set.of())
        .takeWhile(line -> line.seq() <= last)
        .map(
            line ->
                new Event(
                    line.seq(),
                    line.step(),
                    line.stage(),
                    EventReader.fact(line.kind(), line.detail(), List.of())))
        .forEachOrdered(survey::accept);
  }

  private static void forward(
      JournalReader journal, long last, Verification to, Map<Long, List<Stored>> states) {
    Iterator<Event> events = journal.events(1).takeWhile(event -> event.seq() <= last).iterator();
    while (events.hasNext()) {
      Event event = events.next();
      to.accept(event);
      states.getOrDefault(event.seq(), List.of()).forEach(stored -> to.compare(stored.read()));
    }
  }

  /** Over every course from its end, and from the newest checkpoint to the beginning. */
  private static void backward(
      JournalReader journal, Verification verification, NavigableMap<Long, List<Stored>> states) {
    for (Verification.Way way : verification.ways()) {
      undo(journal, way.rewind(), way.from(), way.to());
    }
    if (!states.isEmpty()) {
      long seq = states.lastKey();
      NetworkState newest = states.get(seq).get(0).read();
      undo(journal, verification.rewind(newest, seq), seq, 1);
    }
  }

  private static void undo(JournalReader journal, Rewind back, long from, long to) {
    for (long end = from; end >= to; end -= CHUNK) {
      long first = Math.max(to, end - CHUNK + 1);
      List<Event> events = journal.events(first).limit(end - first + 1).toList();
      for (int k = events.size() - 1; k >= 0; k--) {
        back.undo(events.get(k));
      }
    }
  }
}
