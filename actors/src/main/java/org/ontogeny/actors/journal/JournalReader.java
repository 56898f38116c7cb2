package org.ontogeny.actors.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.JsonObjects;

/**
 * Reads a journal, also while somebody writes it: it sees committed fences only. For one thread at
 * a time. Every method throws {@link java.io.UncheckedIOException} if the file cannot be read, and
 * {@link DamagedJournal} if it notices that the file does not hold what was written.
 */
public final class JournalReader implements AutoCloseable {

  /**
   * An event without its synapses.
   *
   * @param step completed phase executions of the run when it happened
   * @param detail what the kind of event says, a JSON object; {@code count} tells of how many
   *     synapses
   */
  public record Line(long seq, long step, String stage, String kind, String detail) {}

  /**
   * A fact about the machine.
   *
   * @param number 1, 2, 3, ...; its order is that of recording, whatever the clock said
   * @param time by the clock of the machine
   * @param fields as recorded; numbers are text, as {@link JsonObjects} reads them
   */
  public record Operation(long number, Instant time, String kind, Map<String, Object> fields) {}

  private final JournalFile file;
  private final Connection connection;

  private JournalReader(JournalFile file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * A reader of the journal in this directory.
   *
   * @throws java.io.UncheckedIOException if there is none, or it is of a newer format version
   */
  public static JournalReader open(Path directory) {
    JournalFile file = new JournalFile(directory.resolve(SqliteJournal.FILE));
    return new JournalReader(file, file.openToRead());
  }

  /** Sequence number of the last committed event, 0 for none. */
  public long last() {
    try {
      return JournalFile.number("SELECT max(seq) FROM event", connection);
    } catch (SQLException e) {
      throw file.unreadable(e);
    }
  }

  /**
   * The events from this sequence number to the last one committed now, with their synapses. The
   * stream holds one event's synapses at a time, and needs no closing; it ends with this reader.
   */
  public Stream<Event> events(long from) {
    EventRows rows = new EventRows(file, connection, from, last(), Set.of());
    SynapseCursor synapses = SynapseCursor.at(from, file, connection);
    return stream(rows).map(row -> event(row, synapses));
  }

  /**
   * The events from this sequence number to the last one committed now, without their synapses.
   *
   * @param kinds to be read, as {@link EventReader#KINDS} names them; empty for all
   */
  public Stream<Line> lines(long from, Set<String> kinds) {
    return stream(new EventRows(file, connection, from, last(), kinds))
        .map(row -> new Line(row.seq(), row.step(), row.stage(), row.kind(), row.detail()));
  }

  /** The operational facts from this number on. */
  public List<Operation> operations(long from) {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT no, time, kind, detail FROM operation WHERE no >= ? ORDER BY no")) {
      query.setLong(1, from);
      List<Operation> operations = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          operations.add(operation(rows));
        }
      }
      return operations;
    } catch (SQLException e) {
      throw file.unreadable(e);
    }
  }

  /**
   * Checks everything committed until now: that SQLite finds its pages sound, and that every event
   * and synapse is what was written. It cannot notice that the last events are missing altogether.
   *
   * @throws DamagedJournal at the first damage
   */
  public void check() {
    new JournalCheck(file, connection).run(last());
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw file.unreadable(e);
    }
  }

  private Event event(EventRow row, SynapseCursor synapses) {
    List<Fate> fates =
        JournalCheck.isStructural(row)
            ? synapses.next(row.seq(), JournalCheck.count(row, file))
            : List.of();
    try {
      return new Event(
          row.seq(), row.step(), row.stage(), EventReader.fact(row.kind(), row.detail(), fates));
    } catch (RuntimeException e) { // whatever the reader stumbles upon, nobody wrote it
      throw damaged("event " + row.seq(), "a fact of kind " + row.kind(), row.detail(), e);
    }
  }

  private Operation operation(ResultSet row) throws SQLException {
    long number = row.getLong(1);
    String detail = row.getString(4);
    try {
      return new Operation(
          number, Instant.parse(row.getString(2)), row.getString(3), JsonObjects.parse(detail));
    } catch (IOException | DateTimeParseException e) {
      throw damaged("operation " + number, "a time and a JSON object", e.getMessage(), e);
    }
  }

  private DamagedJournal damaged(String where, String expected, String found, Exception cause) {
    DamagedJournal damaged = new DamagedJournal(file.path(), where, expected, found);
    damaged.initCause(cause);
    return damaged;
  }

  private static <T> Stream<T> stream(Iterator<T> rows) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }
}
