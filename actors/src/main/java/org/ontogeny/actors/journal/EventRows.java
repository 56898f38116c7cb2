package org.ontogeny.actors.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;

/**
 * Rows of events, ascending. They are fetched in portions, and no query stays open in between: a
 * reader who takes his time keeps no writer from reusing the space of its write-ahead log.
 */
final class EventRows implements Iterator<EventRow> {

  private static final int PORTION = 200; // events

  private final JournalFile file;
  private final Connection connection;
  private final long to;
  private final EventFilter filter;
  private final Queue<EventRow> portion = new ArrayDeque<>();
  private long from;

  /** Rows from one sequence number to another, both included, that a filter takes. */
  EventRows(JournalFile file, Connection connection, long from, long to, EventFilter filter) {
    this.file = file;
    this.connection = connection;
    this.from = from;
    this.to = to;
    this.filter = filter;
  }

  @Override
  public boolean hasNext() {
    while (portion.isEmpty() && from <= to) {
      try {
        fetch();
      } catch (SQLException e) {
        throw file.unreadable(e);
      }
    }
    return !portion.isEmpty();
  }

  @Override
  public EventRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return portion.remove();
  }

  private void fetch() throws SQLException {
    Set<String> kinds = filter.rowKinds().orElse(Set.of());
    String ofKinds =
        filter.rowKinds().isEmpty()
            ? ""
            : " AND kind IN (" + String.join(", ", Collections.nCopies(kinds.size(), "?")) + ")";
    int fetched = 0;
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT seq, step, stage, kind, detail, digest FROM event"
                + " WHERE seq BETWEEN ? AND ? AND step BETWEEN ? AND ?"
                + ofKinds
                + " ORDER BY seq LIMIT "
                + PORTION)) {
      int parameter = 1;
      query.setLong(parameter++, from);
      query.setLong(parameter++, to);
      query.setLong(parameter++, filter.firstStep());
      query.setLong(parameter++, filter.lastStep());
      for (String kind : kinds) {
        query.setString(parameter++, kind);
      }
      try (ResultSet rows = query.executeQuery()) {
        for (; rows.next(); fetched++) {
          EventRow row = EventRow.read(rows);
          if (filter.takes(row, file)) {
            portion.add(row);
          }
          from = row.seq() + 1;
        }
      }
    }
    if (fetched < PORTION) {
      from = to + 1;
    }
  }
}
