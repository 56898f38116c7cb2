package org.ontogeny.actors.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * The database file of a journal: how it is made, opened and recognized.
 *
 * @param path of the file
 */
record JournalFile(Path path) {

  /** How long an opener waits for another one, who may just be repairing after a crash. */
  private static final Duration OPENING = Duration.ofSeconds(1);

  /**
   * How long readers and writers wait for each other; only for instants, as long as all is well.
   */
  private static final Duration WORKING = Duration.ofSeconds(10);

  /**
   * Creates the file with empty tables, and takes the right to write it. The file gets its name
   * when it is whole: a crash leaves no journal, or one that can be continued.
   *
   * @throws UncheckedIOException if it exists or cannot be created
   */
  Connection create() {
    JournalFile part = new JournalFile(path.resolveSibling("." + path.getFileName() + ".part"));
    try {
      // What an earlier database of this name left behind, SQLite would take for part of this one.
      for (Path old : List.of(path, log())) {
        if (Files.exists(old)) {
          throw new FileAlreadyExistsException(old.toString());
        }
      }
      Files.deleteIfExists(part.path);
      Files.deleteIfExists(part.log());
      part.make();
      Files.move(part.path, path, StandardCopyOption.ATOMIC_MOVE);
      return open();
    } catch (FileAlreadyExistsException e) {
      throw new UncheckedIOException(e.getFile() + " exists already and is never overwritten", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + path + ": " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new UncheckedIOException(
          "cannot create " + path + ": " + e.getMessage(), new IOException(e));
    }
  }

  /** Empty tables in a new file. */
  private void make() throws SQLException {
    try (Connection connection = connect("")) {
      run("PRAGMA journal_mode = WAL", connection);
      connection.setAutoCommit(false);
      run("PRAGMA application_id = " + Schema.APPLICATION, connection);
      run("PRAGMA user_version = " + Schema.VERSION, connection);
      run(Schema.TABLES, connection);
      run(Schema.VIEWS, connection);
      connection.commit();
    }
  }

  /**
   * Opens the file and takes the right to write it, which one connection can have at a time: its
   * transactions follow each other without a pause.
   *
   * @throws UncheckedIOException if it is missing, no journal, of a newer version, or written by
   *     somebody else
   */
  Connection open() {
    requireFile();
    try {
      return closedOnFailure(
          connect(""),
          connection -> {
            requireJournal(connection);
            connection.setAutoCommit(false);
            run("PRAGMA busy_timeout = " + WORKING.toMillis(), connection);
          });
    } catch (SQLException e) {
      if (primary(e) == SQLiteErrorCode.SQLITE_BUSY.code) {
        throw new UncheckedIOException(
            path + " is being written by somebody else: " + e.getMessage(), new IOException(e));
      }
      throw unreadable(e);
    }
  }

  /**
   * Opens the file for reading only. To SQLite it is open for writing where that is allowed: only
   * then does the last one to close it clear its companions away, as after a crash.
   *
   * @throws UncheckedIOException if it is missing, no journal, or of a newer version
   */
  Connection openToRead() {
    requireFile();
    try {
      return closedOnFailure(
          connect(isUnchanging() ? "?immutable=1" : ""),
          connection -> {
            run("PRAGMA query_only = ON", connection);
            requireJournal(connection);
            run("PRAGMA busy_timeout = " + WORKING.toMillis(), connection);
          });
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** What is to be thrown where SQLite could not read the file. */
  RuntimeException unreadable(SQLException e) {
    int code = primary(e);
    if (code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return new UncheckedIOException(
          path + " is no SQLite database: " + e.getMessage(), new IOException(e));
    }
    if (code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
      DamagedJournal damaged =
          new DamagedJournal(path, "a page", "one of a sound database", e.getMessage());
      damaged.initCause(e);
      return damaged;
    }
    return new UncheckedIOException(
        "cannot read " + path + ": " + e.getMessage(), new IOException(e));
  }

  private void requireFile() {
    if (!Files.isRegularFile(path)) {
      throw new UncheckedIOException(new IOException("there is no journal " + path));
    }
  }

  private void requireJournal(Connection connection) throws SQLException {
    long application = number("PRAGMA application_id", connection);
    long version = number("PRAGMA user_version", connection);
    if (application != Schema.APPLICATION) {
      throw new UncheckedIOException(
          new IOException(
              "%s is no journal of Ontogeny: expected application id %d, found %d"
                  .formatted(path, Schema.APPLICATION, application)));
    }
    if (version < 1 || version > Schema.VERSION) {
      throw new UncheckedIOException(
          new IOException(
              "%s has format version %d, and this version of Ontogeny reads 1 to %d"
                  .formatted(path, version, Schema.VERSION)));
    }
  }

  /** SQLite cannot make its companions of the file there; without any it needs none. */
  boolean isUnchanging() {
    return !Files.isWritable(path.toAbsolutePath().getParent()) && Files.notExists(log());
  }

  /** The write-ahead log. */
  private Path log() {
    return path.resolveSibling(path.getFileName() + "-wal");
  }

  private Connection connect(String options) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(Math.toIntExact(OPENING.toMillis()));
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    // Else the driver asks after every insertion for a key that nobody wants to know.
    config.setGetGeneratedKeys(false);
    // As a URI, since a path may hold what the driver takes for its own options.
    return config.createConnection("jdbc:sqlite:" + path.toUri() + options);
  }

  /** First column of the first row; 0 for null. */
  static long number(String query, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /** Runs statements without parameters, one or several. */
  static void run(String statements, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(statements);
    }
  }

  private interface Preparation {
    void prepare(Connection connection) throws SQLException;
  }

  private static Connection closedOnFailure(Connection connection, Preparation preparation)
      throws SQLException {
    try {
      preparation.prepare(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      try {
        connection.close();
      } catch (SQLException further) {
        e.addSuppressed(further);
      }
      throw e;
    }
  }

  /** SQLite tells details in the higher bytes. */
  private static int primary(SQLException e) {
    return e.getErrorCode() & 0xFF;
  }
}
