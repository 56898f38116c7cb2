package org.ontogeny.engine.event;

/** Where developmental events go, in order. */
public interface Journal {

  /** Takes the next event. Must not wait for a disk. */
  void append(Event event);

  /**
   * A fence: what was appended since the last one is kept whole or not at all. Must not wait for a
   * disk.
   */
  default void fence() {}
}
