package org.ontogeny.dashboards.cli;

import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.actors.run.Wish;
import org.ontogeny.actors.run.Wishes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ontogeny stop}: ends the process that develops a run, in order. */
@Command(
    name = "stop",
    description = "Let a run that another process develops checkpoint and stop.")
final class StopCommand implements Runnable {

  @Spec private CommandSpec command;

  @Mixin private RecordedRun run;

  @Override
  public void run() {
    RunDirectory directory = run.directory();
    Wishes.bring(directory, new Wish.Stop());
    command
        .commandLine()
        .getOut()
        .println(
            "%s has stopped; './ontogeny resume %s%s' goes on"
                .formatted(directory.id(), directory.id(), run.runs().asOption()));
  }
}
