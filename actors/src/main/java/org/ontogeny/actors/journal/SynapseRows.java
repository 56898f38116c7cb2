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
 * of single rows.
 */
final class SynapseRows {

  private static final int BLOCK = 128; // rows a statement

  private final PreparedStatement block;
  private final PreparedStatement single;

  SynapseRows(Connection connection) throws SQLException {
    block = connection.prepareStatement(insert(BLOCK));
    single = connection.prepareStatement(insert(1));
  }

  /** The sequence number is the first parameter; six more follow for each row. */
  private static String insert(int rows) {
    return "INSERT INTO synapse (seq, pre, post, importance, weight, age, draw) VALUES "
        + String.join(", ", Collections.nCopies(rows, "(?1, ?, ?, ?, ?, ?, ?)"));
  }

  void insert(long seq, List<Fate> fates) throws SQLException {
    int whole = fates.size() - fates.size() % BLOCK;
    for (int from = 0; from < whole; from += BLOCK) {
      insert(seq, fates.subList(from, from + BLOCK), block);
    }
    for (int at = whole; at < fates.size(); at++) {
      insert(seq, fates.subList(at, at + 1), single);
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
