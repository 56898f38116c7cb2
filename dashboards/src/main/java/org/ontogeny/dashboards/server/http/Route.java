package org.ontogeny.dashboards.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * A path that is answered, and how.
 *
 * @param pattern segments of the path; one in braces stands for any, as in {@code /api/runs/{id}}
 * @param parameters that the query may have
 * @param answer to a request
 */
public record Route(String pattern, Set<String> parameters, Answer answer) {

  /** Answers requests. */
  public interface Answer {

    /** The answer; a {@link Refusal}, thrown or in the stage, becomes the answer that it says. */
    CompletionStage<HttpResponse> to(Call call);
  }

  /**
   * A request that was understood.
   *
   * @param path segments that stand in for those in braces, by their names
   * @param parameters of its query
   */
  public record Call(HttpRequest request, Map<String, String> path, Parameters parameters) {

    /** The segment in place of one in braces. */
    public String segment(String name) {
      return path.get(name);
    }

    /** Whether only the headers of the answer are wanted. */
    public boolean isHead() {
      return request.method().name().equals("HEAD");
    }
  }

  public Route {
    parameters = Set.copyOf(parameters);
  }

  /** The segments in place of those in braces; empty if the path is another one. */
  public Optional<Map<String, String>> match(List<String> segments) {
    String[] own = pattern.substring(1).split("/", -1);
    if (own.length != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int k = 0; k < own.length; k++) {
      if (own[k].startsWith("{")) {
        values.put(own[k].substring(1, own[k].length() - 1), segments.get(k));
      } else if (!own[k].equals(segments.get(k))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  /**
   * The segments of a request's path, decoded: one of them may hold a slash. The library leaves out
   * empty ones; here they stay, so that each answer has one address.
   */
  static List<String> segments(HttpRequest request) {
    List<String> segments = new ArrayList<>();
    request.getUri().pathSegments().forEach(segments::add);
    String path = request.getUri().path();
    if (path.contains("//") || (path.length() > 1 && path.endsWith("/"))) {
      segments.add("");
    }
    return segments;
  }
}
