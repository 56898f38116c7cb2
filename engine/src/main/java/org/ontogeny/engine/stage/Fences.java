package org.ontogeny.engine.stage;

import org.ontogeny.engine.event.Fact;

/** Whoever watches a development from fence to fence. Called from the thread that develops. */
@FunctionalInterface
public interface Fences {

  /** Nobody. */
  Fences UNWATCHED = development -> {};

  /**
   * No message is in flight, and no event is under way. What is thrown here ends the development.
   */
  void reached(Development development);

  /**
   * A snapshot has just been put into the journal, under the development's present sequence number
   * and step. No message is in flight: whoever wants to keep what it is of copies the state now.
   */
  default void snapshot(Fact.Snapshot snapshot, Development development) {}
}
