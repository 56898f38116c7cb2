package org.ontogeny.actors.journal;

import org.ontogeny.engine.event.Journal;

/** A journal whose events outlive the process. */
public interface DurableJournal extends Journal, AutoCloseable {

  /**
   * Waits until every event up to the last fence is on the disk.
   *
   * @throws java.io.UncheckedIOException if one of them could not be written
   */
  void flush();

  /**
   * Flushes and ends. What was appended after the last fence is not kept.
   *
   * @throws java.io.UncheckedIOException if an event could not be written
   */
  @Override
  void close();
}
