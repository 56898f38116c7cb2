package org.ontogeny.dashboards.cli;

import org.ontogeny.dashboards.process.StandardError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Entrance of the program. */
@Command(
    name = "ontogeny",
    description = "Grows, prunes and watches artificial nervous systems.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    subcommands = {
      RunCommand.class,
      ResumeCommand.class,
      StopCommand.class,
      CheckpointCommand.class,
      ChangeCommand.class,
      LesionCommand.class,
      ExperimentsCommand.class,
      RunsCommand.class,
      ShowCommand.class,
      WatchCommand.class,
      EventsCommand.class,
      VerifyCommand.class,
      ReportCommand.class,
      CampaignCommand.class,
      ExportCommand.class,
      SampleCommand.class,
      ServeCommand.class,
      BenchCommand.class,
      SoakCommand.class,
      DownloadCommand.class,
      DoctorCommand.class
    },
    footer = {
      "",
      "'ontogeny run' alone develops a Boltzmann machine on digits that it draws by itself.",
      "'ontogeny COMMAND --help' tells more about a command."
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs a command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    StandardError.passFilter();
    System.exit(commandLine().execute(arguments));
  }

  /** The commands, ready to be executed. */
  static CommandLine commandLine() {
    Problems problems = new Problems();
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(problems)
        .setParameterExceptionHandler(problems)
        .setUsageHelpWidth(80);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
