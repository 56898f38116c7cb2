package org.ontogeny.dashboards.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ontogeny bench}: benchmarks, each a command of its own. */
@Command(
    name = "bench",
    description = "Measure on this machine what the program costs; each benchmark has a name.",
    subcommands = {BenchJournalCommand.class})
final class BenchCommand implements Runnable {

  @Spec private CommandSpec command;

  @Override
  public void run() {
    command.commandLine().usage(command.commandLine().getOut());
  }
}
