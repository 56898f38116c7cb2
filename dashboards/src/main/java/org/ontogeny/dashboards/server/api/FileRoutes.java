package org.ontogeny.dashboards.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
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
import org.ontogeny.actors.journal.EventFilter;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Json;
import org.ontogeny.dashboards.server.http.Problem;
import org.ontogeny.dashboards.server.http.Refusal;
import org.ontogeny.dashboards.server.http.Route;
import org.ontogeny.dashboards.view.RecordedJournal;

/** Files that a run has written: its checkpoints by name, its snapshots by name and to be had. */
final class FileRoutes {

  private static final int MOST = 10_000; // files of a list
  private static final Pattern SNAPSHOT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}\\.npz");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern OF_EVENT = Pattern.compile("(\\d{1,18})-\\d{1,18}\\.npz");

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
    return list(
        directory,
        "checkpoints",
        listed(directory.checkpointFiles(), file -> OptionalLong.of(RunDirectory.step(file))),
        (file, json) -> {});
  }

  private static HttpResponse snapshots(RunDirectory directory) {
    List<Listed> files = listed(snapshotFiles(directory), FileRoutes::step);
    Map<Long, String> stages =
        RecordedJournal.read(directory, journal -> stages(journal, files), Map.of());
    return list(
        directory,
        "snapshots",
        files,
        (file, json) -> {
          OptionalLong seq = seq(Path.of(file.name()));
          json.writeFieldName("seq");
          optional(seq, json);
          json.writeStringField("stage", seq.isEmpty() ? null : stages.get(seq.getAsLong()));
        });
  }

  /** In which stages the events of snapshots happened. A file may be there before its event. */
  private static Map<Long, String> stages(JournalReader journal, List<Listed> files) {
    Map<Long, String> stages = new HashMap<>();
    long last = journal.last();
    for (Listed file : files) {
      OptionalLong seq = seq(Path.of(file.name()));
      if (seq.isPresent() && seq.getAsLong() >= 1 && seq.getAsLong() <= last) {
        journal
            .lines(seq.getAsLong(), seq.getAsLong(), EventFilter.ALL)
            .forEachOrdered(line -> stages.put(line.seq(), line.stage()));
      }
    }
    return stages;
  }

  /** A file that has just been deleted is left out. */
  private static List<Listed> listed(List<Path> files, Function<Path, OptionalLong> step) {
    List<Listed> listed = new ArrayList<>();
    for (Path file : files.subList(0, Math.min(files.size(), MOST))) {
      try {
        listed.add(new Listed(file.getFileName().toString(), step.apply(file), Files.size(file)));
      } catch (IOException e) {
        if (Files.exists(file)) {
          throw new UncheckedIOException("cannot look at " + file, e);
        }
      }
    }
    return listed;
  }

  /** What a list says of a file besides. */
  private interface Further {
    void write(Listed file, JsonGenerator json) throws IOException;
  }

  private static HttpResponse list(
      RunDirectory directory, String name, List<Listed> files, Further further) {
    return Json.object(
        json -> {
          json.writeStringField("run", directory.id());
          json.writeArrayFieldStart(name);
          for (Listed file : files) {
            json.writeStartObject();
            json.writeStringField("name", file.name());
            json.writeFieldName("step");
            optional(file.step(), json);
            json.writeNumberField("size", file.size());
            further.write(file, json);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void optional(OptionalLong number, JsonGenerator json) throws IOException {
    if (number.isPresent()) {
      json.writeNumber(number.getAsLong());
    } else {
      json.writeNull();
    }
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

  /** The event that a name tells of; empty if it tells of none. */
  static OptionalLong seq(Path file) {
    Matcher name = OF_EVENT.matcher(file.getFileName().toString());
    return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
  }

  /**
   * A snapshot by its name.
   *
   * @throws Refusal with status 404 if there is none, whatever is wrong with the name
   */
  static Path snapshotFile(RunDirectory directory, String name) {
    return snapshotFiles(directory).stream()
        .filter(file -> file.getFileName().toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new Refusal(Problem.notFound("the run has no snapshot of this name")));
  }

  private static HttpResponse snapshot(RunDirectory directory, String name) {
    Path file = snapshotFile(directory, name);
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
