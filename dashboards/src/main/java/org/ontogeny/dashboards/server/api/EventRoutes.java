package org.ontogeny.dashboards.server.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Json;
import org.ontogeny.dashboards.server.http.Route;
import org.ontogeny.dashboards.view.RecordedJournal;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;

/** Events in pages. */
final class EventRoutes {

  private static final int MOST = 1_000; // events of a page
  private static final int MOST_READ = 20_000; // rows that are looked at for a page

  private final RunLibrary library;
  private final long size;

  /**
   * Events of the runs of a library.
   *
   * @param size bytes at which a page ends; it has one event at least
   */
  EventRoutes(RunLibrary library, long size) {
    this.library = library;
    this.size = size;
  }

  List<Route> routes() {
    Set<String> parameters = new HashSet<>(EventFilter.PARAMETERS);
    parameters.addAll(Set.of("from", "limit"));
    return List.of(
        new Route(
            "/api/runs/{id}/events",
            parameters,
            call -> library.about(call, run -> page(run, call))));
  }

  private HttpResponse page(RunDirectory directory, Route.Call call) {
    EventFilter filter = EventFilter.of(call.parameters(), library.folds().network(directory));
    long from = call.parameters().number("from", 1, Long.MAX_VALUE).orElse(1);
    int limit = (int) call.parameters().number("limit", 1, MOST).orElse(100);
    Page page =
        RecordedJournal.read(
            directory,
            journal -> page(directory.id(), journal, filter, from, limit),
            new Page(List.of(), from, false));
    return Json.object(
        json -> {
          json.writeStringField("run", directory.id());
          json.writeArrayFieldStart("events");
          for (String line : page.lines()) {
            json.writeRawValue(line);
          }
          json.writeEndArray();
          json.writeNumberField("next", page.next());
          json.writeBooleanField("more", page.more());
        });
  }

  /**
   * What was found.
   *
   * @param next sequence number from which the next page goes on
   * @param more whether there may be something in it already
   */
  private record Page(List<String> lines, long next, boolean more) {}

  private Page page(String run, JournalReader journal, EventFilter filter, long from, int limit) {
    long last = journal.last();
    List<String> lines = new ArrayList<>();
    Synapses synapses = new Synapses(journal);
    long next = from;
    long length = 0;
    int read = 0;
    Iterator<JournalReader.Line> rows = journal.lines(from, filter.kinds()).iterator();
    while (rows.hasNext() && lines.size() < limit && length < size && read < MOST_READ) {
      JournalReader.Line row = rows.next();
      read++;
      next = row.seq() + 1;
      if (filter.isAskedFor(row)) {
        String line = filter.synapses() ? synapses.line(run, row) : EventLines.line(run, row);
        lines.add(line);
        length += line.length();
      }
    }
    boolean more = rows.hasNext();
    return new Page(lines, more ? next : Math.max(from, last + 1), more);
  }

  /** Finds the synapses of one event after the other; neighbours need no search. */
  private static final class Synapses {

    private final JournalReader journal;
    private Iterator<Event> events = List.<Event>of().iterator();
    private long ahead; // sequence number of the next of them

    Synapses(JournalReader journal) {
      this.journal = journal;
    }

    String line(String run, JournalReader.Line row) {
      if (!EventLines.isStructural(row)) {
        return EventLines.line(run, row);
      }
      if (ahead != row.seq()) {
        events = journal.events(row.seq()).iterator();
      }
      Event event = events.next();
      ahead = row.seq() + 1;
      return EventLines.line(run, row, ((Fact.Structural) event.fact()).fates());
    }
  }
}
