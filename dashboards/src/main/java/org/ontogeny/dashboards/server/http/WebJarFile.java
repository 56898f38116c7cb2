package org.ontogeny.dashboards.server.http;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * A script of a library that lies in a WebJar, under a path without its version. The version is its
 * entity tag, so that browsers may keep it and ask whether it is still the one.
 */
public final class WebJarFile implements Handler {

  private static final String GROUP = "org.webjars";
  private static final ContentType SCRIPT =
      MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8);

  private final String path;
  private final String tag;
  private final byte[] bytes;
  private final ActorSystem<?> system;

  /**
   * A script.
   *
   * @param path under which it is served
   * @param library name of the WebJar, as {@code echarts}
   * @param file within it, as {@code echarts.min.js}
   * @throws UncheckedIOException if it is not on the class path
   */
  public WebJarFile(String path, String library, String file, ActorSystem<?> system) {
    this.path = path;
    this.system = system;
    String version = version(library);
    tag = "\"%s-%s\"".formatted(library, version);
    bytes = resource("META-INF/resources/webjars/%s/%s/%s".formatted(library, version, file));
  }

  private static String version(String library) {
    String name = "META-INF/maven/%s/%s/pom.properties".formatted(GROUP, library);
    try (InputStream in = open(name)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = WebJarFile.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new FileNotFoundException("expected it on the class path");
    }
    return in;
  }

  @Override
  public Optional<CompletionStage<HttpResponse>> handle(HttpRequest request) {
    if (!request.getUri().path().equals(path)) {
      return Optional.empty();
    }
    request.discardEntityBytes(system);
    String method = request.method().name();
    HttpResponse response =
        method.equals("GET") || method.equals("HEAD")
            ? response(request)
            : Problem.onlyReading(method).response();
    return Optional.of(CompletableFuture.completedFuture(response));
  }

  private HttpResponse response(HttpRequest request) {
    boolean known =
        request.getHeader("If-None-Match").filter(asked -> asked.value().contains(tag)).isPresent();
    HttpResponse response =
        known
            ? HttpResponse.create().withStatus(StatusCodes.NOT_MODIFIED)
            : HttpResponse.create().withEntity(HttpEntities.create(SCRIPT, bytes));
    return response
        .addHeader(RawHeader.create("Cache-Control", "no-cache"))
        .addHeader(RawHeader.create("ETag", tag));
  }
}
