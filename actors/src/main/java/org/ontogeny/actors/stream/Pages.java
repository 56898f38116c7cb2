package org.ontogeny.actors.stream;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.engine.event.Fate;

/** Puts pages together, so large that reading them pays and so small that many fit in memory. */
final class Pages {

  /** Events of a page at most. */
  static final int EVENTS = 200;

  /** A page ends behind the event with which it tells of more synapses. */
  static final int SYNAPSES = 50_000;

  /** Events that are looked through for a page at most, where few or none are asked for. */
  static final int RANGE = 10_000;

  private Pages() {}

  /**
   * The page that begins at an event.
   *
   * @param last an event that is in the journal, from {@code from} on; the page goes no further
   */
  static Page read(JournalReader reader, long from, long last, Interest interest) {
    long to = Math.min(last, from + RANGE - 1);
    List<Page.Entry> entries = new ArrayList<>();
    long synapses = 0;
    Iterator<JournalReader.Line> lines = reader.lines(from, to, interest.filter()).iterator();
    while (entries.size() < EVENTS && synapses <= SYNAPSES && lines.hasNext()) {
      JournalReader.Line line = lines.next();
      List<Fate> fates = interest.synapses() ? reader.synapses(line) : List.of();
      entries.add(new Page.Entry(line, fates));
      synapses += fates.size();
    }
    boolean full = entries.size() == EVENTS || synapses > SYNAPSES;
    return new Page(entries, full ? entries.get(entries.size() - 1).line().seq() + 1 : to + 1);
  }
}
