package org.ontogeny.dashboards.server;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.ontogeny.dashboards.server.api.ActivitySource;
import org.ontogeny.engine.event.JsonObjects;

/** A server on a free port, and somebody who asks it. */
final class Served implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LONGEST).build();
  private final StringWriter err = new StringWriter();
  private final Server server;

  private Served(Path runs, Listening listening, ActivitySource activity, String settings) {
    server =
        Server.start(
            runs,
            listening,
            activity,
            new PrintWriter(err, true),
            ConfigFactory.parseString(settings));
  }

  /** On the loopback address, with settings that go before the usual ones. */
  static Served of(Path runs, String... settings) {
    return of(runs, Listening.onLoopback(0, Optional.empty()), settings);
  }

  static Served of(Path runs, Listening listening, String... settings) {
    return new Served(runs, listening, ActivitySource.NONE, String.join("\n", settings));
  }

  static Served with(Path runs, ActivitySource activity) {
    return new Served(runs, Listening.onLoopback(0, Optional.empty()), activity, "");
  }

  String url() {
    return server.url().substring(0, server.url().length() - 1);
  }

  int port() {
    return server.address().getPort();
  }

  /** What went to standard error. */
  String err() {
    return err.toString();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path)).timeout(LONGEST);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<InputStream> open(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  /** An object; numbers are text. */
  Map<String, Object> json(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer + " " + answer.body());
    }
    return JsonObjects.parse(answer.body());
  }

  @Override
  public void close() {
    server.close();
  }
}
