package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ontogeny.actors.run.Inspection;
import org.ontogeny.actors.snapshot.SnapshotCheck;
import org.ontogeny.dashboards.view.TextTable;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.verification.Verified;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ontogeny verify}: holds what a run has recorded against itself. */
@Command(
    name = "verify",
    description = {
      "Check what a run has recorded: digests, a replay from an empty network, every verdict again,"
          + " checkpoints and snapshots."
    },
    footer = {"", "Exit status 0 if all is sound, 1 if not."})
final class VerifyCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private RecordedRun run;

  @Mixin private PluginsFolder plugins;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "100",
      description = "So many random steps at which masks are compared (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of that choice (default: another one each time).")
  private Long seed;

  @Override
  public Integer call() {
    if (steps < 0) {
      throw new ParameterException(
          command.commandLine(), "--steps: expected a whole number of at least 0, got " + steps);
    }
    long choice = seed == null ? System.nanoTime() : seed;
    Inspection inspection =
        Inspection.of(run.directory(), run.spec(), steps, choice, plugins.criteria());
    PrintWriter out = command.commandLine().getOut();
    table(inspection, choice).lines().forEach(out::println);
    out.println();
    inspection.damages().forEach(out::println);
    inspection.replay().first().forEach(finding -> out.println(finding));
    out.println(inspection.isSound() ? "all is sound" : verdict(inspection));
    out.flush();
    return inspection.isSound() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private TextTable table(Inspection inspection, long choice) {
    Verified replay = inspection.replay();
    SnapshotCheck snapshots = inspection.snapshots();
    TextTable table =
        new TextTable(1)
            .row("run " + run.directory().id(), "")
            .row("  events, each against its digest", count(inspection.events()))
            .row("  events replayed from an empty network", count(replay.events()))
            .row("    synapses born with the network", count(replay.initial()))
            .row("    synapses that formed later", count(replay.born() - replay.initial()))
            .row("    synapses that died", count(replay.died()))
            .row("  verdicts passed again", count(replay.reapplied()))
            .row("  verdicts of rules that are not known here", count(replay.unapplied()))
            .row("  random steps at which groups told the same masks", count(replay.steps()))
            .row("    met bit for bit by a replay backward from the end", count(replay.rewound()))
            .row("  checkpoints read, each against its checksum", count(checkpoints(inspection)))
            .row("    whose masks were compared bit for bit", count(replay.states()))
            .row("  snapshots read, each against its checksums", count(snapshots.sound()));
    if (snapshots.awaited() > 0) {
      table.row("    not written yet", count(snapshots.awaited()));
    }
    if (!replay.foreign().isEmpty()) {
      table.row("  rules that are not known here: " + String.join(", ", replay.foreign()), "");
      table.row("    what they computed is taken as recorded; " + Catalogue.HINT, "");
    }
    return table.row("  (random steps of seed " + choice + ")", "");
  }

  private static int checkpoints(Inspection inspection) {
    return inspection.checkpoints().size();
  }

  private static String verdict(Inspection inspection) {
    long more = inspection.replay().findings() - inspection.replay().first().size();
    return more > 0 ? "not sound; %,d more findings are not shown".formatted(more) : "not sound";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
