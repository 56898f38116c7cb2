package org.ontogeny.dashboards.server.api;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Json;
import org.ontogeny.dashboards.server.http.Problem;
import org.ontogeny.dashboards.server.http.Refusal;
import org.ontogeny.dashboards.server.http.Route;

/** Live activity as server-sent events without numbers: what was missed cannot be had again. */
final class ActivityRoutes {

  private final RunLibrary library;
  private final ActivitySource activity;
  private final OpenStreams open;

  ActivityRoutes(RunLibrary library, ActivitySource activity, OpenStreams open) {
    this.library = library;
    this.activity = activity;
    this.open = open;
  }

  List<Route> routes() {
    return List.of(new Route("/api/runs/{id}/activity", Set.of(), this::activity));
  }

  private CompletionStage<HttpResponse> activity(Route.Call call) {
    if (!call.isHead()) {
      open.requireRoom();
    }
    return library.about(call, run -> activity(run, call));
  }

  private HttpResponse activity(RunDirectory directory, Route.Call call) {
    Source<ByteString, NotUsed> observations =
        activity
            .listen(directory.id())
            .orElseThrow(
                () ->
                    new Refusal(
                        Problem.of(StatusCodes.CONFLICT, "this process does not develop the run")));
    return call.isHead()
        ? OpenStreams.headers()
        : open.response(
            directory.id(),
            observations
                .map(json -> SentEvents.unnumbered("activity", json))
                .concat(Source.single(end(directory.id()))));
  }

  /** Browsers would ask again, and again, where a stream only ends. */
  private static ByteString end(String run) {
    return SentEvents.unnumbered(
        "end",
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField("run", run);
              json.writeEndObject();
            }));
  }
}
