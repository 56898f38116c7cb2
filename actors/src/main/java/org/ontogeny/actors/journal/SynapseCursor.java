package org.ontogeny.actors.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.ontogeny.engine.event.Fate;

/**
 * Walks through the rows of synapses along with the events that they belong to. Rows lie in the
 * order of their events, so a walk touches each once, and finds where to begin by bisection.
 */
final class SynapseCursor {

  private final JournalFile file;
  private final Connection connection;
  private long passed; // rowid of the last row read

  private SynapseCursor(JournalFile file, Connection connection, long passed) {
    this.file = file;
    this.connection = connection;
    this.passed = passed;
  }

  /** A walk that begins with the synapses of this event or the first after it that has any. */
  static SynapseCursor at(long seq, JournalFile file, Connection connection) {
    SynapseCursor cursor = new SynapseCursor(file, connection, 0);
    cursor.seek(seq);
    return cursor;
  }

  /**
   * Goes to the synapses of this event or the first after it that has any, by bisection; at once
   * where they are the next ones.
   */
  void seek(long seq) {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT rowid, seq FROM synapse WHERE rowid >= ? ORDER BY rowid LIMIT 2")) {
      if (isNext(seq, query)) {
        return;
      }
      long low = 0; // everything up to here is of earlier events
      long high = JournalFile.number("SELECT max(rowid) FROM synapse", connection);
      while (low < high) {
        long middle = low + (high - low) / 2 + 1;
        query.setLong(1, middle);
        try (ResultSet row = query.executeQuery()) {
          if (row.next() && row.getLong(2) < seq) {
            low = row.getLong(1);
          } else {
            high = middle - 1;
          }
        }
      }
      passed = low;
    } catch (SQLException e) {
      throw file.unreadable(e);
    }
  }

  /** Whether the last row read is of an earlier event, and the one behind it of this one. */
  private boolean isNext(long seq, PreparedStatement query) throws SQLException {
    query.setLong(1, passed);
    try (ResultSet row = query.executeQuery()) {
      return row.next()
          && row.getLong(1) == passed
          && row.getLong(2) < seq
          && row.next()
          && row.getLong(2) == seq;
    }
  }

  /**
   * The synapses of the next event that has any.
   *
   * @param count as the event says
   * @throws DamagedJournal if they are not the next so many rows
   */
  List<Fate> next(long seq, long count) {
    List<Fate> fates = new ArrayList<>();
    walk(
        "SELECT rowid, seq, pre, post, importance, weight, age, draw",
        seq,
        count,
        row -> fates.add(fate(row)));
    return fates;
  }

  /**
   * The importances of the synapses of the next event that has any, NaN where there is none.
   *
   * @param count as the event says
   * @throws DamagedJournal if they are not the next so many rows
   */
  void importances(long seq, long count, DoubleConsumer into) {
    walk("SELECT rowid, seq, importance", seq, count, row -> into.accept(real(3, row)));
  }

  /** What is done with a row. */
  private interface Visit {
    void of(ResultSet row) throws SQLException;
  }

  private void walk(String columns, long seq, long count, Visit visit) {
    long visited = 0;
    try (PreparedStatement query =
        connection.prepareStatement(
            columns + " FROM synapse WHERE rowid > ? ORDER BY rowid LIMIT ?")) {
      query.setLong(1, passed);
      query.setLong(2, count);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          if (rows.getLong(2) != seq) {
            throw damaged(seq, visited, count, "a row of event " + rows.getLong(2));
          }
          visit.of(rows);
          passed = rows.getLong(1);
          visited++;
        }
      }
    } catch (SQLException e) {
      throw file.unreadable(e);
    }
    if (visited < count) {
      throw damaged(seq, visited, count, "the end of the table");
    }
  }

  /**
   * That no row is left of these events.
   *
   * @param last of the events that were walked through
   * @throws DamagedJournal if there is one
   */
  void requireEnd(long last) {
    try {
      long left =
          JournalFile.number(
              "SELECT seq FROM synapse WHERE rowid > " + passed + " ORDER BY rowid LIMIT 1",
              connection);
      if (left != 0
          && (left <= last
              || left > JournalFile.number("SELECT max(seq) FROM event", connection))) {
        throw new DamagedJournal(
            file.path(),
            "the table of synapses",
            "no further row of events up to " + last,
            "a row of event " + left);
      }
    } catch (SQLException e) {
      throw file.unreadable(e);
    }
  }

  private Fate fate(ResultSet row) throws SQLException {
    return new Fate(
        index("pre", 3, row),
        index("post", 4, row),
        real(5, row),
        single("weight", 6, row),
        row.getLong(7),
        single("draw", 8, row));
  }

  private int index(String name, int column, ResultSet row) throws SQLException {
    long value = row.getLong(column);
    if (value != (int) value) {
      throw damaged(name, "an integer of 32 bits", Long.toString(value), row);
    }
    return (int) value;
  }

  private static double real(int column, ResultSet row) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }

  /** The digest knows a float's bits only: others would change unseen. */
  private float single(String name, int column, ResultSet row) throws SQLException {
    double value = real(column, row);
    if (value != (float) value && !Double.isNaN(value)) {
      throw damaged(name, "a number of single precision", Double.toString(value), row);
    }
    return (float) value;
  }

  private DamagedJournal damaged(long seq, long synapses, long count, String found) {
    return new DamagedJournal(
        file.path(), "event " + seq, "synapse %d of %d".formatted(synapses + 1, count), found);
  }

  private DamagedJournal damaged(String column, String expected, String found, ResultSet row)
      throws SQLException {
    String where =
        "event %d, %s in row %d of the synapses".formatted(row.getLong(2), column, row.getLong(1));
    return new DamagedJournal(file.path(), where, expected, found);
  }
}
