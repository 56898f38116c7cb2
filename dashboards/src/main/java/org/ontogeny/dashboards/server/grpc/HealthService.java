package org.ontogeny.dashboards.server.grpc;

import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.grpc.GrpcServiceException;
import org.apache.pekko.stream.javadsl.Source;
import org.ontogeny.proto.health.v1.Health;
import org.ontogeny.proto.health.v1.Healthy.HealthCheckRequest;
import org.ontogeny.proto.health.v1.Healthy.HealthCheckResponse;
import org.ontogeny.proto.health.v1.Healthy.HealthCheckResponse.ServingStatus;

/** Says that services serve: they do as long as anybody is there to say so. */
final class HealthService implements Health {

  private final Set<String> services;

  /** Speaks for services of these full names, and for the whole server. */
  HealthService(Set<String> services) {
    this.services = services;
  }

  @Override
  public CompletionStage<HealthCheckResponse> check(HealthCheckRequest request) {
    if (!isKnown(request)) {
      return CompletableFuture.failedFuture(
          new GrpcServiceException(
              Status.NOT_FOUND.withDescription(
                  "service: expected one of %s, got '%s'"
                      .formatted(
                          String.join(", ", services.stream().sorted().toList()),
                          request.getService()))));
    }
    return CompletableFuture.completedFuture(response(ServingStatus.SERVING));
  }

  /** Goes on for ever, since nothing changes while the server lives. */
  @Override
  public Source<HealthCheckResponse, NotUsed> watch(HealthCheckRequest request) {
    ServingStatus status = isKnown(request) ? ServingStatus.SERVING : ServingStatus.SERVICE_UNKNOWN;
    return Source.single(response(status)).concat(Source.never());
  }

  private boolean isKnown(HealthCheckRequest request) {
    return request.getService().isEmpty() || services.contains(request.getService());
  }

  private static HealthCheckResponse response(ServingStatus status) {
    return HealthCheckResponse.newBuilder().setStatus(status).build();
  }
}
