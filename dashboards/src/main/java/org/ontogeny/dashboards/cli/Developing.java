package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ontogeny.actors.run.Conditions;
import org.ontogeny.actors.run.Past;
import org.ontogeny.actors.run.Run;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.view.OutcomeFold;
import org.ontogeny.dashboards.view.OutcomeText;
import org.ontogeny.dashboards.view.TextTable;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.spec.RunSpec;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What commands share that develop a network: options, progress, signals and results. */
final class Developing {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of data sets that are read from files (or set ONTOGENY_DATA).")
  private Optional<Path> data;

  @Mixin private PluginsFolder plugins;

  @Mixin private Threads threads;

  @Option(
      names = "--checkpoint-minutes",
      paramLabel = "M",
      defaultValue = "10",
      description =
          "Minutes from one checkpoint to the next, besides those at ends of stages"
              + " (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(names = "--json", description = "Print the results as one JSON object.")
  private boolean json;

  /** Checks the options, so that a mistake is known before anything is done. */
  Conditions conditions(CommandSpec command) {
    if (!(minutes > 0)) {
      throw new ParameterException(
          command.commandLine(), "--checkpoint-minutes: expected a number above 0, got " + minutes);
    }
    return Conditions.of(threads.count(command), Version.facts())
        .withCheckpoints(Duration.ofMillis(Math.max(1, Math.round(minutes * 60_000))))
        .withCriteria(criteria());
  }

  /** The criteria that rules can name. */
  Catalogue criteria() {
    return plugins.criteria();
  }

  Dataset load(RunSpec spec) {
    return Run.load(spec, data);
  }

  /**
   * Develops a run to its end and says what became of it.
   *
   * @param serving shows the run to whoever is served
   */
  int develop(
      RunSpec spec,
      Dataset examples,
      RunDirectory directory,
      RunsFolder runs,
      Serving serving,
      CommandSpec command) {
    Conditions conditions = conditions(command);
    Run run = new Run(spec, examples, directory, conditions);
    serving.show(directory, run);
    OutcomeFold fold = new OutcomeFold(spec.network());
    PrintWriter err = command.commandLine().getErr();
    new TextTable(2)
        .text(directory.id(), spec.description())
        .text(
            "",
            "seed %d, %d threads, %s"
                .formatted(spec.seed(), conditions.threads(), run.backend().kernels().arithmetic()))
        .text("", run.backend().reason())
        .lines()
        .forEach(err::println);
    err.flush();
    AtomicBoolean ended = new AtomicBoolean();
    ProgressDisplay display = ProgressDisplay.of(directory, spec, err);
    StopOnSignal.during(
        run::stop,
        display::say,
        () -> ended.set(develops(run, fold, display, runs, directory, err)));
    if (ended.get()) {
      print(
          new RunReport(directory, spec, RecordedRun.operations(directory), fold.outcome()),
          runs,
          command.commandLine().getOut());
    }
    return ExitCode.OK; // after a signal, the exit status of the signal goes before
  }

  private static void tell(Past past, ProgressDisplay display) {
    past.damages().forEach(damage -> display.say("ontogeny: " + damage));
    if (past.isResumed()) {
      display.say(
          "ontogeny: resumed at step %,d from checkpoint %s"
              .formatted(past.checkpoint().network().step(), past.source()));
      display.say(
          "          events to compute again: %,d"
              .formatted(past.last() - past.checkpoint().seq()));
    }
  }

  /** Whether the run came to its end. */
  private boolean develops(
      Run run,
      OutcomeFold fold,
      ProgressDisplay display,
      RunsFolder runs,
      RunDirectory directory,
      PrintWriter err) {
    try (display) {
      run.onResume(past -> tell(past, display));
      run.develop(
          event -> {
            fold.append(event);
            display.append(event);
          },
          display);
      return true;
    } catch (Run.Stopped e) {
      err.println(
          "ontogeny: %s; './ontogeny resume %s%s%s' goes on"
              .formatted(e.getMessage(), directory.id(), runs.asOption(), plugins.asOption()));
      err.flush();
      return false;
    }
  }

  private void print(RunReport report, RunsFolder runs, PrintWriter out) {
    if (json) {
      report.printJson(out);
    } else {
      OutcomeText.closing(report.spec(), report.outcome()).forEach(out::println);
      out.println();
      out.println("run   " + report.directory().path());
      String id = report.directory().id() + runs.asOption();
      out.println("next  ./ontogeny show %s".formatted(id));
      out.println("      ./ontogeny report %s".formatted(id));
      out.println("      ./ontogeny verify %s%s".formatted(id, plugins.asOption()));
    }
    out.flush();
  }
}
