package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ontogeny.actors.run.Conditions;
import org.ontogeny.dashboards.campaign.CampaignExecution;
import org.ontogeny.dashboards.campaign.CampaignJson;
import org.ontogeny.dashboards.campaign.CampaignResult;
import org.ontogeny.dashboards.campaign.CampaignRun;
import org.ontogeny.dashboards.campaign.CampaignText;
import org.ontogeny.engine.spec.Campaign;
import org.ontogeny.engine.spec.CampaignReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ontogeny campaign}: several specifications and seeds, and what is compared. */
@Command(
    name = "campaign",
    description = "Run several specifications with several seeds each, and compare them.",
    footer = {
      "",
      "The same command goes on where it was stopped: runs that have finished stay as they are,"
          + " others are resumed or begun. A run that fails leaves the others alone; the exit"
          + " status is 1 then. Shipped are quick-rules, stothers-architecture"
          + " and stothers-architecture-ci."
    })
final class CampaignCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "File of a campaign, or name of a shipped one.")
  private String file;

  @Mixin private RunsFolder runs;
  @Mixin private PluginsFolder plugins;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of data sets that are read from files (or set ONTOGENY_DATA).")
  private Optional<Path> data;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Runs at a time, which share the cores (default: one for each core).")
  private Optional<Integer> parallel;

  @Option(names = "--json", description = "Print the results as one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    final int cores = Runtime.getRuntime().availableProcessors();
    final int wanted = parallel.orElse(cores);
    if (wanted < 1) {
      throw new ParameterException(
          command.commandLine(),
          "--parallel: expected a whole number of at least 1, got " + wanted);
    }
    Campaign campaign = CampaignReader.read(file, plugins.criteria());
    List<CampaignRun> all = CampaignRun.all(campaign, runs.path());
    List<CampaignRun> open =
        all.stream().filter(run -> run.state() != CampaignRun.State.FINISHED).toList();
    PrintWriter err = command.commandLine().getErr();
    CampaignLines lines = new CampaignLines(err);
    if (open.isEmpty()) {
      lines.say("%s: all %d runs have finished before".formatted(campaign.name(), all.size()));
    } else {
      int together = Math.min(wanted, open.size());
      if (!develops(campaign, all, open, together, Math.max(1, cores / together), lines)) {
        return ExitCode.OK; // the exit status of the signal goes before
      }
    }
    err.println();
    err.flush();
    print(CampaignResult.of(campaign, all));
    return lines.tellsOfFailures() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  /** Whether no signal has stopped it. */
  private boolean develops(
      Campaign campaign,
      List<CampaignRun> all,
      List<CampaignRun> open,
      int together,
      int threads,
      CampaignLines lines) {
    CampaignExecution execution =
        new CampaignExecution(
            runs.path(),
            Conditions.of(threads, Version.facts()).withCriteria(plugins.criteria()),
            together,
            lines);
    execution.prepare(open, data);
    lines.say(
        "%s: %d runs, %d have finished before; %d at a time, threads of each: %d"
            .formatted(campaign.name(), all.size(), all.size() - open.size(), together, threads));
    StopOnSignal.during(
        execution::stop,
        lines::say,
        () -> {
          execution.develop(open);
          if (execution.isStopped()) {
            lines.say("ontogeny: stopped; './ontogeny campaign %s' goes on".formatted(again()));
          }
        });
    return !execution.isStopped();
  }

  private void print(CampaignResult result) {
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.println(CampaignJson.line(result));
    } else {
      List<String> tables = CampaignText.closing(result);
      tables.forEach(out::println);
      if (!tables.isEmpty()) {
        out.println();
      }
      next(result).forEach(out::println);
    }
    out.flush();
  }

  /** The arguments that matter when it is typed again. */
  private String again() {
    return file
        + runs.asOption()
        + plugins.asOption()
        + data.map(folder -> " --data " + folder).orElse("");
  }

  /** Where the runs are, and what can be done with them. */
  private List<String> next(CampaignResult result) {
    List<CampaignRun> finished =
        result.runs().entrySet().stream()
            .filter(entry -> entry.getValue() == CampaignRun.State.FINISHED)
            .map(entry -> entry.getKey())
            .toList();
    String count =
        "runs  %d of %d have finished, in %s"
            .formatted(finished.size(), result.runs().size(), runs.path());
    String again = "./ontogeny campaign " + again();
    if (finished.isEmpty()) {
      return List.of(count, "next  " + again);
    }
    long seed = finished.get(0).seed();
    List<String> ids =
        finished.stream()
            .filter(run -> run.seed() == seed)
            .map(run -> run.directory().id())
            .toList();
    return List.of(
        count,
        "next  ./ontogeny report " + String.join(" ", ids) + runs.asOption(),
        "      ./ontogeny show " + ids.get(0) + runs.asOption(),
        finished.size() < result.runs().size()
            ? "      " + again
            : "      ./ontogeny runs" + runs.asOption());
  }
}
