package org.ontogeny.dashboards.server.api;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.actors.stream.Interest;
import org.ontogeny.actors.stream.JournalStreams;
import org.ontogeny.dashboards.server.http.Failures;
import org.ontogeny.dashboards.server.http.Json;
import org.ontogeny.dashboards.server.http.Parameters;
import org.ontogeny.dashboards.server.http.Route;
import org.ontogeny.dashboards.view.RecordedJournal;
import org.ontogeny.dashboards.view.RecordedOperations;

/**
 * Events of a run as server-sent events, those that are recorded and those to come. A client that
 * says which it has seen last goes on behind that. When a run has finished and everything was sent,
 * an event {@code end} closes the stream; who connects once more gets 204, and browsers then stop.
 */
final class EventStreams {

  private static final String LAST_SEEN = "Last-Event-ID";

  private final RunLibrary library;
  private final JournalStreams journals;
  private final OpenStreams open;
  private final Failures failures;
  private final SentEvents sent = new SentEvents();

  EventStreams(RunLibrary library, JournalStreams journals, OpenStreams open, Failures failures) {
    this.library = library;
    this.journals = journals;
    this.open = open;
    this.failures = failures;
  }

  List<Route> routes() {
    Set<String> parameters = new HashSet<>(EventParameters.NAMES);
    parameters.addAll(Set.of("from", "follow"));
    return List.of(new Route("/api/runs/{id}/events/stream", parameters, this::stream));
  }

  private CompletionStage<HttpResponse> stream(Route.Call call) {
    if (!call.isHead()) {
      open.requireRoom();
    }
    return library.about(call, run -> stream(run, call));
  }

  private HttpResponse stream(RunDirectory directory, Route.Call call) {
    boolean follow = call.parameters().flag("follow", true);
    long asked = call.parameters().number("from", 1, Long.MAX_VALUE).orElse(1);
    long from = lastSeen(call).map(seen -> seen + 1).orElse(asked);
    Interest interest =
        EventParameters.interest(
            call.parameters(), library.folds().network(directory), from, follow);
    if (isOver(directory, from, follow)) {
      return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
    }
    if (call.isHead()) {
      return OpenStreams.headers();
    }
    String run = directory.id();
    Source<ByteString, NotUsed> events =
        journals
            .pages(directory.path(), interest)
            .map(page -> sent.bytes(page, run, interest.synapses()))
            .filter(bytes -> !bytes.isEmpty())
            .concatLazy(Source.lazyCompletionStage(() -> library.ask(() -> end(directory))))
            .recover(new PFBuilder<Throwable, ByteString>().matchAny(this::problem).build());
    return open.response(run, events);
  }

  /** What went wrong, as the last event: the status of the answer has been sent long before. */
  private ByteString problem(Throwable failure) {
    return SentEvents.unnumbered("problem", Json.bytes(failures.problem(failure)::write));
  }

  private static Optional<Long> lastSeen(Route.Call call) {
    return call.request()
        .getHeader(LAST_SEEN)
        .map(HttpHeader::value)
        .map(text -> Parameters.number(LAST_SEEN, text, 0, Long.MAX_VALUE - 1));
  }

  /** Whether nothing is left, and nothing will come. */
  private static boolean isOver(RunDirectory directory, long from, boolean follow) {
    // asked first, so that nothing is missed that is written before the end
    boolean ended = !follow || RecordedOperations.isFinished(directory);
    return ended && from > RecordedJournal.read(directory, JournalReader::last, 0L);
  }

  private static ByteString end(RunDirectory directory) {
    RecordedOperations.State state =
        RecordedOperations.isFinished(directory)
            ? RecordedOperations.State.FINISHED
            : RecordedOperations.of(directory).state();
    return SentEvents.unnumbered(
        "end",
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField("run", directory.id());
              json.writeStringField("state", state.name().toLowerCase(Locale.ROOT));
              json.writeEndObject();
            }));
  }
}
