package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ontogeny.dashboards.soak.KillSoak;
import org.ontogeny.dashboards.soak.Trial;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Course;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ontogeny soak kills}: whether runs survive being killed. */
@Command(
    name = "kills",
    description = {
      "Kill the process of a run at random instants, resume it, and compare the end with that of a"
          + " run that nobody disturbed."
    },
    footer = {
      "",
      "The experiment must end by itself. It first runs undisturbed. In each trial its process is"
          + " killed (SIGKILL) at an instant drawn uniformly over that time, and the run resumed; in"
          + " every third trial the resumed process is killed too. What ends is compared: SHA-256 of"
          + " the events, weights and masks bit for bit, the last checkpoint byte for byte; and the"
          + " run is verified.",
      "",
      "A line for each trial says after how many seconds processes were killed, how many events were"
          + " committed then, after which event the checkpoint was taken that the next process went"
          + " on from, and how many events it computed again; '-' where that was killed before it"
          + " could tell.",
      "",
      "Exit status 1 if any trial differs. The directories of such runs are kept."
    })
final class SoakKillsCommand implements Callable<Integer> {

  private static final String ROW = "%5s  %15s  %13s  %13s  %11s  %s";

  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      defaultValue = "soak",
      description = "Name of an experiment, or a file (default: ${DEFAULT-VALUE}).")
  private String experiment;

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many trials (default: ${DEFAULT-VALUE}).")
  private int times;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the instants (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private RunsFolder runs;

  @Mixin private Threads threads;

  @Override
  public Integer call() throws InterruptedException {
    if (times < 1) {
      throw mistake("--times: expected a whole number of at least 1, got " + times);
    }
    if (SpecReader.read(experiment, Map.of()).experiment().updates() == Course.ENDLESS) {
      throw mistake(
          "experiment %s has no end: there is nothing to compare with".formatted(experiment));
    }
    PrintWriter out = command.commandLine().getOut();
    KillSoak soak =
        new KillSoak(Main.class.getName(), experiment, runs.path(), threads.count(command), seed);
    KillSoak.Undisturbed undisturbed = soak.runUndisturbed();
    out.printf(
        Locale.ROOT,
        "undisturbed  %.2f s, %,d events%nSHA-256      %s%n%n",
        undisturbed.seconds(),
        undisturbed.events(),
        undisturbed.sha256());
    out.println(ROW.formatted("trial", "killed after, s", "events", "from event", "again", "end"));
    out.flush();
    List<Trial> trials = soak.run(times, trial -> print(trial, out));
    boolean same = trials.stream().allMatch(Trial::isSame);
    summary(trials, soak).forEach(out::println);
    out.flush();
    return same ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private ParameterException mistake(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private static void print(Trial trial, PrintWriter out) {
    out.println(
        ROW.formatted(
            trial.number(),
            each(trial, kill -> String.format(Locale.ROOT, "%.2f", kill.seconds())),
            each(trial, kill -> number(kill.committed())),
            each(trial, kill -> number(kill.from())),
            each(trial, kill -> number(kill.again())),
            trial.isSame() ? "same" : "DIFFERENT"));
    trial.differences().forEach(difference -> out.println("       " + difference));
    out.flush();
  }

  private static String each(Trial trial, Function<Trial.Kill, String> what) {
    return trial.kills().isEmpty()
        ? "-"
        : trial.kills().stream().map(what).collect(Collectors.joining(", "));
  }

  private static String number(long number) {
    return number == Trial.UNKNOWN ? "-" : "" + number;
  }

  private static List<String> summary(List<Trial> trials, KillSoak soak) {
    List<Trial.Kill> kills = trials.stream().flatMap(trial -> trial.kills().stream()).toList();
    long different = trials.stream().filter(trial -> !trial.isSame()).count();
    long again = kills.stream().mapToLong(kill -> Math.max(0, kill.again())).sum();
    return List.of(
        "",
        "%,d trials, %,d kills, %,d events computed again; %,d processes ended before their kill"
            .formatted(trials.size(), kills.size(), again, soak.early()),
        different == 0
            ? "all runs ended as the undisturbed one"
            : "%,d runs ended in another way; they are in %s".formatted(different, soak.folder()));
  }
}
