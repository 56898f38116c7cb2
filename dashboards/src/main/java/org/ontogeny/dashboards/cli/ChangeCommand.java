package org.ontogeny.dashboards.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.actors.run.Wish;
import org.ontogeny.actors.run.Wishes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ontogeny change}: other values for a run that goes on. */
@Command(
    name = "change",
    description = {
      "Change parameters or rules of a run that another process develops, from its next fence on.",
      "The journal tells of it, and a run that is resumed repeats it."
    })
final class ChangeCommand implements Runnable {

  @Spec private CommandSpec command;

  @Mixin private RecordedRun run;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      required = true,
      description = "Replace a value of its stages, mean-field or readout; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Override
  public void run() {
    RunDirectory directory = run.directory();
    Wishes.bring(directory, new Wish.Change(settings));
    command.commandLine().getOut().println(directory.id() + " goes on by " + settings);
  }
}
