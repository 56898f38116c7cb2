package org.ontogeny.engine.stage;

/** A part of an experiment, from fence to fence. */
public interface Stage {

  /** Name in the paths of events, unique among its neighbours. */
  String name();

  /** How many learning steps it will make, for a progress display. */
  long updates();

  /** Lets the network develop. */
  void develop(Development development);
}
