package org.ontogeny.dashboards.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ontogeny.actors.checkpoint.NetworkArrays;
import org.ontogeny.actors.checkpoint.NumpyFile;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.actors.snapshot.SnapshotFolder;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Event;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ontogeny export}: a run in forms that other programs read. */
@Command(
    name = "export",
    description = "Write weights and masks as .npz, events as canonical .jsonl, their SHA-256.")
final class ExportCommand implements Runnable {

  @Spec private CommandSpec command;

  @Mixin private RecordedRun run;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder to write to, made where it is missing.")
  private Path folder;

  @Override
  public void run() {
    RunDirectory directory = run.directory();
    PrintWriter out = command.commandLine().getOut();
    Path events = folder.resolve(directory.id() + ".jsonl");
    try {
      Files.createDirectories(folder);
      String sha256 = writeEvents(events);
      out.println("events   " + events);
      out.println("SHA-256  " + sha256);
      Files.writeString(
          folder.resolve(events.getFileName() + ".sha256"),
          "%s  %s%n".formatted(sha256, events.getFileName()));
      writeState(directory, out);
      List<Path> snapshots = new SnapshotFolder(directory.snapshots()).files();
      if (!snapshots.isEmpty()) {
        // arrays already: a copy would say nothing new
        out.println(
            "moments  %,d snapshots in %s".formatted(snapshots.size(), directory.snapshots()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot export to " + folder, e);
    }
    out.flush();
  }

  private String writeEvents(Path file) throws IOException {
    try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file))) {
      String sha256 =
          RecordedRun.read(
              run.directory(),
              journal -> write(journal.events(1), writer),
              CanonicalJson.sha256(Stream.empty()));
      if (writer.checkError()) {
        throw new IOException("not all events could be written to " + file);
      }
      return sha256;
    }
  }

  private static String write(Stream<Event> events, PrintWriter writer) {
    return CanonicalJson.sha256(
        events.map(CanonicalJson::line).peek(line -> writer.append(line).append('\n')));
  }

  private void writeState(RunDirectory directory, PrintWriter out) {
    NetworkState state = run.state(command.commandLine().getErr());
    Path file = folder.resolve(directory.id() + ".npz");
    NumpyFile.write(file, NetworkArrays.of(run.spec().network(), state));
    out.println("weights  %s, of step %,d".formatted(file, state.step()));
  }
}
