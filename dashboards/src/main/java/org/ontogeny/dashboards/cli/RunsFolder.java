package org.ontogeny.dashboards.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where runs are. */
final class RunsFolder {

  private static final String USUAL = "runs";

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = USUAL,
      description = "Folder of all runs (default: ${DEFAULT-VALUE}).")
  private Path path;

  Path path() {
    return path;
  }

  /** The option that leads a later command to the same folder, with a space before it. */
  String asOption() {
    return path.equals(Path.of(USUAL)) ? "" : " --runs " + path;
  }
}
