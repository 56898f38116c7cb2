package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.process.StandardError;
import org.ontogeny.dashboards.view.PanelFold;
import org.ontogeny.dashboards.view.RecordedOperations;
import org.ontogeny.dashboards.view.WatchText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ontogeny watch}: how far a run is that another process develops. */
@Command(
    name = "watch",
    description = "Watch how a run goes on that another process develops.",
    footer = {
      "",
      "In a terminal a panel shows stages, density, accuracy and the last deaths; else there is a",
      "line for each stage and round, for deaths and for evaluations. It ends when nobody develops",
      "the run any more, and says why. Ctrl-C ends it and leaves the run alone."
    })
final class WatchCommand implements Runnable {

  @Spec private CommandSpec command;

  @Mixin private RecordedRun run;

  @Override
  public void run() {
    RunDirectory directory = run.directory();
    PanelFold fold = PanelFold.of(directory, run.spec());
    FollowedRun followed = new FollowedRun(directory);
    PrintWriter out = command.commandLine().getOut();
    RecordedOperations end =
        ProgressDisplay.isPossible() && StandardError.hasOutputBeside()
            ? draw(fold, followed, directory)
            : print(fold, followed, out);
    out.println(farewell(directory.id(), end));
    out.flush();
  }

  private static RecordedOperations print(PanelFold fold, FollowedRun followed, PrintWriter out) {
    out.println(WatchText.heading());
    return followed.follow(
        event -> {
          fold.append(event);
          if (WatchText.tells(event)) {
            out.println(WatchText.line(event, fold.density(), fold.accuracy()));
          }
        },
        () -> {
          out.flush();
          return !out.checkError(); // whoever reads may have read enough
        });
  }

  private static RecordedOperations draw(
      PanelFold fold, FollowedRun followed, RunDirectory directory) {
    PanelDisplay display = new PanelDisplay(fold);
    Thread hook = new Thread(display::leave, "leave-the-terminal");
    Runtime.getRuntime().addShutdownHook(hook);
    try (display) {
      RecordedOperations end =
          followed.follow(display::append, () -> tell(display, fold, followed, directory));
      display.rest(end.state().name().toLowerCase(Locale.ROOT));
      return end;
    } finally {
      forget(hook);
    }
  }

  /** Tells the display where the run is; always true. */
  private static boolean tell(
      PanelDisplay display, PanelFold fold, FollowedRun followed, RunDirectory directory) {
    if (display.isTimed()) {
      display.reached(followed.step());
    } else if (directory.holder().isEmpty()) {
      fold.reached(followed.step()); // nothing is left to be timed
    } else {
      RecordedOperations.of(directory)
          .began()
          .ifPresent(
              began ->
                  display.reached(
                      followed.step(),
                      Duration.between(began.time(), Instant.now()),
                      began.step()));
    }
    return true;
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending already, and the hook does its work
    }
  }

  private String farewell(String id, RecordedOperations end) {
    String resume = "; './ontogeny resume %s%s' goes on".formatted(id, run.runs().asOption());
    return switch (end.state()) {
      case RUNNING -> id + " goes on";
      case FINISHED -> id + " has finished";
      case STOPPED -> id + " was stopped" + resume;
      case FAILED -> "%s has failed: %s%s".formatted(id, end.last("failed", "message"), resume);
      case INTERRUPTED -> "the process that developed %s is gone%s".formatted(id, resume);
    };
  }
}
