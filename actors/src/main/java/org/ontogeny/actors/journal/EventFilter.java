package org.ontogeny.actors.journal;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which events of a journal are read.
 *
 * @param kinds as {@link org.ontogeny.engine.event.EventReader#KINDS} names them; empty for all
 * @param projections names; empty for all events, else only events of synapses of one of them
 * @param firstStep events of earlier steps are left out
 * @param lastStep events of later steps are left out
 */
public record EventFilter(
    Set<String> kinds, Set<String> projections, long firstStep, long lastStep) {

  /** Every event. */
  public static final EventFilter ALL =
      new EventFilter(Set.of(), Set.of(), Long.MIN_VALUE, Long.MAX_VALUE);

  public EventFilter {
    kinds = Set.copyOf(kinds);
    projections = Set.copyOf(projections);
  }

  /** Every event of these kinds; of all where there is none. */
  static EventFilter ofKinds(Set<String> kinds) {
    return new EventFilter(kinds, Set.of(), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** Whether nothing is left out; no step is negative. */
  boolean takesAll() {
    return kinds.isEmpty() && projections.isEmpty() && firstStep <= 0 && lastStep == Long.MAX_VALUE;
  }

  /** Kinds of the rows that are looked at; empty where it may be any. */
  Optional<Set<String>> rowKinds() {
    if (projections.isEmpty()) {
      return Optional.of(kinds).filter(some -> !some.isEmpty());
    }
    Set<String> structural = new TreeSet<>(JournalCheck.STRUCTURAL);
    if (!kinds.isEmpty()) {
      structural.retainAll(kinds);
    }
    return Optional.of(structural);
  }

  /**
   * Whether a row of such a kind and step is taken.
   *
   * @throws DamagedJournal if it does not say what it is about
   */
  boolean takes(EventRow row, JournalFile file) {
    return projections.isEmpty()
        || projections.contains(JournalCheck.field("projection", row.seq(), row.detail(), file));
  }
}
