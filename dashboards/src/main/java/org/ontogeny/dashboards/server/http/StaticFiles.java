package org.ontogeny.dashboards.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The pages that come with the program: what lies in a folder of the class path. A run has a page
 * of its own, {@code /runs/ID}, so that people can send each other its address; the page itself
 * finds out whether there is such a run.
 */
public final class StaticFiles implements Handler {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*");

  private static final String RUNS = "runs";
  private static final Pattern RUN = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  private static final Map<String, ContentType> TYPES =
      Map.of(
          "html", ContentTypes.TEXT_HTML_UTF8,
          "js", MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8),
          "css", MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8),
          "json", ContentTypes.APPLICATION_JSON,
          "svg", MediaTypes.IMAGE_SVG_XML.toContentType(),
          "png", MediaTypes.IMAGE_PNG.toContentType(),
          "ico", MediaTypes.IMAGE_X_ICON.toContentType());

  private record File(ContentType type, byte[] bytes) {}

  private final String folder;
  private final ActorSystem<?> system;
  private final Map<String, File> read = new ConcurrentHashMap<>(); // those that are there

  /**
   * The files of a folder.
   *
   * @param folder of the class path, as {@code web}
   */
  public StaticFiles(String folder, ActorSystem<?> system) {
    this.folder = folder;
    this.system = system;
  }

  @Override
  public Optional<CompletionStage<HttpResponse>> handle(HttpRequest request) {
    Optional<File> file = name(Route.segments(request)).flatMap(this::file);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    request.discardEntityBytes(system);
    String method = request.method().name();
    HttpResponse response =
        method.equals("GET") || method.equals("HEAD")
            ? response(file.get())
            : Problem.onlyReading(method).response();
    return Optional.of(CompletableFuture.completedFuture(response));
  }

  private static HttpResponse response(File file) {
    return HttpResponse.create()
        .addHeader(RawHeader.create("Cache-Control", "no-cache"))
        .withEntity(HttpEntities.create(file.type(), file.bytes()));
  }

  /** The name in the folder; empty if a part could lead out of it, or is of no known type. */
  private static Optional<String> name(List<String> segments) {
    if (segments.equals(List.of("")) || segments.isEmpty()) {
      return Optional.of("index.html");
    }
    if (segments.size() == 2 && segments.get(0).equals(RUNS)) {
      return Optional.of("run.html").filter(page -> RUN.matcher(segments.get(1)).matches());
    }
    String name = String.join("/", segments);
    return segments.stream().allMatch(segment -> NAME.matcher(segment).matches())
            && TYPES.containsKey(suffix(name))
        ? Optional.of(name)
        : Optional.empty();
  }

  private static String suffix(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private Optional<File> file(String name) {
    File known = read.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    try (InputStream in =
        StaticFiles.class.getClassLoader().getResourceAsStream(folder + "/" + name)) {
      if (in == null) {
        return Optional.empty();
      }
      File file = new File(TYPES.get(suffix(name)), in.readAllBytes());
      read.put(name, file);
      return Optional.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
