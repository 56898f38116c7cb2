package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ontogeny.actors.run.Run;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.view.OutcomeFold;
import org.ontogeny.dashboards.view.OutcomeText;
import org.ontogeny.dashboards.view.RecordedOperations;
import org.ontogeny.dashboards.view.TextTable;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ontogeny run}: develops a network and says what became of it. */
@Command(
    name = "run",
    description = "Develop a network as an experiment describes it.",
    footer = {
      "",
      "Any value of the experiment can be replaced: --set data.train=2000.",
      "'ontogeny experiments' lists those that come with the program."
    })
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      defaultValue = "digits",
      description = "Name of an experiment, or a file (default: ${DEFAULT-VALUE}).")
  private String experiment;

  @Option(names = "--dataset", paramLabel = "NAME", description = "Examples to learn (data.set).")
  private String dataset;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of data sets that are read from files (or set ONTOGENY_DATA).")
  private Optional<Path> data;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Replace a value of the experiment; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all random numbers.")
  private Optional<Long> seed;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Name of the run (default: that of the experiment with a number).")
  private Optional<String> id;

  @Mixin private RunsFolder runs;

  @Mixin private Threads threads;

  @Option(names = "--json", description = "Print the results as one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    int count = threads.count(command);
    id.ifPresent(wanted -> RunDirectory.requireFree(runs.path(), wanted));
    RunSpec spec = SpecReader.read(experiment, overrides());
    Dataset examples = Run.load(spec, data);
    RunDirectory directory = RunDirectory.create(runs.path(), spec.experiment().name(), id);
    Run run = new Run(spec, examples, directory, new Run.Conditions(count, Version.facts()));
    OutcomeFold fold = new OutcomeFold(spec.network());
    PrintWriter err = command.commandLine().getErr();
    new TextTable(2)
        .text(directory.id(), spec.description())
        .text("", "seed %d, %d threads, %s".formatted(spec.seed(), count, run.arithmetic()))
        .lines()
        .forEach(err::println);
    AtomicBoolean stopped = new AtomicBoolean();
    StopOnSignal.during(run, () -> stopped.set(!develops(run, fold, directory, spec)));
    if (stopped.get()) {
      return ExitCode.SOFTWARE; // the exit status of the signal goes before
    }
    RecordedOperations operations = RecordedOperations.read(directory.operations());
    print(new RunReport(directory, spec, operations, fold.outcome()));
    return ExitCode.OK;
  }

  /** Whether the run came to its end. */
  private boolean develops(Run run, OutcomeFold fold, RunDirectory directory, RunSpec spec) {
    PrintWriter err = command.commandLine().getErr();
    long updates = spec.experiment().updates();
    try (ProgressDisplay display = ProgressDisplay.of(directory.id(), updates, err)) {
      run.develop(fold, display);
      return true;
    } catch (Run.Stopped e) {
      err.println("ontogeny: stopped; what happened until then is in " + directory.path());
      err.flush();
      return false;
    }
  }

  private Map<String, String> overrides() {
    Map<String, String> overrides = new LinkedHashMap<>(settings);
    if (dataset != null) {
      overrides.put("data.set", dataset);
    }
    seed.ifPresent(value -> overrides.put("seed", "" + value));
    return overrides;
  }

  private void print(RunReport report) {
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      report.printJson(out);
    } else {
      OutcomeText.closing(report.spec(), report.outcome()).forEach(out::println);
      out.println();
      out.println("run   " + report.directory().path());
      String id = report.directory().id() + runs.asOption();
      out.println("next  ./ontogeny show %s --topology".formatted(id));
      out.println("      ./ontogeny events %s --kind synapses-pruned".formatted(id));
      out.println("      ./ontogeny sample %s --n 100 --out fantasies.npz".formatted(id));
    }
    out.flush();
  }
}
