package org.ontogeny.actors.stream;

import java.util.Set;
import org.ontogeny.actors.journal.EventFilter;

/**
 * Which events of a run somebody wants to hear.
 *
 * @param from first sequence number, at least 1
 * @param kinds as {@link org.ontogeny.engine.event.EventReader#KINDS} names them; empty for all
 * @param projections names; empty for all events, else only events of synapses of one of them
 * @param firstStep events of earlier steps are left out
 * @param lastStep events of later steps are left out
 * @param synapses whether to tell of every synapse that formed or died
 * @param follow whether to go on with what happens, until the run has finished
 */
public record Interest(
    long from,
    Set<String> kinds,
    Set<String> projections,
    long firstStep,
    long lastStep,
    boolean synapses,
    boolean follow) {

  /** Checks the ranges. */
  public Interest {
    if (from < 1) {
      throw new IllegalArgumentException("from: expected a sequence number from 1 on, got " + from);
    }
    kinds = Set.copyOf(kinds);
    projections = Set.copyOf(projections);
  }

  /** All events from a sequence number on and those to come, without their synapses. */
  public static Interest from(long seq) {
    return new Interest(seq, Set.of(), Set.of(), 0, Long.MAX_VALUE, false, true);
  }

  /** The same with every synapse that formed or died. */
  public Interest withSynapses() {
    return new Interest(from, kinds, projections, firstStep, lastStep, true, follow);
  }

  /** Which of the events that lie there. */
  public EventFilter filter() {
    return new EventFilter(kinds, projections, firstStep, lastStep);
  }
}
