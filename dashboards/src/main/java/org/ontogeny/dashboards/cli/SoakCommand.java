package org.ontogeny.dashboards.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ontogeny soak}: long trials. */
@Command(
    name = "soak",
    description =
        "Try for long whether runs keep to their memory, survive being killed and bear followers.",
    subcommands = {SoakFollowersCommand.class, SoakKillsCommand.class, SoakMemoryCommand.class})
final class SoakCommand implements Runnable {

  @Spec private CommandSpec command;

  @Override
  public void run() {
    command.commandLine().usage(command.commandLine().getOut());
  }
}
