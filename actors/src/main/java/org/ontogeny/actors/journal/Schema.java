package org.ontogeny.actors.journal;

/**
 * The tables of a journal. {@code docs/journal.md} says what each column means.
 *
 * <p>Importance, weight and draw have no declared type: a column of type REAL would store -0.0 as
 * the integer 0. No index covers the synapses, since it would halve the rate at which they are
 * written; rows lie in the order of their events, so readers find the first one by bisection.
 */
final class Schema {

  /** The application id in the header of the file: "ONTG". */
  static final int APPLICATION = 0x4F4E5447;

  /** The user version in the header of the file. Older versions are read, newer ones refused. */
  static final int VERSION = 1;

  static final String TABLES =
      """
      CREATE TABLE event (
        seq INTEGER PRIMARY KEY,
        step INTEGER NOT NULL,
        stage TEXT NOT NULL,
        kind TEXT NOT NULL,
        detail TEXT NOT NULL,
        digest BLOB NOT NULL
      );
      CREATE TABLE synapse (
        seq INTEGER NOT NULL,
        pre INTEGER NOT NULL,
        post INTEGER NOT NULL,
        importance,
        weight,
        age INTEGER NOT NULL,
        draw
      );
      CREATE TABLE operation (
        no INTEGER PRIMARY KEY,
        time TEXT NOT NULL,
        kind TEXT NOT NULL,
        detail TEXT NOT NULL
      );
      """;

  /** Each decision is taken out of its JSON once, however many synapses it is about. */
  static final String VIEWS =
      """
      CREATE VIEW decision AS
        SELECT seq, step, stage, kind,
          json_extract(detail, '$.projection') AS projection,
          json_extract(detail, '$.group') AS grp,
          json_extract(detail, '$.rule') AS rule,
          json_extract(detail, '$.selection') AS selection,
          json_extract(detail, '$.threshold') AS threshold,
          json_extract(detail, '$.count') AS count,
          json_extract(detail, '$.living') AS living
        FROM event WHERE kind IN ('synapses-formed', 'synapses-pruned');
      CREATE VIEW birth AS
        WITH d AS MATERIALIZED (SELECT * FROM decision WHERE kind = 'synapses-formed')
        SELECT s.seq, d.step, d.stage, d.projection, d.grp, d.rule, d.threshold,
          s.pre, s.post, s.importance, s.weight, s.draw
        FROM synapse s CROSS JOIN d ON d.seq = s.seq;
      CREATE VIEW death AS
        WITH d AS MATERIALIZED (SELECT * FROM decision WHERE kind = 'synapses-pruned')
        SELECT s.seq, d.step, d.stage, d.projection, d.grp, d.rule, d.selection, d.threshold,
          s.pre, s.post, s.importance, s.weight, s.age, s.draw
        FROM synapse s CROSS JOIN d ON d.seq = s.seq;
      """;

  private Schema() {}
}
