package org.ontogeny.engine.stage;

import org.ontogeny.engine.random.Purpose;

/**
 * Lets each cycle either grow or prune, by a draw of its own: the probability that it grows moves
 * in equal steps (Stothers 2019, section 2.2, where it falls from 1 to 0).
 *
 * @param first probability of the first cycle, 0 to 1
 * @param last probability from cycle {@code cycles} on, counted from 0; 0 to 1
 * @param cycles from the one to the other, at least 1
 */
public record Growing(double first, double last, long cycles) {

  public Growing {
    require("first", first);
    require("last", last);
    if (cycles < 1) {
      throw new IllegalArgumentException("cycles must be at least 1, got " + cycles);
    }
  }

  private static void require(String name, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(name + " must be 0 to 1, got " + probability);
    }
  }

  /** Probability that a cycle grows, counted from 0. */
  double probability(long cycle) {
    return cycle >= cycles ? last : first + (last - first) * ((double) cycle / cycles);
  }

  /** Whether a cycle grows; else it prunes. */
  boolean grows(long cycle, long step, long seed) {
    float draw =
        Purpose.CYCLE.key(seed, 0, step, 0, 0).uniform((int) cycle, (int) (cycle >>> Integer.SIZE));
    return draw < probability(cycle);
  }
}
