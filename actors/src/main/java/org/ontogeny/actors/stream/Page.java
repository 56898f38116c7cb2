package org.ontogeny.actors.stream;

import java.util.List;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.engine.event.Fate;

/**
 * Events that lie together. Followers at the same place share the same page.
 *
 * @param entries those that were asked for, ascending; may be empty
 * @param next sequence number from which the next page goes on
 */
public record Page(List<Entry> entries, long next) {

  public Page {
    entries = List.copyOf(entries);
  }

  /**
   * An event.
   *
   * @param line what its row says
   * @param synapses that formed or died; empty unless they were asked for
   */
  public record Entry(JournalReader.Line line, List<Fate> synapses) {}

  /** The part of it up to an event, that one included. */
  Page upTo(long last) {
    return next <= last + 1
        ? this
        : new Page(entries.stream().filter(entry -> entry.line().seq() <= last).toList(), last + 1);
  }

  /** How many synapses its entries tell of. */
  long synapses() {
    return entries.stream().mapToLong(entry -> entry.synapses().size()).sum();
  }
}
