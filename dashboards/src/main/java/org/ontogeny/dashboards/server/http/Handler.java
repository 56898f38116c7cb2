package org.ontogeny.dashboards.server.http;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Something that answers some of the requests that were let in. */
public interface Handler {

  /**
   * The answer to a request; empty if the request is none of its own, and then its entity has not
   * been touched. A {@link Refusal}, thrown or in the stage, becomes the answer that it says.
   */
  Optional<CompletionStage<HttpResponse>> handle(HttpRequest request);
}
