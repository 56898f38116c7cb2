package org.ontogeny.dashboards.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How many threads compute. */
final class Threads {

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that compute (default: one for each core). No result depends on it.")
  private Optional<Integer> threads;

  int count(CommandSpec command) {
    int count = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    if (count < 1) {
      throw new ParameterException(
          command.commandLine(), "--threads: expected a whole number of at least 1, got " + count);
    }
    return count;
  }
}
