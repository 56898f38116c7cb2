package org.ontogeny.actors.journal;

import java.util.Iterator;
import java.util.Optional;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Journal;

/**
 * Holds what a resumed run computes again against what its journal says already, and passes on only
 * what is new.
 */
public final class Continuation implements Journal {

  /** A resumed run computes something else than its journal says. The message is for the user. */
  public static final class Deviation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Deviation(Event recorded, Event computed) {
      super(
          ("event %d differs when it is computed again, so this program, its libraries or its input"
                  + " are not what they were:%n  recorded  %s%n  computed  %s")
              .formatted(recorded.seq(), start(recorded), start(computed)));
    }

    private static String start(Event event) {
      String line = CanonicalJson.line(event);
      return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }
  }

  private static final int SHOWN = 600; // characters of an event

  private final Iterator<Event> recorded;
  private final Journal journal;
  private Event next; // null when everything recorded has been computed again

  /**
   * A journal that goes on.
   *
   * @param recorded events behind the fence at which the run goes on
   * @param journal takes what comes after them
   */
  public Continuation(Iterator<Event> recorded, Journal journal) {
    this.recorded = recorded;
    this.journal = journal;
    advance();
  }

  private void advance() {
    next = recorded.hasNext() ? recorded.next() : null;
  }

  /** The recorded event that is to be computed next; empty when all have been. */
  public Optional<Event> next() {
    return Optional.ofNullable(next);
  }

  /**
   * Takes the next event.
   *
   * @throws Deviation if another one is recorded in its place
   */
  @Override
  public void append(Event event) {
    if (next == null) {
      journal.append(event);
    } else if (next.equals(event)) {
      advance();
    } else {
      throw new Deviation(next, event);
    }
  }

  @Override
  public void fence() {
    if (next == null) {
      journal.fence();
    }
  }
}
