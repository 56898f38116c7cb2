package org.ontogeny.dashboards.server.http;

import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * What every answer tells a browser: to take it for nothing but what it says it is, to load nothing
 * from elsewhere, to show it in no other site's frame and give it to no other site's script, and to
 * keep no copy, since a run goes on.
 */
public final class SafeHeaders {

  private static final List<HttpHeader> HEADERS =
      List.of(
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create(
              "Content-Security-Policy",
              "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"));

  private static final HttpHeader NO_COPY = RawHeader.create("Cache-Control", "no-store");

  private SafeHeaders() {}

  /** The answer with these headers; its own rule for copies goes before. */
  public static HttpResponse on(HttpResponse response) {
    HttpResponse safe = response.addHeaders(HEADERS);
    return response.getHeader("Cache-Control").isPresent() ? safe : safe.addHeader(NO_COPY);
  }
}
