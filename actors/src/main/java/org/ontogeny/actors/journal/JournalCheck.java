package org.ontogeny.actors.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.JsonObjects;

/** Holds a journal against itself: its pages, its order, its counts and its digests. */
final class JournalCheck {

  /** Kinds of the events that synapses belong to. */
  static final Set<String> STRUCTURAL = Set.of("synapses-formed", "synapses-pruned");

  private final JournalFile file;
  private final Connection connection;

  JournalCheck(JournalFile file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Checks the events up to this one.
   *
   * @throws DamagedJournal at the first damage
   */
  void run(long last) {
    checkPages();
    EventRows rows = new EventRows(file, connection, Long.MIN_VALUE, last, EventFilter.ALL);
    SynapseCursor synapses = SynapseCursor.at(Long.MIN_VALUE, file, connection);
    EventDigest digests = new EventDigest();
    byte[] digest = new byte[EventDigest.SIZE];
    long seq = 0;
    while (rows.hasNext()) {
      EventRow row = rows.next();
      seq++;
      if (row.seq() != seq) {
        throw damaged("event " + seq, "an event of this number", "event " + row.seq());
      }
      List<Fate> fates =
          STRUCTURAL.contains(row.kind())
              ? synapses.next(seq, count(seq, row.detail(), file))
              : List.of();
      digest = digests.of(digest, row, fates);
      if (!Arrays.equals(digest, row.digest())) {
        throw damaged("event " + seq, "digest " + hex(digest), hex(row.digest()));
      }
    }
    synapses.requireEnd(last);
  }

  /**
   * How many synapses belong to an event.
   *
   * @throws DamagedJournal if it does not say
   */
  static long count(long seq, String detail, JournalFile file) {
    String count = field("count", seq, detail, file);
    try {
      return Long.parseLong(count);
    } catch (NumberFormatException e) {
      throw damaged(seq, "a count of synapses", e, file);
    }
  }

  /**
   * What an event says.
   *
   * @return "null" if it does not say
   * @throws DamagedJournal if its detail is no object of JSON
   */
  static String field(String name, long seq, String detail, JournalFile file) {
    try {
      return String.valueOf(JsonObjects.parse(detail).get(name));
    } catch (IOException e) {
      throw damaged(seq, "an object of JSON that tells its " + name, e, file);
    }
  }

  private static DamagedJournal damaged(
      long seq, String expected, Exception cause, JournalFile file) {
    DamagedJournal damaged =
        new DamagedJournal(file.path(), "event " + seq, expected, cause.getMessage());
    damaged.initCause(cause);
    return damaged;
  }

  /** Each complaint of SQLite names the page that it is about. */
  private void checkPages() {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
      if (rows.next() && !"ok".equals(rows.getString(1))) {
        throw damaged("a page", "ok from SQLite's quick_check", rows.getString(1));
      }
    } catch (SQLException e) {
      throw file.unreadable(e);
    }
  }

  private DamagedJournal damaged(String where, String expected, String found) {
    return new DamagedJournal(file.path(), where, expected, found);
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
