package org.ontogeny.engine.network;

/**
 * The part of a phase that is repeated.
 *
 * @param from first tick
 * @param to one after the last tick
 * @param times at most so many passes, at least 1
 * @param tolerance a pass in which no state changes by more than this is the last; negative: never
 *     ask, make all passes
 */
public record Loop(int from, int to, int times, float tolerance) {

  public Loop {
    if (from < 0 || to <= from || times < 1) {
      throw new IllegalArgumentException(
          "a loop needs ticks and at least one pass, got [%d, %d) x %d".formatted(from, to, times));
    }
  }

  /** Whether a pass ends with a question to the conductor. */
  public boolean asks(int pass) {
    return tolerance >= 0 && pass < times;
  }
}
