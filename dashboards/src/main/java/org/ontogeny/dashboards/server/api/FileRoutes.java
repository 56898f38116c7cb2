package org.ontogeny.dashboards.server.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Json;
import org.ontogeny.dashboards.server.http.Problem;
import org.ontogeny.dashboards.server.http.Refusal;
import org.ontogeny.dashboards.server.http.Route;

/** Files that a run has written: its checkpoints by name, its snapshots by name and to be had. */
final class FileRoutes {

  private static final int MOST = 10_000; // files of a list
  private static final Pattern SNAPSHOT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}\\.npz");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private final RunLibrary library;

  FileRoutes(RunLibrary library) {
    this.library = library;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "/api/runs/{id}/checkpoints",
            Set.of(),
            call -> library.about(call, FileRoutes::checkpoints)),
        new Route(
            "/api/runs/{id}/snapshots",
            Set.of(),
            call -> library.about(call, FileRoutes::snapshots)),
        new Route(
            "/api/runs/{id}/snapshots/{name}",
            Set.of(),
            call -> library.about(call, run -> snapshot(run, call.segment("name")))));
  }

  /**
   * A file as a list has it.
   *
   * @param step empty if the name does not tell
   */
  private record Listed(String name, OptionalLong step, long size) {}

  private static HttpResponse checkpoints(RunDirectory directory) {
    List<Listed> listed = new ArrayList<>();
    for (Path file : directory.checkpointFiles()) {
      add(file, OptionalLong.of(RunDirectory.step(file)), listed);
    }
    return list(directory, "checkpoints", listed);
  }

  /** A file that has just been deleted is left out. */
  private static void add(Path file, OptionalLong step, List<Listed> to) {
    try {
      if (to.size() < MOST) {
        to.add(new Listed(file.getFileName().toString(), step, Files.size(file)));
      }
    } catch (IOException e) {
      if (Files.exists(file)) {
        throw new UncheckedIOException("cannot look at " + file, e);
      }
    }
  }

  private static HttpResponse list(RunDirectory directory, String name, List<Listed> files) {
    return Json.object(
        json -> {
          json.writeStringField("run", directory.id());
          json.writeArrayFieldStart(name);
          for (Listed file : files) {
            json.writeStartObject();
            json.writeStringField("name", file.name());
            json.writeFieldName("step");
            if (file.step().isPresent()) {
              json.writeNumber(file.step().getAsLong());
            } else {
              json.writeNull();
            }
            json.writeNumberField("size", file.size());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static HttpResponse snapshots(RunDirectory directory) {
    List<Listed> listed = new ArrayList<>();
    for (Path file : snapshotFiles(directory)) {
      add(file, step(file), listed);
    }
    return list(directory, "snapshots", listed);
  }

  /** In the order of names. A link is none of the run's own files. */
  private static List<Path> snapshotFiles(RunDirectory directory) {
    Path folder = directory.path().resolve("snapshots");
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> SNAPSHOT.matcher(file.getFileName().toString()).matches())
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  /** The last number in a name. */
  private static OptionalLong step(Path file) {
    return NUMBER
        .matcher(file.getFileName().toString())
        .results()
        .mapToLong(match -> Long.parseLong(match.group()))
        .reduce((first, second) -> second);
  }

  private static HttpResponse snapshot(RunDirectory directory, String name) {
    Path file =
        snapshotFiles(directory).stream()
            .filter(f -> f.getFileName().toString().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new Refusal(Problem.notFound("the run has no snapshot of this name")));
    try {
      long size = Files.size(file);
      Source<ByteString, ?> bytes =
          FileIO.fromPath(file)
              .withAttributes(ActorAttributes.dispatcher("ontogeny.dispatcher.blocking"));
      ContentType type = ContentTypes.APPLICATION_OCTET_STREAM;
      return HttpResponse.create()
          .addHeader(
              RawHeader.create("Content-Disposition", "attachment; filename=\"" + name + "\""))
          .withEntity(
              size == 0
                  ? HttpEntities.create(type, ByteString.emptyByteString())
                  : HttpEntities.create(type, size, bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
