package org.ontogeny.engine.event;

/** Where developmental events go, in order. */
public interface Journal {

  /** Takes the next event. Must not wait for a disk. */
  void append(Event event);
}
