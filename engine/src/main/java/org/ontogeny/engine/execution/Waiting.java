package org.ontogeny.engine.execution;

import java.util.Comparator;
import org.ontogeny.engine.network.GroupId;

/**
 * A group that cannot go on before something arrives.
 *
 * @param group that waits
 * @param step phase execution that it is in
 * @param shard that it walks through, the first of those that it has not ended
 * @param tick running number of the tick, from 1
 * @param phase name of the phase
 * @param input what it waits for, in words
 */
public record Waiting(GroupId group, long step, int shard, int tick, String phase, String input) {

  /** Those furthest behind come first: they hold up the others. */
  public static final Comparator<Waiting> FURTHEST_BEHIND =
      Comparator.comparingLong(Waiting::step)
          .thenComparingInt(Waiting::shard)
          .thenComparingInt(Waiting::tick);

  @Override
  public String toString() {
    return "%s at step %d (%s, tick %d, shard %d) waits for %s"
        .formatted(group, step, phase, tick, shard, input);
  }
}
