package org.ontogeny.actors.journal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What whoever writes behind lets others know at any time.
 *
 * @param failure what went wrong first, if anything did
 * @param committed sequence number of the last event on the disk
 * @param waiting events and synapses handed over and not yet written
 */
record Standing(AtomicReference<Throwable> failure, AtomicLong committed, AtomicLong waiting) {

  static Standing after(long committed) {
    return new Standing(new AtomicReference<>(), new AtomicLong(committed), new AtomicLong());
  }
}
