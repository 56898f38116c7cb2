package org.ontogeny.engine.stage;

/** Whoever watches a development from fence to fence. Called from the thread that develops. */
@FunctionalInterface
public interface Fences {

  /** Nobody. */
  Fences UNWATCHED = development -> {};

  /**
   * No message is in flight, and no event is under way. What is thrown here ends the development.
   */
  void reached(Development development);
}
