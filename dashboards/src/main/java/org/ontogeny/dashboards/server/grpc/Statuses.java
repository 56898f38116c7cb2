package org.ontogeny.dashboards.server.grpc;

import io.grpc.Status;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.grpc.GrpcServiceException;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.ontogeny.actors.journal.DamagedJournal;
import org.ontogeny.dashboards.server.http.Failures;
import org.ontogeny.dashboards.server.http.Problem;
import org.ontogeny.dashboards.server.http.Refusal;

/**
 * What a client is told of a failure: the code says whose matter it is, the message what was wrong.
 */
final class Statuses {

  private Statuses() {}

  /**
   * The failure as a status.
   *
   * @param failures is told of what is nobody's business but the server's
   */
  static Throwable of(Throwable failure, Failures failures) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof DamagedJournal damaged) {
      failures.tell(cause);
      return status(Status.DATA_LOSS, damaged.damage(), cause);
    }
    if (cause instanceof EventMessages.Unintelligible) {
      return status(Status.DATA_LOSS, cause.getMessage(), cause);
    }
    if (cause instanceof Refusal refusal) {
      boolean unknown = refusal.problem().status() == StatusCodes.NOT_FOUND;
      return status(
          unknown ? Status.NOT_FOUND : Status.RESOURCE_EXHAUSTED, cause.getMessage(), cause);
    }
    if (cause instanceof GrpcServiceException) {
      return cause;
    }
    Problem problem = failures.problem(cause);
    return new GrpcServiceException(
        Status.INTERNAL.withDescription(
            "%s: %s".formatted(problem.detail(), problem.members().get("id"))));
  }

  private static GrpcServiceException status(Status status, String message, Throwable cause) {
    return new GrpcServiceException(status.withDescription(message).withCause(cause));
  }
}
