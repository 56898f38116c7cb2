package org.ontogeny.dashboards.soak;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.ontogeny.actors.run.RunDirectory;

/**
 * Kills processes of an experiment at random instants, resumes them, and holds what came out
 * against a run that nobody disturbed. Each process is a real one, and dies without a warning.
 */
public final class KillSoak {

  private static final int TWICE = 3; // every so many trials the resumed process is killed too
  private static final int DRAWS = 10; // of instants, where the process ends before the first ones
  private static final String UNDISTURBED = "undisturbed";

  private final Path folder;
  private final Commands commands;
  private final SplittableRandom random;
  private Remains expected;
  private double duration;
  private int early;

  /**
   * Trials that have not begun.
   *
   * @param main name of the class that is the program
   * @param experiment name or file
   * @param runs folder in which a folder for these trials is made
   * @param threads of each process
   * @param seed of the instants
   */
  public KillSoak(String main, String experiment, Path runs, int threads, long seed) {
    folder = Folders.make(runs, "soak-kills");
    commands = new Commands(main, experiment, folder, threads);
    random = new SplittableRandom(seed);
  }

  /**
   * The run that nobody disturbs.
   *
   * @param seconds that its process took
   * @param events that happened
   * @param sha256 of them in canonical form
   */
  public record Undisturbed(double seconds, long events, String sha256) {}

  /** Runs the experiment undisturbed; to be called before {@link #run}. */
  public Undisturbed runUndisturbed() throws InterruptedException {
    Child child = commands.run(UNDISTURBED);
    child.awaitSuccess();
    duration = child.age();
    expected = Remains.of(RunDirectory.open(folder, UNDISTURBED));
    return new Undisturbed(duration, expected.events(), expected.sha256());
  }

  /**
   * Runs trials. Runs that end the same are deleted, and so is everything if all do.
   *
   * @param listener hears of each trial when it is over
   */
  public List<Trial> run(int times, Consumer<Trial> listener) throws InterruptedException {
    List<Trial> trials = new ArrayList<>();
    for (int number = 1; number <= times; number++) {
      Trial trial = trial(number, random.split());
      trials.add(trial);
      listener.accept(trial);
    }
    if (expected.wrong().isEmpty() && trials.stream().allMatch(Trial::isSame)) {
      Folders.delete(folder);
    }
    return trials;
  }

  private Trial trial(int number, SplittableRandom instants) throws InterruptedException {
    String id = "trial-%03d".formatted(number);
    KilledRun run = new KilledRun(commands, new RunDirectory(folder.resolve(id)));
    List<String> differences = new ArrayList<>(expected.wrong());
    try {
      develop(run, number, instants);
      differences.addAll(Remains.of(RunDirectory.open(folder, id)).differences(expected));
    } catch (Child.Failure e) {
      differences.add(e.getMessage());
    }
    List<Trial.Kill> kills = run.kills();
    for (Trial.Kill kill : kills) {
      if (kill.hasLost()) {
        differences.add("of %d committed events, %d were left".formatted(kill.seen(), kill.kept()));
      }
    }
    Trial trial = new Trial(number, kills, differences);
    if (trial.isSame()) {
      Folders.delete(run.path());
      Folders.delete(commands.err(id));
    }
    return trial;
  }

  private void develop(KilledRun run, int number, SplittableRandom instants)
      throws InterruptedException {
    double first = instants.nextDouble(duration);
    for (int draw = 1; !run.isKilled(first); draw++) {
      early++;
      if (draw == DRAWS) {
        return; // the trial has no kill, and says so
      }
      Folders.delete(run.path());
      first = instants.nextDouble(duration);
    }
    if (number % TWICE == 0) {
      run.goOnUntil(instants.nextDouble(Math.max(duration / 4, duration - first)));
    }
    run.goOn();
  }

  /** How many processes had ended before they could be killed, and were started again. */
  public int early() {
    return early;
  }

  /** Where runs are that did not end the same. */
  public Path folder() {
    return folder;
  }
}
