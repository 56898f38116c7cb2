package org.ontogeny.dashboards.cli;

import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.actors.run.Wish;
import org.ontogeny.actors.run.Wishes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ontogeny checkpoint}: a checkpoint now. */
@Command(
    name = "checkpoint",
    description = "Let a run that another process develops write a checkpoint at its next fence.")
final class CheckpointCommand implements Runnable {

  @Spec private CommandSpec command;

  @Mixin private RecordedRun run;

  @Override
  public void run() {
    RunDirectory directory = run.directory();
    Wishes.bring(directory, new Wish.Checkpoint());
    command.commandLine().getOut().println(directory.checkpointFiles().get(0));
  }
}
