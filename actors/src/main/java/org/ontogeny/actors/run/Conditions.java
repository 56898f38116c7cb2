package org.ontogeny.actors.run;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * On what and by what a run is carried out; no result depends on it.
 *
 * @param threads that compute, at least 1
 * @param checkpoints time from one checkpoint to the next, positive; there is one at the end of
 *     every stage besides
 * @param keep how many checkpoints are kept, at least 2
 * @param clock tells the times of operational facts
 * @param program version of the program, and more about its build, for the record
 */
public record Conditions(
    int threads, Duration checkpoints, int keep, Clock clock, Map<String, String> program) {

  private static final Duration USUAL = Duration.ofMinutes(10);
  private static final int KEPT = 3;

  /** The usual checkpoints, and the machine's clock. */
  public static Conditions of(int threads, Map<String, String> program) {
    return new Conditions(threads, USUAL, KEPT, Clock.systemUTC(), program);
  }

  /** The same with checkpoints in other intervals. */
  public Conditions withCheckpoints(Duration other) {
    return new Conditions(threads, other, keep, clock, program);
  }

  /** The same with another clock. */
  public Conditions withClock(Clock other) {
    return new Conditions(threads, checkpoints, keep, other, program);
  }
}
