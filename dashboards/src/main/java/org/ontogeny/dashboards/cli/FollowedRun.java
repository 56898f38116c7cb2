package org.ontogeny.dashboards.cli;

import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.view.RecordedJournal;
import org.ontogeny.dashboards.view.RecordedOperations;
import org.ontogeny.engine.event.Event;

/** Reads the journal of a run while another process writes it. Synapses are not read. */
final class FollowedRun {

  private static final Duration GLANCE = Duration.ofMillis(200);

  private final RunDirectory directory;
  private long next = 1;
  private long step;

  FollowedRun(RunDirectory directory) {
    this.directory = directory;
  }

  /**
   * Reads until no process develops the run, and everything that was written by then.
   *
   * @param heard takes each event
   * @param glance is called after each look at the journal, whether there was something new or not;
   *     returns whether to go on
   * @return how the run stands
   */
  RecordedOperations follow(Consumer<Event> heard, BooleanSupplier glance) {
    boolean ended;
    do {
      // asked first, so that nothing is missed that is written before the end
      ended = directory.holder().isEmpty();
      RecordedJournal.read(directory, journal -> read(journal, heard), next);
    } while (glance.getAsBoolean() && !ended && pause());
    return RecordedOperations.of(directory);
  }

  private long read(JournalReader journal, Consumer<Event> heard) {
    Iterator<JournalReader.Line> lines = journal.lines(next, Set.of()).iterator();
    while (lines.hasNext()) {
      Event event = RecordedJournal.withoutFaces(lines.next());
      step = event.step();
      next = event.seq() + 1;
      heard.accept(event);
    }
    return next;
  }

  private static boolean pause() {
    try {
      Thread.sleep(GLANCE.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Of the last event. */
  long step() {
    return step;
  }
}
