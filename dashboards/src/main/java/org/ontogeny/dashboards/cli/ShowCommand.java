package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.ontogeny.actors.snapshot.SnapshotFolder;
import org.ontogeny.dashboards.view.EventText;
import org.ontogeny.dashboards.view.Outcome;
import org.ontogeny.dashboards.view.OutcomeText;
import org.ontogeny.dashboards.view.RecordedOperations;
import org.ontogeny.dashboards.view.TextTable;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.stage.Course;
import org.ontogeny.engine.stage.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ontogeny show}: what a run is and what came of it. */
@Command(name = "show", description = "Show what a run is and what came of it.")
final class ShowCommand implements Runnable {

  @Spec private CommandSpec command;

  @Mixin private RecordedRun run;

  @Option(names = "--topology", description = "Show its actors and the messages of a sweep.")
  private boolean topology;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public void run() {
    PrintWriter out = command.commandLine().getOut();
    RunSpec spec = run.spec();
    if (topology) {
      new TopologyReport(run.directory(), spec).print(out, json);
    } else {
      Outcome outcome = run.outcome(spec);
      RecordedOperations operations = run.operations();
      if (json) {
        new RunReport(run.directory(), spec, operations, outcome).printJson(out);
      } else {
        print(spec, operations, outcome, out);
      }
    }
    out.flush();
  }

  private void print(
      RunSpec spec, RecordedOperations operations, Outcome outcome, PrintWriter out) {
    header(spec, operations).lines().forEach(out::println);
    out.println();
    stages(spec).lines().forEach(out::println);
    interventions().forEach(out::println);
    out.println();
    OutcomeText.closing(spec, outcome).forEach(out::println);
    if (!outcome.readings().isEmpty()) {
      out.println();
      OutcomeText.readings(outcome).forEach(out::println);
    }
  }

  /** What was done to the run from outside. */
  private List<String> interventions() {
    List<String> lines =
        RecordedRun.read(
            run.directory(),
            journal ->
                journal
                    .lines(1, Set.of("changed", "lesioned"))
                    .map(line -> EventReader.fact(line.kind(), line.detail(), List.of()))
                    .map(EventText::what)
                    .toList(),
            List.<String>of());
    return lines.isEmpty() ? lines : Stream.concat(Stream.of(""), lines.stream()).toList();
  }

  private TextTable header(RunSpec spec, RecordedOperations operations) {
    return new TextTable(2)
        .text("run", run.directory().id() + ", " + state(operations))
        .text("experiment", spec.experiment().name() + ": " + spec.description())
        .row("seed", "" + spec.seed())
        .text("data", operations.last("started", "data"))
        .text("backend", backend(operations))
        .text("arithmetic", operations.last("started", "arithmetic"))
        .row("threads", operations.last("started", "threads"))
        .row("began", operations.time("started"))
        .row("directory", run.directory().path().toString())
        .row("snapshots", OutcomeText.count(snapshots()));
  }

  private long snapshots() {
    return new SnapshotFolder(run.directory().snapshots()).files().size();
  }

  private static String backend(RecordedOperations operations) {
    return "%s: %s"
        .formatted(
            operations.last("started", "backend"), operations.last("started", "backend-reason"));
  }

  private String state(RecordedOperations operations) {
    return switch (operations.state()) {
      case RUNNING -> "running, " + run.directory().holder().orElse("");
      case INTERRUPTED -> "interrupted: its process is gone; resume goes on";
      case FINISHED -> "finished in %s s".formatted(operations.last("finished", "seconds"));
      case STOPPED -> "stopped before its end";
      case FAILED -> "failed: " + operations.last("failed", "message");
    };
  }

  private static TextTable stages(RunSpec spec) {
    TextTable table = new TextTable(2).row("stage", "kind", "updates");
    for (Stage stage : spec.experiment().stages()) {
      String kind = stage.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      table.row(
          stage.name(),
          kind,
          stage.updates() == Course.ENDLESS ? "no end" : OutcomeText.count(stage.updates()));
    }
    return table;
  }
}
