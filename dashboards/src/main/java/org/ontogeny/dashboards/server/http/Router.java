package org.ontogeny.dashboards.server.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Finds the route of a request. All that it answers is read only: GET and HEAD. */
public final class Router implements Handler {

  private final List<Route> routes;
  private final ActorSystem<?> system;

  /** Of several routes that a path matches, the first one answers. */
  public Router(List<Route> routes, ActorSystem<?> system) {
    this.routes = List.copyOf(routes);
    this.system = system;
  }

  @Override
  public Optional<CompletionStage<HttpResponse>> handle(HttpRequest request) {
    List<String> segments = Route.segments(request);
    for (Route route : routes) {
      Optional<Map<String, String>> path = route.match(segments);
      if (path.isPresent()) {
        request.discardEntityBytes(system);
        return Optional.of(answer(route, path.get(), request));
      }
    }
    return Optional.empty();
  }

  private static CompletionStage<HttpResponse> answer(
      Route route, Map<String, String> path, HttpRequest request) {
    String method = request.method().name();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return CompletableFuture.completedFuture(Problem.onlyReading(method).response());
    }
    Parameters parameters = Parameters.of(request, route.parameters());
    return route.answer().to(new Route.Call(request, path, parameters));
  }
}
