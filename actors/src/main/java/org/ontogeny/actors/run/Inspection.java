package org.ontogeny.actors.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ontogeny.actors.checkpoint.CheckpointFile;
import org.ontogeny.actors.checkpoint.DamagedCheckpoint;
import org.ontogeny.actors.journal.DamagedJournal;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.verification.Rewind;
import org.ontogeny.engine.verification.Survey;
import org.ontogeny.engine.verification.Verification;
import org.ontogeny.engine.verification.Verified;

/**
 * What a run left behind, checked: the journal's pages and digests, its replay from an empty
 * network forward to every checkpoint and backward from the newest, the verdicts on synapses, and
 * the checksums of the checkpoints.
 *
 * @param events of the journal when it was looked at
 * @param steps that were chosen at random
 * @param checkpoints that were read
 * @param damages of journal and checkpoints, a sentence each
 * @param replay what the replay found
 */
public record Inspection(
    long events, Set<Long> steps, List<Path> checkpoints, List<String> damages, Verified replay) {

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

  /**
   * Checks a run, also one that goes on: then as far as it is on the disk.
   *
   * @param count how many steps are chosen at random
   * @param seed of that choice
   */
  public static Inspection of(RunDirectory directory, RunSpec spec, int count, long seed) {
    try (JournalReader journal = JournalReader.open(directory.path())) {
      List<String> damages = new ArrayList<>();
      long last = journal.last();
      Map<Path, Checkpoint> checkpoints = checkpoints(directory, last, damages);
      Survey survey = survey(journal, last);
      Set<Long> steps = survey.steps(count, seed);
      Verification verification = Verification.of(spec.network(), spec.seed(), survey, steps);
      try {
        journal.check();
        forward(journal, last, verification, checkpoints.values());
        backward(journal, verification, checkpoints.values());
      } catch (DamagedJournal e) {
        damages.add(e.getMessage());
      }
      return new Inspection(
          last, steps, List.copyOf(checkpoints.keySet()), damages, verification.result());
    }
  }

  /** Those that the journal has reached, oldest first. */
  private static Map<Path, Checkpoint> checkpoints(
      RunDirectory directory, long last, List<String> damages) {
    Map<Path, Checkpoint> read = new TreeMap<>();
    for (Path file : directory.checkpointFiles()) {
      try {
        Checkpoint checkpoint = CheckpointFile.read(file);
        if (checkpoint.seq() <= last) {
          read.put(file, checkpoint);
        }
      } catch (DamagedCheckpoint e) {
        damages.add(e.getMessage());
      }
    }
    return read;
  }

  private static Survey survey(JournalReader journal, long last) {
    Survey survey = new Survey();
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
    return survey;
  }

  private static void forward(
      JournalReader journal, long last, Verification to, Iterable<Checkpoint> checkpoints) {
    Iterator<Event> events = journal.events(1).takeWhile(event -> event.seq() <= last).iterator();
    while (events.hasNext()) {
      Event event = events.next();
      to.accept(event);
      for (Checkpoint checkpoint : checkpoints) {
        if (checkpoint.seq() == event.seq()) {
          to.compare(checkpoint.network());
        }
      }
    }
  }

  /** From the newest checkpoint to the beginning. */
  private static void backward(
      JournalReader journal, Verification verification, Iterable<Checkpoint> checkpoints) {
    Checkpoint newest = null;
    for (Checkpoint checkpoint : checkpoints) {
      newest = checkpoint;
    }
    if (newest == null) {
      return;
    }
    Rewind back = verification.rewind(newest.network(), newest.seq());
    for (long end = newest.seq(); end > 0; end -= CHUNK) {
      long first = Math.max(1, end - CHUNK + 1);
      List<Event> events = journal.events(first).limit(end - first + 1).toList();
      for (int k = events.size() - 1; k >= 0; k--) {
        back.undo(events.get(k));
      }
    }
  }
}
