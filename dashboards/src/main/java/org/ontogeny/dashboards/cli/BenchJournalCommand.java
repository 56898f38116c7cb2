package org.ontogeny.dashboards.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.bench.Figure;
import org.ontogeny.dashboards.bench.FigureReport;
import org.ontogeny.dashboards.bench.JournalBenchmark;
import org.ontogeny.dashboards.bench.JournalSizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ontogeny bench journal}: what journal and checkpoints cost a run. */
@Command(
    name = "journal",
    description = {
      "Measure what journal and checkpoints cost a run, with and without them side by side.",
      "Takes about ten minutes on two cores."
    },
    footer = {"", "Exit status 1 if a figure misses its target."})
final class BenchJournalCommand implements Callable<Integer> {

  private static final String PREFIX = "bench-journal-";

  private final JournalSizes sizes;

  @Spec private CommandSpec command;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "3",
      description = "So many repeats of what takes long (default: ${DEFAULT-VALUE}).")
  private int repeats;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description =
          "Folder on the disk to be measured; nothing is left in it (default: one for temporary"
              + " files).")
  private Optional<Path> runs;

  @Mixin private Threads threads;

  @Option(names = "--json", description = "Print each figure as a JSON object on a line.")
  private boolean json;

  BenchJournalCommand() {
    this(JournalSizes.usual());
  }

  BenchJournalCommand(JournalSizes sizes) {
    this.sizes = sizes;
  }

  @Override
  public Integer call() throws IOException {
    if (repeats < 1) {
      throw new ParameterException(
          command.commandLine(),
          "--repeats: expected a whole number of at least 1, got " + repeats);
    }
    JournalBenchmark benchmark = new JournalBenchmark(sizes, repeats, threads.count(command));
    PrintWriter err = command.commandLine().getErr();
    List<Figure> figures =
        benchmark.runAndClear(
            folder(),
            text -> {
              err.println("ontogeny: measuring " + text);
              err.flush();
            });
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      figures.forEach(figure -> out.println(FigureReport.json(figure)));
    } else {
      FigureReport.lines(figures).forEach(out::println);
    }
    out.flush();
    boolean missed = figures.stream().anyMatch(figure -> !figure.isMet().orElse(true));
    return missed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  /** One of its own, so that nothing of anybody else's is deleted with it. */
  private Path folder() throws IOException {
    if (runs.isEmpty()) {
      return Files.createTempDirectory(PREFIX);
    }
    Path parent = runs.get();
    if (Files.exists(parent) && !Files.isDirectory(parent)) {
      throw new RunDirectory.Unusable("--runs: expected a folder, found something else: " + parent);
    }
    return Files.createTempDirectory(Files.createDirectories(parent), PREFIX);
  }
}
