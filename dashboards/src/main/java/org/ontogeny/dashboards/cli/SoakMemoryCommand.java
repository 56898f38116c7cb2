package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ontogeny.actors.run.Conditions;
import org.ontogeny.actors.run.Run;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.soak.MemorySoak;
import org.ontogeny.dashboards.view.OutcomeFold;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ontogeny soak memory}: whether a run without an end keeps to its memory. */
@Command(
    name = "memory",
    description = "Watch the heap of a run that grows and prunes without an end.",
    footer = {"", "Exit status 1 if the heap has grown by more than --most."})
final class SoakMemoryCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "40",
      description = "How long (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--from",
      paramLabel = "M",
      defaultValue = "10",
      description = "Minute that the last one is compared with (default: ${DEFAULT-VALUE}).")
  private int from;

  @Option(
      names = "--most",
      paramLabel = "P",
      defaultValue = "2",
      description = "Percent by which the heap may differ (default: ${DEFAULT-VALUE}).")
  private double most;

  @Mixin private RunsFolder runs;

  @Mixin private Threads threads;

  @Override
  public Integer call() {
    if (from < 1 || minutes <= from) {
      throw new ParameterException(
          command.commandLine(), "--minutes and --from: expected 1 <= from < minutes");
    }
    RunSpec spec = SpecReader.read("lifelong", Map.of());
    RunDirectory directory = RunDirectory.create(runs.path(), "soak-memory", Optional.empty());
    Conditions conditions = Conditions.of(threads.count(command), Version.facts());
    Run run = new Run(spec, Run.load(spec, Optional.empty()), directory, conditions);
    PrintWriter out = command.commandLine().getOut();
    out.println("minute  heap after collection, MiB  events");
    MemorySoak soak =
        new MemorySoak(
            minutes, new OutcomeFold(spec.network()), look -> print(look, out), run::stop);
    try {
      run.develop(soak, Progress.NONE);
    } catch (Run.Stopped e) {
      // as it should be: the run has no end of its own
    }
    double percent = 100 * soak.growth(from);
    out.println(
        String.format(Locale.ROOT, "from minute %d to %d: %+.2f %%", from, minutes, percent));
    out.println("run   " + directory.path());
    out.flush();
    return Math.abs(percent) <= most ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static void print(MemorySoak.Look look, PrintWriter out) {
    out.println(
        String.format(Locale.ROOT, "%6d  %26.2f  %,d", look.minute(), look.used(), look.events()));
    out.flush();
  }
}
