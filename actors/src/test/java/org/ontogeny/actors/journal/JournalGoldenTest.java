package org.ontogeny.actors.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal that was written once and must be read for ever. When the format gets a new version,
 * one more is made, by its name; no golden file is written again:
 *
 * <pre>
 *  mvn -pl actors -am test -Dtest=JournalGoldenTest -Dsurefire.failIfNoSpecifiedTests=false \
 *      -Dgolden.journal=golden-0.2.db
 * </pre>
 */
class JournalGoldenTest {

  private static final Path FILES = Path.of("src/test/resources/org/ontogeny/actors/journal");
  private static final String WANTED = "golden.journal";

  @TempDir Path folder;

  @Test
  void everythingIsReadBack() throws Exception {
    Files.copy(FILES.resolve("golden-0.1.db"), folder.resolve(SqliteJournal.FILE));
    try (JournalReader journal = JournalReader.open(folder)) {
      journal.check();
      assertEquals(JournalExamples.ofTheFirstKinds(), journal.events(1).toList());
      JournalReader.Operation operation = journal.operations(1).get(0);
      assertEquals(JournalExamples.CLOCK.instant(), operation.time());
      assertEquals("started", operation.kind());
      assertEquals(Map.of("threads", "2", "backend", "cpu"), operation.fields());
    }
  }

  /** Writes a file only when asked to, and never over another. */
  @Test
  @EnabledIfSystemProperty(named = WANTED, matches = ".+\\.db")
  void writeGoldenFile() throws Exception {
    JournalWriter writer = JournalWriter.create(folder.resolve(SqliteJournal.FILE));
    writer.write(JournalExamples.ofEveryKind());
    String detail = OperationDetail.json(Map.of("threads", 2));
    writer.record(
        JournalExamples.CLOCK.instant(), "started", detail.replace("}", ",\"backend\":\"cpu\"}"));
    writer.commit();
    writer.checkpoint();
    writer.close();
    Files.createDirectories(FILES);
    Files.copy(folder.resolve(SqliteJournal.FILE), FILES.resolve(System.getProperty(WANTED)));
  }
}
