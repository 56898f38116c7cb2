package org.ontogeny.actors.journal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What stands between whoever has a journal and whoever writes it behind.
 *
 * @param handed fences to be written, in order
 * @param called whether the writer has been told that some are there
 * @param failure what went wrong first, if anything did
 * @param committed sequence number of the last event on the disk
 * @param waiting events and synapses handed over and not yet written
 */
record Standing(
    Queue<WriteBehind.Fence> handed,
    AtomicBoolean called,
    AtomicReference<Throwable> failure,
    AtomicLong committed,
    AtomicLong waiting) {

  static Standing after(long committed) {
    return new Standing(
        new ConcurrentLinkedQueue<>(),
        new AtomicBoolean(),
        new AtomicReference<>(),
        new AtomicLong(committed),
        new AtomicLong());
  }
}
