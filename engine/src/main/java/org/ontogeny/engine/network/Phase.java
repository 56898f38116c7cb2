package org.ontogeny.engine.network;

import java.util.List;
import org.ontogeny.engine.learning.Learning;

/**
 * An immutable program of ticks that all groups walk through together.
 *
 * @param name as printed: wake, dream, learn, ...
 * @param ensemble whose states it updates
 * @param ticks rows of the table
 * @param loop the part that is repeated, or null
 * @param learning how {@link Work.Kind#LEARN} learns, or null where nothing is learned
 */
public record Phase(
    String name, Ensemble ensemble, List<Tick> ticks, Loop loop, Learning learning) {

  public Phase {
    ticks = List.copyOf(ticks);
    if (loop != null && loop.to() > ticks.size()) {
      throw new IllegalArgumentException(
          "phase %s: the loop ends at tick %d of %d".formatted(name, loop.to(), ticks.size()));
    }
  }

  /** Whether the states of a population change in the loop. */
  public boolean changesInLoop(Population population) {
    return loop != null
        && ticks.subList(loop.from(), loop.to()).stream()
            .flatMap(tick -> tick.updates().stream())
            .anyMatch(update -> update.population().name().equals(population.name()));
  }

  /** Whether weights change in it, so that later phases must wait for its end. */
  public boolean learns() {
    return learning != null;
  }
}
