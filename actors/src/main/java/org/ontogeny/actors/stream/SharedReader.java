package org.ontogeny.actors.stream;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.journal.SqliteJournal;

/**
 * The one connection that all followers of a run share; it is opened when it is needed first.
 * Between two calls no query is open, so that the writer can reuse its log. Every call may wait for
 * the disk.
 */
final class SharedReader {

  private static final JournalReader.Extent NOTHING = new JournalReader.Extent(0, false);

  private final Path directory;
  private final Tally tally;
  private JournalReader reader; // null while closed; guarded by this
  private boolean ended; // guarded by this

  SharedReader(Path directory, Tally tally) {
    this.directory = directory;
    this.tally = tally;
  }

  /** How far the journal goes; nowhere while there is none. */
  synchronized JournalReader.Extent look() {
    tally.looks().incrementAndGet();
    if (reader != null && reader.isUnchanging()) {
      close(); // it would never see what somebody else writes there
    }
    if (reader == null && !Files.exists(directory.resolve(SqliteJournal.FILE))) {
      return NOTHING;
    }
    return with(JournalReader::extent);
  }

  /** A page of a journal that goes to {@code last} at least. */
  synchronized Page read(long from, long last, Interest interest) {
    tally.reads().incrementAndGet();
    return with(open -> Pages.read(open, from, last, interest));
  }

  /** What failed is opened anew by the next one. */
  private <T> T with(Function<JournalReader, T> use) {
    if (ended) {
      throw new IllegalStateException("nobody follows " + directory + " any more");
    }
    try {
      if (reader == null) {
        reader = JournalReader.open(directory);
        tally.connections().incrementAndGet();
      }
      return use.apply(reader);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Closes the connection for good. */
  synchronized void end() {
    ended = true;
    close();
  }

  private void close() {
    if (reader != null) {
      tally.connections().decrementAndGet();
      reader.close();
      reader = null;
    }
  }
}
