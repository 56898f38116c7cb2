package org.ontogeny.engine.stage;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.learning.Learning;

/** A number of learning steps. What an update is made of, a stage says. */
final class Training {

  /** A fence after so many updates at the latest, so that a run can stop and show progress. */
  private static final long FENCE = 100;

  private Training() {}

  /**
   * Learns, with a fence at least at the end of every epoch.
   *
   * @param schedule how many updates, with which parameters
   * @param update the phases of an update with such parameters
   */
  static void run(
      Development development,
      Schedule schedule,
      Function<Learning, List<Program.Execution>> update) {
    development.ask(development.network().groups(), group -> new Request.BeginLearning());
    Batches batches = development.batches();
    for (long done = 0; done < schedule.updates(); ) {
      long toEpoch = batches.perEpoch() - batches.drawn() % batches.perEpoch();
      long next = done + Math.min(FENCE, Math.min(schedule.updates() - done, toEpoch));
      development.run(new Updates(schedule, done, next, update));
      development.advanced(next - done);
      done = next;
      if (batches.drawn() % batches.perEpoch() == 0) {
        long epoch = batches.drawn() / batches.perEpoch();
        development.happened(new Fact.EpochEnded(epoch, done));
      }
    }
    development.ask(development.network().groups(), group -> new Request.EndLearning());
  }

  /** Phases of updates, made as they are asked for. */
  private static final class Updates implements Iterator<Program.Execution> {
    private final Schedule schedule;
    private final long last;
    private final Function<Learning, List<Program.Execution>> update;
    private long next;
    private Iterator<Program.Execution> current = List.<Program.Execution>of().iterator();

    Updates(
        Schedule schedule,
        long first,
        long last,
        Function<Learning, List<Program.Execution>> update) {
      this.schedule = schedule;
      this.next = first;
      this.last = last;
      this.update = update;
    }

    @Override
    public boolean hasNext() {
      return current.hasNext() || next < last;
    }

    @Override
    public Program.Execution next() {
      if (!current.hasNext()) {
        current = update.apply(schedule.at(next++)).iterator();
      }
      return current.next();
    }
  }
}
