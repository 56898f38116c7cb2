package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ontogeny.dashboards.view.TextTable;
import org.ontogeny.engine.data.DataDirectory;
import org.ontogeny.engine.data.Datasets;
import org.ontogeny.kernel.backend.Backends;
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
    DeviceSearch.run().forEach(device -> table.text("OpenCL", device));
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
    table.row("  cores", "" + runtime.availableProcessors());
  }

  private static String property(String name) {
    return System.getProperty(name);
  }

  private static void backends(TextTable table) {
    table.row("backend auto", backendOf("auto"));
    for (String name : List.of("cpu", "reference")) {
      table.text("backend " + name, arithmetic(name));
    }
  }

  private static String backendOf(String name) {
    try {
      return Backends.named(name).backend();
    } catch (IllegalStateException | LinkageError e) {
      return "not to be had: " + e.getMessage();
    }
  }

  private static String arithmetic(String name) {
    try {
      return Backends.named(name).arithmetic();
    } catch (IllegalStateException | LinkageError e) {
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
