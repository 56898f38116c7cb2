package org.ontogeny.dashboards.server.grpc;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.grpc.javadsl.ServerReflection;
import org.apache.pekko.grpc.javadsl.ServiceHandler;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.function.Function;
import org.ontogeny.dashboards.server.http.Handler;
import org.ontogeny.proto.health.v1.Health;
import org.ontogeny.proto.health.v1.HealthHandlerFactory;
import org.ontogeny.proto.v1.Runs;
import org.ontogeny.proto.v1.RunsHandlerFactory;

/**
 * Answers requests of gRPC: the runs, the server's health, and reflection, by which clients that
 * have no {@code .proto} file learn what there is.
 */
public final class GrpcHandler implements Handler {

  private final Function<HttpRequest, CompletionStage<HttpResponse>> services;

  private GrpcHandler(Function<HttpRequest, CompletionStage<HttpResponse>> services) {
    this.services = services;
  }

  /** A handler that answers for runs, their server's health, and reflection. */
  @SuppressWarnings("unchecked") // an array of handlers, all of one type
  public static GrpcHandler create(RunsService runs, ActorSystem<?> system) {
    return new GrpcHandler(
        ServiceHandler.concatOrNotFound(
            RunsHandlerFactory.create(runs, system),
            HealthHandlerFactory.create(new HealthService(Set.of(Runs.name, Health.name)), system),
            ServerReflection.create(List.of(Runs.description, Health.description), system)));
  }

  /** Requests of gRPC are told by the type of their content. */
  @Override
  public Optional<CompletionStage<HttpResponse>> handle(HttpRequest request) {
    String type = request.entity().getContentType().mediaType().toString();
    if (!type.startsWith("application/grpc")) {
      return Optional.empty();
    }
    try {
      return Optional.of(services.apply(request));
    } catch (Exception e) { // the interface allows any
      return Optional.of(CompletableFuture.failedFuture(e));
    }
  }
}
