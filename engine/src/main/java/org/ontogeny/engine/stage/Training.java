package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.learning.Learning;

/** A number of learning steps. What an update is made of, a stage says. */
final class Training {

  /** A fence after so many updates at the latest, so that a run can stop and show progress. */
  private static final long FENCE = 100;

  /** What an update is made of. */
  interface Update {
    /** Its phases, with these parameters, on this mini-batch. */
    List<Program.Execution> of(
        Development development, Learning parameters, Program.Stimulus stimulus);
  }

  private Training() {}

  /** All updates of a schedule. */
  static Course.Stretch course(Schedule schedule, Update update) {
    return Course.of(
        "",
        List.of(
            Course.act(Training::begin), updates(schedule, 0, update), Course.act(Training::end)));
  }

  /**
   * All updates of a schedule, as part of a stage that begins and ends learning itself.
   *
   * @param before updates since learning began that come before the first one
   */
  static Course.Stretch updates(Schedule schedule, long before, Update update) {
    return updates(new Updates(schedule, before, update), 0, schedule.updates());
  }

  /**
   * Some updates of a schedule, as part of a stage that begins and ends learning itself.
   *
   * @param from number of the first one
   * @param to number of the first one that is not made
   */
  static Course.Stretch updates(Schedule schedule, long from, long to, Update update) {
    return updates(new Updates(schedule, 0, update), from, to);
  }

  private static Course.Stretch updates(Updates updates, long from, long to) {
    long chunks = (to - from + FENCE - 1) / FENCE;
    return Course.repeated(
        chunks,
        chunk ->
            Course.act(
                development -> {
                  long first = from + chunk * FENCE;
                  run(development, updates, first, Math.min(to, first + FENCE));
                }));
  }

  /** No change of weights or biases is carried over from an earlier stage. */
  static void begin(Development development) {
    development.ask(development.network().groups(), group -> new Request.BeginLearning());
  }

  /** Fails if learning has diverged. */
  static void end(Development development) {
    development.ask(development.network().groups(), group -> new Request.EndLearning());
  }

  /**
   * Updates of a schedule.
   *
   * @param before updates since learning began that come before the first one
   */
  private record Updates(Schedule schedule, long before, Update update) {}

  /**
   * Makes some updates, with a fence at the end of every epoch.
   *
   * @param first number of the first update in the schedule
   * @param last number of the first one that is not made
   */
  private static void run(Development development, Updates updates, long first, long last) {
    Stimuli stimuli = development.stimuli();
    for (long done = first; done < last; ) {
      long toEpoch = stimuli.perEpoch() - stimuli.drawn() % stimuli.perEpoch();
      long next = done + Math.min(last - done, toEpoch);
      development.run(phases(development, updates, done, next));
      development.advanced(next - done);
      done = next;
      if (stimuli.drawn() % stimuli.perEpoch() == 0) {
        long epoch = stimuli.drawn() / stimuli.perEpoch();
        development.happened(new Fact.EpochEnded(epoch, done));
      }
    }
  }

  /** If one cannot be had, the network and its place in the data are as they were. */
  private static List<Program.Stimulus> draw(Stimuli stimuli, long count) {
    long before = stimuli.drawn();
    List<Program.Stimulus> drawn = new ArrayList<>();
    try {
      for (long k = 0; k < count; k++) {
        drawn.add(stimuli.draw());
      }
    } catch (RuntimeException e) {
      stimuli.seek(before);
      throw e;
    }
    return drawn;
  }

  /**
   * Phases of updates. All stimuli are drawn before the first phase runs: one that has to be waited
   * for must not make the conductor wait.
   */
  private static Iterator<Program.Execution> phases(
      Development development, Updates updates, long first, long last) {
    List<Program.Stimulus> drawn = draw(development.stimuli(), last - first);
    return new Iterator<>() {
      private int next;
      private Iterator<Program.Execution> current = List.<Program.Execution>of().iterator();

      @Override
      public boolean hasNext() {
        return current.hasNext() || next < drawn.size();
      }

      @Override
      public Program.Execution next() {
        if (!current.hasNext()) {
          Learning parameters = updates.schedule().at(first + next, updates.before());
          current = updates.update().of(development, parameters, drawn.get(next++)).iterator();
        }
        return current.next();
      }
    };
  }
}
