package org.ontogeny.actors.run;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.ontogeny.engine.plugin.Catalogue;

/**
 * On what and by what a run is carried out; no result depends on it.
 *
 * @param threads that compute, at least 1
 * @param checkpoints time from one checkpoint to the next, positive; there is one at the end of
 *     every stage besides
 * @param keep how many checkpoints are kept, at least 2
 * @param clock tells the times of operational facts
 * @param program version of the program, and more about its build, for the record
 * @param criteria that the rules of the run can name, also those that it is changed to
 */
public record Conditions(
    int threads,
    Duration checkpoints,
    int keep,
    Clock clock,
    Map<String, String> program,
    Catalogue criteria) {

  private static final Duration USUAL = Duration.ofMinutes(10);
  private static final int KEPT = 3;

  /** The usual checkpoints, the machine's clock, and the criteria of the engine. */
  public static Conditions of(int threads, Map<String, String> program) {
    return new Conditions(threads, USUAL, KEPT, Clock.systemUTC(), program, Catalogue.SHIPPED);
  }

  /** The same with checkpoints in other intervals. */
  public Conditions withCheckpoints(Duration other) {
    return new Conditions(threads, other, keep, clock, program, criteria);
  }

  /** The same with another clock. */
  public Conditions withClock(Clock other) {
    return new Conditions(threads, checkpoints, keep, other, program, criteria);
  }

  /** The same with other criteria. */
  public Conditions withCriteria(Catalogue other) {
    return new Conditions(threads, checkpoints, keep, clock, program, other);
  }
}
