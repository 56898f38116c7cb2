package org.ontogeny.dashboards.server;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.TimeoutAccess;
import org.ontogeny.dashboards.server.http.Access;
import org.ontogeny.dashboards.server.http.Failures;
import org.ontogeny.dashboards.server.http.Handler;
import org.ontogeny.dashboards.server.http.Problem;
import org.ontogeny.dashboards.server.http.SafeHeaders;

/** The one way in: every request passes the same checks, and every answer gets the same headers. */
final class Entrance {

  private final CompletionStage<Access> access;
  private final List<Handler> handlers;
  private final Failures failures;
  private final IntConsumer answered;
  private final ActorSystem<?> system;
  private final long longest; // bytes of a body

  /**
   * A way in.
   *
   * @param access is there when the port is bound
   * @param handlers are asked in this order
   * @param answered hears the status of every answer
   */
  Entrance(
      CompletionStage<Access> access,
      List<Handler> handlers,
      Failures failures,
      IntConsumer answered,
      ActorSystem<?> system) {
    this.access = access;
    this.handlers = List.copyOf(handlers);
    this.failures = failures;
    this.answered = answered;
    this.system = system;
    this.longest =
        system.settings().config().getBytes("pekko.http.server.parsing.max-content-length");
  }

  CompletionStage<HttpResponse> answer(HttpRequest request) {
    request
        .getHeader(TimeoutAccess.class)
        .ifPresent(header -> header.timeoutAccess().updateHandler(Entrance::tooLate));
    return access
        .thenCompose(rules -> letIn(request, rules))
        .exceptionally(failure -> failures.problem(failure).response())
        .thenApply(
            response -> {
              answered.accept(response.status().intValue());
              return SafeHeaders.on(response);
            });
  }

  private static HttpResponse tooLate(HttpRequest request) {
    return SafeHeaders.on(Problem.tooBusy("the answer took too long").response());
  }

  private CompletionStage<HttpResponse> letIn(HttpRequest request, Access rules) {
    Optional<Problem> refusal = rules.refusal(request);
    if (refusal.isPresent()) {
      return refuse(request, refusal.get());
    }
    if (request.entity().getContentLengthOption().orElse(0) > longest) {
      return refuse(
          request,
          Problem.of(
              StatusCodes.CONTENT_TOO_LARGE,
              "expected a body of at most %d bytes".formatted(longest)));
    }
    for (Handler handler : handlers) {
      Optional<CompletionStage<HttpResponse>> answer = handler.handle(request);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return refuse(request, Problem.notFound("nothing is served under this path"));
  }

  private CompletionStage<HttpResponse> refuse(HttpRequest request, Problem problem) {
    request.discardEntityBytes(system);
    return CompletableFuture.completedFuture(problem.response());
  }
}
