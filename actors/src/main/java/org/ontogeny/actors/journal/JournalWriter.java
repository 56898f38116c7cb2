package org.ontogeny.actors.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;

/**
 * Writes events and operational facts to a journal's file. What is written becomes durable, and
 * visible to readers, with the next commit. After an exception nothing may be called but {@link
 * #close}. For one thread at a time.
 */
final class JournalWriter implements AutoCloseable {

  private final Path path;
  private final Connection connection;
  private final EventDigest digests = new EventDigest();
  private final PreparedStatement event;
  private final PreparedStatement operation;
  private final SynapseRows synapses;

  private long last;
  private byte[] digest = new byte[EventDigest.SIZE];
  private long operations;
  private boolean pending;

  /** Continues what the database holds. */
  private JournalWriter(Path path, Connection connection) throws SQLException {
    this.path = path;
    this.connection = connection;
    this.event = connection.prepareStatement("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)");
    this.operation = connection.prepareStatement("INSERT INTO operation VALUES (?, ?, ?, ?)");
    this.synapses = new SynapseRows(connection);
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT seq, digest FROM event ORDER BY seq DESC LIMIT 1")) {
      if (rows.next()) {
        last = rows.getLong(1);
        digest = rows.getBytes(2);
      }
    }
    operations = JournalFile.number("SELECT max(no) FROM operation", connection);
  }

  /**
   * A writer of a new file.
   *
   * @throws java.io.UncheckedIOException if the file exists or cannot be created
   */
  static JournalWriter create(Path path) {
    JournalFile file = new JournalFile(path);
    return of(file, file.create());
  }

  /**
   * A writer that continues a file after its last event.
   *
   * @throws java.io.UncheckedIOException if the file is missing, no journal, of a newer version, or
   *     written by somebody else
   */
  static JournalWriter open(Path path) {
    JournalFile file = new JournalFile(path);
    return of(file, file.open());
  }

  private static JournalWriter of(JournalFile file, Connection connection) {
    try {
      return new JournalWriter(file.path(), connection);
    } catch (SQLException e) {
      RuntimeException failure = file.unreadable(e);
      try {
        connection.close();
      } catch (SQLException further) {
        failure.addSuppressed(further);
      }
      throw failure;
    }
  }

  Path path() {
    return path;
  }

  /** Sequence number of the last event written, committed or not; 0 for none. */
  long last() {
    return last;
  }

  /** Whether anything waits for a commit. */
  boolean pending() {
    return pending;
  }

  /** Lets the file grow to so many pages only, as a disk does that fills up. */
  void limit(long pages) throws SQLException {
    JournalFile.number("PRAGMA max_page_count = " + pages, connection);
  }

  /** Writes the events of one fence. */
  void write(List<Event> events) throws SQLException {
    pending = true;
    for (Event next : events) {
      write(next);
    }
  }

  private void write(Event next) throws SQLException {
    List<Fate> fates = next.fact() instanceof Fact.Structural fact ? fact.fates() : List.of();
    EventRow row = EventRow.of(next);
    digest = digests.of(digest, row, fates);
    event.setLong(1, row.seq());
    event.setLong(2, row.step());
    event.setString(3, row.stage());
    event.setString(4, row.kind());
    event.setString(5, row.detail());
    event.setBytes(6, digest);
    event.executeUpdate();
    synapses.insert(row.seq(), fates);
    last = row.seq();
  }

  /**
   * Writes an operational fact under the next number.
   *
   * @param detail a JSON object
   */
  void record(Instant time, String kind, String detail) throws SQLException {
    pending = true;
    operations++;
    operation.setLong(1, operations);
    operation.setString(2, time.toString());
    operation.setString(3, kind);
    operation.setString(4, detail);
    operation.executeUpdate();
  }

  /** Makes durable what was written. */
  void commit() throws SQLException {
    if (pending) {
      connection.commit();
      pending = false;
    }
  }

  /** Brings everything that is committed into the one file, as far as readers let it. */
  void checkpoint() throws SQLException {
    connection.setAutoCommit(true);
    JournalFile.number("PRAGMA wal_checkpoint(TRUNCATE)", connection);
    connection.setAutoCommit(false);
  }

  /** Lets go of the file, and of everything that is not committed. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
