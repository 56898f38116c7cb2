package org.ontogeny.dashboards.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.Conditions;
import org.ontogeny.actors.run.Run;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.Listening;
import org.ontogeny.dashboards.server.Server;
import org.ontogeny.dashboards.server.api.ActivitySource;
import org.ontogeny.dashboards.soak.FollowerSoak;
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

/** {@code ontogeny soak followers}: whether many followers slow a run or miss anything. */
@Command(
    name = "followers",
    description = {
      "Let many programs follow a run over HTTP while it goes on at full speed; one of them reads",
      "nothing until the end."
    },
    footer = {
      "",
      "Exit status 1 if a follower missed an event or heard one twice, or if the run was slowed by",
      "more than --most."
    })
final class SoakFollowersCommand implements Callable<Integer> {

  private static final int MINUTES_OF_MEMORY = 1 << 20; // the trial ends first

  /** The stage that has no end, here with births and deaths after every update. */
  private static final String STAGE = "develop";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "stages.5.learn.updates", "1",
          "stages.5.measure.readings", "5",
          "stages.5.measure.sweeps", "1",
          "stages.5.rule.rate", "0.02",
          "stages.5.evaluate-every", "1000000");

  @Spec private CommandSpec command;

  @Option(
      names = "--followers",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int followers;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "10",
      description = "How long, besides blocks without followers (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--most",
      paramLabel = "P",
      defaultValue = "5",
      description = "Percent by which the run may be slower (default: ${DEFAULT-VALUE}).")
  private double most;

  @Mixin private RunsFolder runs;

  @Mixin private Threads threads;

  @Override
  public Integer call() throws InterruptedException {
    if (followers < 1 || minutes < 1) {
      throw new ParameterException(
          command.commandLine(), "--followers and --minutes: expected 1 or more");
    }
    RunSpec spec = SpecReader.read("lifelong", SETTINGS);
    RunDirectory directory = RunDirectory.create(runs.path(), "soak-followers", Optional.empty());
    Conditions conditions = Conditions.of(threads.count(command), Version.facts());
    Run run = new Run(spec, Run.load(spec, Optional.empty()), directory, conditions);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    AtomicLong steps = new AtomicLong();
    CountDownLatch developing = new CountDownLatch(1);
    MemorySoak memory =
        new MemorySoak(
            MINUTES_OF_MEMORY, new OutcomeFold(spec.network()), look -> print(look, out), () -> {});
    try (Server server =
        Server.start(
            runs.path(), Listening.onLoopback(0, Optional.empty()), ActivitySource.NONE, err)) {
      CompletableFuture<Void> development =
          CompletableFuture.runAsync(
              () -> run.develop(memory, counting(steps, developing)),
              task -> new Thread(task, "run").start());
      awaitStage(developing, development);
      FollowerSoak soak =
          new FollowerSoak(
              server.address(),
              "/api/runs/%s/events/stream".formatted(directory.id()),
              followers,
              steps::get);
      List<FollowerSoak.Blocks> blocks =
          soak.follow(minutes, block -> print(block, out), () -> stop(run, development, directory));
      double percent = 100 * FollowerSoak.medianSlowdown(blocks);
      out.println(
          String.format(
              Locale.ROOT,
              "%d followers and one who read nothing heard all events; slower by %.2f %%",
              followers,
              percent));
      out.println("run   " + directory.path());
      out.flush();
      return percent <= most ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  /** Until then the run does other things, and at another speed. */
  private static void awaitStage(CountDownLatch developing, CompletableFuture<Void> development)
      throws InterruptedException {
    while (!developing.await(1, TimeUnit.SECONDS)) {
      if (development.isDone()) {
        development.join(); // which says why
        throw new IllegalStateException("the run ended before its stage " + STAGE);
      }
    }
  }

  private static Progress counting(AtomicLong steps, CountDownLatch developing) {
    return new Progress() {
      @Override
      public void entered(String stage) {
        if (stage.equals(STAGE)) {
          developing.countDown();
        }
      }

      @Override
      public void advanced(long updates) {
        steps.addAndGet(updates);
      }
    };
  }

  /** Stops the run; returns the sequence number of its last event. */
  private static long stop(Run run, CompletableFuture<Void> development, RunDirectory directory) {
    run.stop();
    try {
      development.join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof Run.Stopped)) {
        throw e;
      }
    }
    try (JournalReader journal = JournalReader.open(directory.path())) {
      return journal.last();
    }
  }

  private static void print(MemorySoak.Look look, PrintWriter out) {
    out.println(
        String.format(
            Locale.ROOT,
            "minute %d: heap after collection %.2f MiB, %,d events",
            look.minute(),
            look.used(),
            look.events()));
    out.flush();
  }

  private static void print(FollowerSoak.Blocks blocks, PrintWriter out) {
    out.println(
        String.format(
            Locale.ROOT,
            "updates a second: alone %.1f, followed %.1f, slower by %.2f %%",
            blocks.alone(),
            blocks.followed(),
            100 * blocks.slowdown()));
    out.flush();
  }
}
