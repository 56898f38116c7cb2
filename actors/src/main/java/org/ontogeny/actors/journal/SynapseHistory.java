package org.ontogeny.actors.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.ontogeny.engine.event.Fate;

/**
 * What happened to one synapse. The table of synapses has no index, so all of it is read: a second
 * for some millions of rows. It is read in portions, and no query stays open in between.
 */
public final class SynapseHistory {

  private static final long PORTION = 500_000; // rows

  /**
   * A birth or a death.
   *
   * @param event that it belongs to
   * @param fate of the synapse in it
   */
  public record Entry(JournalReader.Line event, Fate fate) {}

  private SynapseHistory() {}

  /**
   * Births and deaths of a synapse, in order.
   *
   * @param directory of the run
   * @param pre original index of the presynaptic neuron
   * @param post original index of the postsynaptic neuron
   * @param most how many are wanted; later ones are left out
   * @throws java.io.UncheckedIOException if the journal cannot be read
   */
  public static List<Entry> read(Path directory, String projection, int pre, int post, int most) {
    JournalFile file = new JournalFile(directory.resolve(SqliteJournal.FILE));
    List<Entry> entries = new ArrayList<>();
    try (Connection connection = file.openToRead();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT e.seq, e.step, e.stage, e.kind, e.detail,"
                    + " s.importance, s.weight, s.age, s.draw"
                    + " FROM synapse s CROSS JOIN event e ON e.seq = s.seq"
                    + " WHERE s.rowid BETWEEN ? AND ? AND s.pre = ? AND s.post = ?"
                    + " AND json_extract(e.detail, '$.projection') = ?"
                    + " ORDER BY s.rowid")) {
      query.setInt(3, pre);
      query.setInt(4, post);
      query.setString(5, projection);
      long last = JournalFile.number("SELECT max(rowid) FROM synapse", connection);
      for (long from = 1; from <= last && entries.size() < most; from += PORTION) {
        query.setLong(1, from);
        query.setLong(2, from + PORTION - 1);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next() && entries.size() < most) {
            entries.add(entry(pre, post, rows));
          }
        }
      }
      return entries;
    } catch (SQLException e) {
      throw file.unreadable(e);
    }
  }

  private static Entry entry(int pre, int post, ResultSet row) throws SQLException {
    return new Entry(
        new JournalReader.Line(
            row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), row.getString(5)),
        new Fate(
            pre, post, real(6, row), (float) real(7, row), row.getLong(8), (float) real(9, row)));
  }

  private static double real(int column, ResultSet row) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }
}
