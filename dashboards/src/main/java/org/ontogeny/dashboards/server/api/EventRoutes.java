package org.ontogeny.dashboards.server.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.actors.stream.Interest;
import org.ontogeny.dashboards.server.http.Json;
import org.ontogeny.dashboards.server.http.Route;
import org.ontogeny.dashboards.view.RecordedJournal;

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
    Set<String> parameters = new HashSet<>(EventParameters.NAMES);
    parameters.addAll(Set.of("from", "limit"));
    return List.of(
        new Route(
            "/api/runs/{id}/events",
            parameters,
            call -> library.about(call, run -> page(run, call))));
  }

  private HttpResponse page(RunDirectory directory, Route.Call call) {
    long from = call.parameters().number("from", 1, Long.MAX_VALUE).orElse(1);
    Interest interest =
        EventParameters.interest(
            call.parameters(), library.folds().network(directory), from, false);
    int limit = (int) call.parameters().number("limit", 1, MOST).orElse(100);
    Page page =
        RecordedJournal.read(
            directory,
            journal -> page(directory.id(), journal, interest, limit),
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

  private Page page(String run, JournalReader journal, Interest interest, int limit) {
    long last = journal.last();
    if (interest.from() > last) {
      return new Page(List.of(), interest.from(), false);
    }
    long to = Math.min(last, interest.from() + MOST_READ - 1);
    List<String> lines = new ArrayList<>();
    long next = interest.from();
    long length = 0;
    Iterator<JournalReader.Line> rows =
        journal.lines(interest.from(), to, interest.filter()).iterator();
    while (rows.hasNext() && lines.size() < limit && length < size) {
      JournalReader.Line row = rows.next();
      String line =
          interest.synapses()
              ? EventLines.line(run, row, journal.synapses(row))
              : EventLines.line(run, row);
      lines.add(line);
      length += line.length();
      next = row.seq() + 1;
    }
    if (!rows.hasNext()) {
      next = to + 1;
    }
    return new Page(lines, next, next <= last);
  }
}
