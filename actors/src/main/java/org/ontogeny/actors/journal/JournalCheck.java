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

  private static final Set<String> STRUCTURAL = Set.of("synapses-formed", "synapses-pruned");

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
    EventRows rows = new EventRows(file, connection, Long.MIN_VALUE, last, Set.of());
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
      List<Fate> fates = isStructural(row) ? synapses.next(seq, count(row, file)) : List.of();
      digest = digests.of(digest, row, fates);
      if (!Arrays.equals(digest, row.digest())) {
        throw damaged("event " + seq, "digest " + hex(digest), hex(row.digest()));
      }
    }
    synapses.requireEnd(last);
  }

  /** Whether synapses belong to the event. */
  static boolean isStructural(EventRow row) {
    return STRUCTURAL.contains(row.kind());
  }

  /**
   * How many synapses belong to the event.
   *
   * @throws DamagedJournal if it does not say
   */
  static long count(EventRow row, JournalFile file) {
    try {
      Object count = JsonObjects.parse(row.detail()).get("count");
      return Long.parseLong(String.valueOf(count));
    } catch (IOException | NumberFormatException e) {
      DamagedJournal damaged =
          new DamagedJournal(
              file.path(), "event " + row.seq(), "a count of synapses", e.getMessage());
      damaged.initCause(e);
      throw damaged;
    }
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
