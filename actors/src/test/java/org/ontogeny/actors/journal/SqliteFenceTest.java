package org.ontogeny.actors.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens in between, a journal holds whole fences. */
class SqliteFenceTest {

  @TempDir Path directory;

  private static long last(Path directory) {
    try (JournalReader reader = JournalReader.open(directory)) {
      reader.check();
      return reader.last();
    }
  }

  @Test
  void afterACrashOnlyCommittedFencesAreThere() throws SQLException, IOException {
    Path file = directory.resolve(SqliteJournal.FILE);
    Path crashed = Files.createDirectory(directory.resolve("crashed"));
    try (JournalWriter writer = JournalWriter.create(file)) {
      writer.write(JournalExamples.plain(1, 2));
      assertEquals(0, last(directory));
      writer.commit();
      assertEquals(2, last(directory));
      // So many that SQLite writes pages of the transaction before it ends.
      writer.write(List.of(JournalExamples.deaths(3, JournalExamples.fates(200_000))));
      Path log = directory.resolve("journal.db-wal");
      assertTrue(Files.size(log) > 1_000_000, "nothing was written ahead");
      Files.copy(file, crashed.resolve("journal.db"));
      Files.copy(log, crashed.resolve("journal.db-wal"));
      assertEquals(2, last(directory));
    }
    assertEquals(2, last(directory));
    assertEquals(2, last(crashed));
    try (JournalWriter writer = JournalWriter.open(crashed.resolve(SqliteJournal.FILE))) {
      writer.write(List.of(JournalExamples.deaths(3, JournalExamples.fates(200))));
      writer.commit();
    }
    assertEquals(3, last(crashed));
  }
}
