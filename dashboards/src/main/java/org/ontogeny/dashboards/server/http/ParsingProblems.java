package org.ontogeny.dashboards.server.http;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/**
 * Answers what is no request of HTTP, or too large a one. The configuration names this class, and
 * Pekko looks for the field that a Scala object has.
 */
public final class ParsingProblems extends ParsingErrorHandler {

  /** The one instance, under the name that Pekko expects. */
  public static final ParsingProblems MODULE$ = new ParsingProblems();

  private ParsingProblems() {}

  /** The summary says which limit or rule was broken; the detail could repeat what was sent. */
  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
    return SafeHeaders.on(Problem.of(status, error.summary()).response());
  }
}
