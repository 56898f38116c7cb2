package org.ontogeny.engine.stage;

/** A part of an experiment, from fence to fence. */
public interface Stage {

  /** Name in the paths of events, unique among its neighbours. */
  String name();

  /**
   * How many learning steps it will make, for a progress display; {@link Course#ENDLESS} if it
   * never ends.
   */
  long updates();

  /** What is done to the network, as a stretch of this name. */
  Course.Stretch course();
}
