package org.ontogeny.dashboards.server.http;

import java.io.PrintWriter;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.stream.AbruptTerminationException;
import org.ontogeny.actors.journal.DamagedJournal;

/**
 * Makes problems of what was thrown. What whoever asks need not know is told once, with an id, to
 * whoever runs the server.
 */
public final class Failures {

  private final PrintWriter err;

  /**
   * Failures that are told to somebody.
   *
   * @param err where the causes of internal problems go
   */
  public Failures(PrintWriter err) {
    this.err = err;
  }

  /** What to answer in place of what failed. */
  public Problem problem(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof Refusal refusal) {
      return refusal.problem();
    }
    if (cause instanceof EntityStreamSizeException) {
      return Problem.of(StatusCodes.CONTENT_TOO_LARGE, "the body of the request is too large");
    }
    if (cause instanceof AbruptTerminationException) {
      return Problem.tooBusy("the server is closing");
    }
    if (cause instanceof DamagedJournal damaged) {
      return Problem.internal(tell(cause), damaged.damage());
    }
    return Problem.internal(tell(cause));
  }

  /** Tells a cause to whoever runs the server; returns the id under which it is found. */
  public UUID tell(Throwable cause) {
    UUID id = UUID.randomUUID();
    synchronized (err) {
      err.println("ontogeny: request %s failed".formatted(id));
      cause.printStackTrace(err);
      err.flush();
    }
    return id;
  }

  private static Throwable cause(Throwable failure) {
    boolean wrapped =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapped && failure.getCause() != null ? cause(failure.getCause()) : failure;
  }
}
