package org.ontogeny.actors.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Event;

/**
 * An event as its table has it, without synapses.
 *
 * @param detail of the fact, a JSON object
 * @param digest as stored, [{@link EventDigest#SIZE}]; empty where it is still to be computed
 */
record EventRow(long seq, long step, String stage, String kind, String detail, byte[] digest) {

  private static final byte[] NONE = {};

  static EventRow of(Event event) {
    return new EventRow(
        event.seq(),
        event.step(),
        event.stage(),
        event.fact().kind(),
        CanonicalJson.detail(event.fact()),
        NONE);
  }

  /** The row at which a result stands. */
  static EventRow read(ResultSet rows) throws SQLException {
    byte[] digest = rows.getBytes(6);
    return new EventRow(
        rows.getLong(1),
        rows.getLong(2),
        rows.getString(3),
        rows.getString(4),
        rows.getString(5),
        digest == null ? NONE : digest);
  }
}
