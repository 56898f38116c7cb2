package org.ontogeny.dashboards.cli;

import java.util.concurrent.Callable;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.spec.RunSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ontogeny resume}: goes on with a run whose process has ended. */
@Command(
    name = "resume",
    description = "Go on with a run that was stopped, or whose process was lost.",
    footer = {
      "",
      "The run goes on from its newest checkpoint that is whole. Events that its journal has already",
      "are computed again and compared; a difference stops the run."
    })
final class ResumeCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private RecordedRun run;

  @Mixin private Developing developing;

  @Mixin private Serving serving;

  @Override
  public Integer call() {
    developing.conditions(command);
    RunSpec spec = run.spec(developing.criteria());
    Dataset examples = developing.load(spec);
    return serving.during(
        run.runs(),
        command,
        () -> developing.develop(spec, examples, run.directory(), run.runs(), serving, command));
  }
}
