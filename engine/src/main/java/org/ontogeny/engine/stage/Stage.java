package org.ontogeny.engine.stage;

import java.util.List;
import org.ontogeny.engine.pruning.PruningRule;

/** A part of an experiment, from fence to fence. */
public interface Stage {

  /** Name in the paths of events, unique among its neighbours. */
  String name();

  /**
   * How many learning steps it will make, for a progress display; {@link Course#ENDLESS} if it
   * never ends.
   */
  long updates();

  /** How many steps it takes; {@link Course#ENDLESS} if it never ends. */
  long steps();

  /**
   * What its course is made of besides durations: a run in the middle of the stage can go on by
   * another specification only if that is equal.
   */
  default List<Object> shape() {
    return List.of(getClass(), name());
  }

  /** Rules that synapses follow in it, those of its rivals too. */
  default List<PruningRule> rules() {
    return List.of();
  }

  /** What is done to the network, as a stretch of this name. */
  Course.Stretch course();
}
