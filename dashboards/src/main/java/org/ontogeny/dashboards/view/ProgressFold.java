package org.ontogeny.dashboards.view;

import java.util.Optional;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.stage.Course;
import org.ontogeny.engine.stage.Develop;
import org.ontogeny.engine.stage.Experiment;
import org.ontogeny.engine.stage.Measure;
import org.ontogeny.engine.stage.Pretrain;
import org.ontogeny.engine.stage.Rounds;
import org.ontogeny.engine.stage.Stage;
import org.ontogeny.engine.stage.Train;

/**
 * Which share of the planned learning steps is done, as far as starts and ends of stages tell: all
 * those of stages that have ended, and of the one that goes on those that its steps since then are
 * enough for.
 */
public final class ProgressFold {

  private static final String STARTED = new Fact.StageStarted().kind();
  private static final String ENDED = new Fact.StageEnded().kind();

  /** Phases of a learning step of the whole machine: wake, dream, learn. */
  private static final int PHASES = 3;

  /**
   * A stretch in which a network learns.
   *
   * @param updates learning steps in all
   * @param before steps before the first of them
   * @param cycle steps after which as many learning steps are done again; 0 if that is not known
   * @param each learning steps of a cycle
   */
  private record Learning(long updates, long before, long cycle, long each) {

    static Learning of(Train train) {
      return new Learning(train.updates(), train.burnIn() > 0 ? 1 : 0, PHASES, 1);
    }

    static Learning of(Stage stage) {
      if (stage instanceof Train train) {
        return of(train);
      } else if (stage instanceof Pretrain) {
        return new Learning(stage.updates(), 0, 1, 1);
      } else if (stage instanceof Develop develop) {
        Measure measure = develop.measure();
        long each = develop.learn().updates();
        long cycle = PHASES * each + (measure.burnIn() > 0 ? 1 : 0) + measure.readings();
        return new Learning(stage.updates(), develop.learn().burnIn() > 0 ? 1 : 0, cycle, each);
      }
      return new Learning(stage.updates(), 0, 0, 0);
    }

    double done(long steps) {
      if (cycle == 0) {
        return 0;
      }
      double cycles = (double) Math.max(0, steps - before) / cycle;
      return Math.min((double) updates, cycles * each);
    }
  }

  private final Experiment experiment;
  private long done; // learning steps of stretches that have ended
  private Optional<Learning> open = Optional.empty();
  private long since; // step at which that began
  private long step;

  /** Nothing is done yet. */
  public ProgressFold(Experiment experiment) {
    this.experiment = experiment;
  }

  /**
   * Takes an event.
   *
   * @param kind of it; others than starts and ends of stages tell the step only
   * @param stage that was running
   * @param at step of it
   */
  public void append(String kind, String stage, long at) {
    step = at;
    if (kind.equals(STARTED)) {
      Optional<Learning> begun = learning(stage);
      open = begun.isPresent() ? begun : open;
      since = begun.isPresent() ? at : since;
    } else if (kind.equals(ENDED)) {
      Optional<Learning> ended = learning(stage);
      done += ended.map(Learning::updates).orElse(0L);
      open = ended.isPresent() ? Optional.empty() : open;
    }
  }

  /** The learning that a stretch is about; empty where it is about something else. */
  private Optional<Learning> learning(String path) {
    String[] names = path.split("/", -1);
    return experiment.stages().stream()
        .filter(stage -> stage.name().equals(names[0]))
        .findFirst()
        .flatMap(stage -> learning(stage, names));
  }

  /** Rounds learn in a part of each round, as {@code rounds/3/retrain}. */
  private static Optional<Learning> learning(Stage stage, String[] names) {
    if (stage instanceof Rounds rounds) {
      boolean learns = names.length > 2 && names[names.length - 1].equals(rounds.retrain().name());
      return learns ? Optional.of(Learning.of(rounds.retrain())) : Optional.empty();
    }
    return names.length == 1 ? Optional.of(Learning.of(stage)) : Optional.empty();
  }

  /** 0 to 1; NaN where nothing is to be learned, or there is no end. */
  public double share() {
    long planned = experiment.updates();
    if (planned == 0 || planned == Course.ENDLESS) {
      return Double.NaN;
    }
    double now = open.map(learning -> learning.done(step - since)).orElse(0.0);
    return Math.min(1, (done + now) / planned);
  }
}
