package org.ontogeny.dashboards.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import picocli.CommandLine.Command;
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
      "'ontogeny experiments' lists those that come with the program.",
      "A run that was stopped in order has exit status 0, too; it can be resumed."
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

  @Mixin private Developing developing;

  @Mixin private Serving serving;

  @Override
  public Integer call() {
    developing.conditions(command);
    id.ifPresent(wanted -> RunDirectory.requireFree(runs.path(), wanted));
    RunSpec spec = SpecReader.read(experiment, overrides(), developing.criteria());
    spec.choice(); // a backend that cannot be had is known before there is a directory
    Dataset examples = developing.load(spec);
    return serving.during(
        runs,
        command,
        () -> {
          String name = spec.experiment().name();
          RunDirectory directory = RunDirectory.create(runs.path(), name, id);
          return developing.develop(spec, examples, directory, runs, serving, command);
        });
  }

  private Map<String, String> overrides() {
    Map<String, String> overrides = new LinkedHashMap<>(settings);
    if (dataset != null) {
      overrides.put("data.set", dataset);
    }
    seed.ifPresent(value -> overrides.put("seed", "" + value));
    return overrides;
  }
}
