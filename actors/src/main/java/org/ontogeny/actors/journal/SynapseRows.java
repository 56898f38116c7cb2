package org.ontogeny.actors.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.ontogeny.engine.event.Fate;

/**
 * Writes the synapses of facts. Most of the time of a row goes to the calls into SQLite, so a
 * statement takes many rows, which share their sequence number: about twice as fast as a JDBC batch
 * of single rows. There is a statement for each power of two, so that a fact of a few synapses
 * takes few of them too.
 */
final class SynapseRows {

  private static final int SIZES = 8; // up to 128 rows a statement

  private final PreparedStatement[] statements = new PreparedStatement[SIZES]; // of 2^k rows

  SynapseRows(Connection connection) throws SQLException {
    for (int k = 0; k < SIZES; k++) {
      statements[k] = connection.prepareStatement(insert(1 << k));
    }
  }

  /** The sequence number is the first parameter; six more follow for each row. */
  private static String insert(int rows) {
    return "INSERT INTO synapse (seq, pre, post, importance, weight, age, draw) VALUES "
        + String.join(", ", Collections.nCopies(rows, "(?1, ?, ?, ?, ?, ?, ?)"));
  }

  void insert(long seq, List<Fate> fates) throws SQLException {
    int from = 0;
    for (int k = SIZES - 1; k >= 0; k--) {
      int rows = 1 << k;
      for (; fates.size() - from >= rows; from += rows) {
        insert(seq, fates.subList(from, from + rows), statements[k]);
      }
    }
  }

  private static void insert(long seq, List<Fate> fates, PreparedStatement statement)
      throws SQLException {
    int parameter = 1;
    statement.setLong(parameter++, seq);
    for (Fate fate : fates) {
      // SQLite makes NULL of a NaN.
      statement.setInt(parameter++, fate.pre());
      statement.setInt(parameter++, fate.post());
      statement.setDouble(parameter++, fate.importance());
      statement.setDouble(parameter++, fate.weight());
      statement.setLong(parameter++, fate.age());
      statement.setDouble(parameter++, fate.draw());
    }
    statement.executeUpdate();
  }
}
