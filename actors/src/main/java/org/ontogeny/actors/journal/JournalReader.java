package org.ontogeny.actors.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;
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

  /**
   * How far a journal goes.
   *
   * @param last sequence number of the last committed event, 0 for none
   * @param finished whether the run has recorded that it has finished; then no event follows
   */
  public record Extent(long last, boolean finished) {}

  private final JournalFile file;
  private final Connection connection;
  private final boolean unchanging;
  private SynapseCursor cursor; // null until synapses of a line are asked for

  private JournalReader(JournalFile file, Connection connection, boolean unchanging) {
    this.file = file;
    this.connection = connection;
    this.unchanging = unchanging;
  }

  /**
   * A reader of the journal in this directory.
   *
   * @throws java.io.UncheckedIOException if there is none, or it is of a newer format version
   */
  public static JournalReader open(Path directory) {
    JournalFile file = new JournalFile(directory.resolve(SqliteJournal.FILE));
    boolean unchanging = file.isUnchanging();
    return new JournalReader(file, file.openToRead(), unchanging);
  }

  /** Sequence number of the last committed event, 0 for none. */
  public long last() {
    try {
      return JournalFile.number("SELECT max(seq) FROM event", connection);
    } catch (SQLException e) {
      throw file.unreadable(e);
    }
  }

  /** How far it goes now. */
  public Extent extent() {
    // One statement sees one state of the file: where the run has finished, the last event is its
    // last.
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (SELECT max(seq) FROM event),"
                    + " EXISTS (SELECT 1 FROM operation WHERE kind = 'finished')")) {
      row.next();
      return new Extent(row.getLong(1), row.getBoolean(2));
    } catch (SQLException e) {
      throw file.unreadable(e);
    }
  }

  /**
   * Whether this reader sees the file as it was when it was opened, because nobody could write into
   * its folder then.
   */
  public boolean isUnchanging() {
    return unchanging;
  }

  /**
   * The events from this sequence number to the last one committed now, with their synapses. The
   * stream holds one event's synapses at a time, and needs no closing; it ends with this reader.
   */
  public Stream<Event> events(long from) {
    EventRows rows = new EventRows(file, connection, from, last(), EventFilter.ALL);
    SynapseCursor synapses = SynapseCursor.at(from, file, connection);
    return stream(rows).map(row -> event(row, synapses));
  }

  /**
   * The events from this sequence number to the last one committed now, without their synapses.
   *
   * @param kinds to be read, as {@link EventReader#KINDS} names them; empty for all
   */
  public Stream<Line> lines(long from, Set<String> kinds) {
    return stream(new EventRows(file, connection, from, last(), EventFilter.ofKinds(kinds)))
        .map(JournalReader::line);
  }

  /**
   * The events from one sequence number to another, both included, that a filter takes, without
   * their synapses. Rows are fetched in portions, and no query stays open in between.
   *
   * @param from at least 1
   * @param to at most the last committed one
   */
  public Stream<Line> lines(long from, long to, EventFilter filter) {
    Stream<Line> lines =
        stream(new EventRows(file, connection, from, to, filter)).map(JournalReader::line);
    AtomicLong next = new AtomicLong(from);
    return filter.takesAll()
        ? lines.peek(line -> requireNumber(next.getAndIncrement(), line))
        : lines;
  }

  /** A gap shows only where nothing is left out. */
  private void requireNumber(long seq, Line line) {
    if (line.seq() != seq) {
      throw new DamagedJournal(
          file.path(), "event " + seq, "an event of this number", "event " + line.seq());
    }
  }

  /** The synapses of an event; found at once where they follow those of the call before. */
  public List<Fate> synapses(Line line) {
    if (!JournalCheck.STRUCTURAL.contains(line.kind())) {
      return List.of();
    }
    long count = JournalCheck.count(line.seq(), line.detail(), file);
    return Collections.unmodifiableList(cursorAt(line).next(line.seq(), count));
  }

  /**
   * The importances of the synapses of an event, in their order, NaN where none was computed. Less
   * work than {@link #synapses}, and they pass by one at a time.
   */
  public void importances(Line line, DoubleConsumer into) {
    if (JournalCheck.STRUCTURAL.contains(line.kind())) {
      long count = JournalCheck.count(line.seq(), line.detail(), file);
      cursorAt(line).importances(line.seq(), count, into);
    }
  }

  private SynapseCursor cursorAt(Line line) {
    if (cursor == null) {
      cursor = SynapseCursor.at(line.seq(), file, connection);
    } else {
      cursor.seek(line.seq());
    }
    return cursor;
  }

  /**
   * The event that a line of a journal tells.
   *
   * @param directory of the journal, for what is thrown
   * @param synapses all that belong to it
   * @throws DamagedJournal if it tells none
   */
  public static Event event(Path directory, Line line, List<Fate> synapses) {
    try {
      return new Event(
          line.seq(),
          line.step(),
          line.stage(),
          EventReader.fact(line.kind(), line.detail(), synapses));
    } catch (RuntimeException e) { // whatever the reader stumbles upon, nobody wrote it
      throw damaged(
          directory.resolve(SqliteJournal.FILE),
          "event " + line.seq(),
          "a fact of kind " + line.kind(),
          line.detail(),
          e);
    }
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
        JournalCheck.STRUCTURAL.contains(row.kind())
            ? synapses.next(row.seq(), JournalCheck.count(row.seq(), row.detail(), file))
            : List.of();
    return event(file.path().resolveSibling(""), line(row), fates);
  }

  private static Line line(EventRow row) {
    return new Line(row.seq(), row.step(), row.stage(), row.kind(), row.detail());
  }

  private Operation operation(ResultSet row) throws SQLException {
    long number = row.getLong(1);
    String detail = row.getString(4);
    try {
      return new Operation(
          number, Instant.parse(row.getString(2)), row.getString(3), JsonObjects.parse(detail));
    } catch (IOException | DateTimeParseException e) {
      throw damaged(
          file.path(), "operation " + number, "a time and a JSON object", e.getMessage(), e);
    }
  }

  private static DamagedJournal damaged(
      Path file, String where, String expected, String found, Exception cause) {
    DamagedJournal damaged = new DamagedJournal(file, where, expected, found);
    damaged.initCause(cause);
    return damaged;
  }

  private static <T> Stream<T> stream(Iterator<T> rows) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }
}
