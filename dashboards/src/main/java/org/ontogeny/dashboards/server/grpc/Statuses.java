package org.ontogeny.dashboards.server.grpc;

import io.grpc.Status;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.grpc.GrpcServiceException;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.ontogeny.actors.journal.DamagedJournal;
import org.ontogeny.dashboards.server.http.Refusal;

/**
 * What a client is told of a failure: the code says whose matter it is, the message what was wrong.
 */
final class Statuses {

  private Statuses() {}

  /** The failure as a status; failures that nobody foresaw stay as they are. */
  static Throwable of(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof DamagedJournal || cause instanceof EventMessages.Unintelligible) {
      return status(Status.DATA_LOSS, cause);
    }
    if (cause instanceof Refusal refusal) {
      boolean unknown = refusal.problem().status() == StatusCodes.NOT_FOUND;
      return status(unknown ? Status.NOT_FOUND : Status.RESOURCE_EXHAUSTED, cause);
    }
    if (cause instanceof UncheckedIOException) {
      return status(Status.INTERNAL, cause);
    }
    return cause;
  }

  private static GrpcServiceException status(Status status, Throwable cause) {
    return new GrpcServiceException(status.withDescription(cause.getMessage()).withCause(cause));
  }
}
