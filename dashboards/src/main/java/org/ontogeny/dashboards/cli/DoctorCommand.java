package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ontogeny.dashboards.view.TextTable;
import org.ontogeny.engine.data.DataDirectory;
import org.ontogeny.engine.data.Datasets;
import org.ontogeny.kernel.backend.Backends;
import org.ontogeny.kernel.backend.Choice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ontogeny doctor}: what the program finds on this machine. */
@Command(
    name = "doctor",
    description = "Show what the program finds: Java, backends, devices, data sets.")
final class DoctorCommand implements Runnable {

  private static final long MEBIBYTE = 1 << 20;

  @Spec private CommandSpec command;

  @Option(names = "--data", paramLabel = "DIR", description = "Folder of data sets to look in.")
  private Optional<Path> data;

  @Override
  public void run() {
    TextTable table = new TextTable(2);
    program(table);
    backends(table);
    dataSets(table);
    PrintWriter out = command.commandLine().getOut();
    table.lines().forEach(out::println);
    out.flush();
  }

  private static void program(TextTable table) {
    Runtime runtime = Runtime.getRuntime();
    table.row("program", Version.line());
    table.row("java", property("java.version") + ", " + property("java.vm.name"));
    table.row("  home", property("java.home"));
    table.row("  heap", runtime.maxMemory() / MEBIBYTE + " MiB at most");
    table.row(
        "system",
        "%s %s, %s".formatted(property("os.name"), property("os.version"), property("os.arch")));
    int cores = runtime.availableProcessors();
    table.row("  cores", "" + cores);
    table.row("  threads", cores + ", one for each core, unless --threads names another number");
  }

  private static String property(String name) {
    return System.getProperty(name);
  }

  private static void backends(TextTable table) {
    List<String> search = DeviceSearch.run();
    table.text(
        "backend auto", of("auto", choice -> choice.kernels().backend() + ": " + choice.reason()));
    table.text("backend cpu", arithmetic("cpu"));
    table.text("backend opencl", search.get(0));
    search.stream().skip(1).forEach(device -> table.text("  device", device));
    table.text("backend reference", arithmetic("reference"));
  }

  /** The arithmetic of a backend, or why it cannot be had. */
  static String arithmetic(String backend) {
    return of(backend, choice -> choice.kernels().arithmetic());
  }

  private static String of(String backend, Function<Choice, String> what) {
    try {
      return what.apply(Backends.choose(backend));
    } catch (IllegalArgumentException | IllegalStateException | LinkageError e) {
      return "not to be had: " + e.getMessage();
    }
  }

  private void dataSets(TextTable table) {
    Optional<DataDirectory> folder = DataDirectory.find(data, System.getenv());
    List<String> available = Datasets.available(folder);
    for (String name : Datasets.NAMES) {
      table.row("data " + name, available.contains(name) ? "found" : "not found");
    }
    table.text(
        "  looked in",
        folder
            .map(DataDirectory::toString)
            .orElse("no folder: name one with --data DIR or " + DataDirectory.VARIABLE));
  }
}
