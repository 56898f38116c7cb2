package org.ontogeny.dashboards.soak;

import java.util.List;

/**
 * A run that was killed and resumed until it ended.
 *
 * @param number 1, 2, 3, ...
 * @param kills in order
 * @param differences from the undisturbed run, and whatever else is wrong, a sentence each
 */
public record Trial(int number, List<Kill> kills, List<String> differences) {

  /** A number that nothing tells: the next process was killed before it could. */
  public static final long UNKNOWN = -1;

  public Trial {
    kills = List.copyOf(kills);
    differences = List.copyOf(differences);
  }

  /**
   * A process was killed, and another one went on.
   *
   * @param seconds from its start
   * @param seen committed events that a reader saw just before
   * @param kept committed events that the next process found
   * @param from last event before the checkpoint that it went on from, 0 for birth
   */
  public record Kill(double seconds, long seen, long kept, long from) {

    /** The same, with what the next process found. */
    Kill found(long events, long seq) {
      return new Kill(seconds, seen, events, seq);
    }

    /** Committed events when the process was killed. */
    public long committed() {
      return Math.max(seen, kept);
    }

    /** Events that were computed again. */
    public long again() {
      return kept == UNKNOWN ? UNKNOWN : kept - from;
    }

    boolean hasLost() {
      return kept != UNKNOWN && kept < seen;
    }
  }

  /** Whether the run ended as if nothing had happened. */
  public boolean isSame() {
    return differences.isEmpty();
  }
}
