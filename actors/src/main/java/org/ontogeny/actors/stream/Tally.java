package org.ontogeny.actors.stream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What followers cost.
 *
 * @param connections to journals that are open now
 * @param looks how often somebody looked how far a journal goes
 * @param reads pages read from journals
 */
record Tally(AtomicInteger connections, AtomicLong looks, AtomicLong reads) {

  Tally() {
    this(new AtomicInteger(), new AtomicLong(), new AtomicLong());
  }
}
