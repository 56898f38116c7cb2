package org.ontogeny.dashboards.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ontogeny.actors.checkpoint.WholeFile;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.report.ReportPage;
import org.ontogeny.dashboards.report.RunHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ontogeny report}: runs as a page to look at. */
@Command(
    name = "report",
    description = "Make a page of a run, or of several compared: one file of HTML with all plots.",
    footer = {
      "",
      "The page of one run is report.html in its directory, that of several report-A-B.html in the"
          + " current one. A run may go on meanwhile: its page says how far it was."
    })
final class ReportCommand implements Runnable {

  private static final int LONGEST = 200; // characters of a file's name

  @Spec private CommandSpec command;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Id of a run, such as digits-1; several are compared.")
  private List<String> ids;

  @Mixin private RunsFolder runs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder to write to, made where it is missing.")
  private Path folder;

  @Override
  public void run() {
    requireDifferent();
    if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ParameterException(
          command.commandLine(), "--out: expected a folder, got the file " + folder);
    }
    List<RunDirectory> directories =
        ids.stream().map(id -> RunDirectory.open(runs.path(), id)).toList();
    Instant now = Instant.now();
    List<RunHistory> histories = directories.stream().map(RunHistory::of).toList();
    Path file = file(directories);
    WholeFile.write(file, ReportPage.of(histories, now, Version.line()));
    PrintWriter out = command.commandLine().getOut();
    out.println(file);
    out.flush();
  }

  private void requireDifferent() {
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      if (!seen.add(id)) {
        throw new ParameterException(
            command.commandLine(), "RUN: expected different runs, got %s twice".formatted(id));
      }
    }
  }

  private Path file(List<RunDirectory> directories) {
    Path place = folder;
    if (place == null) {
      place = ids.size() == 1 ? directories.get(0).path() : Path.of(".");
    }
    try {
      if (!Files.isDirectory(place)) {
        Files.createDirectories(place);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + place, e);
    }
    return place.resolve(name()).normalize();
  }

  private String name() {
    if (ids.size() == 1) {
      return "report.html";
    }
    String all = "report-" + String.join("-", ids) + ".html";
    return all.length() <= LONGEST
        ? all
        : "report-%s-and-%d-more.html".formatted(ids.get(0), ids.size() - 1);
  }
}
