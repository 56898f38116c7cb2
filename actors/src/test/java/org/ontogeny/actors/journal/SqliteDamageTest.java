package org.ontogeny.actors.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not a sound journal is told, and where. */
class SqliteDamageTest {

  private static final int PAGE = 4096;

  @TempDir Path directory;

  private Path file;

  @BeforeEach
  void write() throws SQLException {
    file = directory.resolve(SqliteJournal.FILE);
    try (JournalWriter writer = JournalWriter.create(file)) {
      writer.write(List.of(JournalExamples.deaths(1, JournalExamples.fates(1000))));
      writer.write(JournalExamples.plain(2, 2));
      writer.write(List.of(JournalExamples.deaths(3, JournalExamples.ODD)));
      writer.write(JournalExamples.plain(4, 4));
      writer.commit();
      writer.checkpoint();
    }
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      JournalFile.run(statement, connection);
    }
  }

  private String damage() {
    try (JournalReader reader = JournalReader.open(directory)) {
      return assertThrows(DamagedJournal.class, reader::check).getMessage();
    }
  }

  private void assertDamaged(String... parts) {
    String message = damage();
    assertTrue(message.startsWith(file.toString()), message);
    Arrays.stream(parts).forEach(part -> assertTrue(message.contains(part), message));
  }

  private void flip(byte[] where) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int at =
        new String(bytes, StandardCharsets.ISO_8859_1)
            .lastIndexOf(new String(where, StandardCharsets.ISO_8859_1));
    assertTrue(at > 0, "not in the file");
    bytes[at + where.length - 1] ^= 1;
    Files.write(file, bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aSoundJournalIsSound() {
    try (JournalReader reader = JournalReader.open(directory)) {
      reader.check();
    }
  }

  @Test
  void aFlippedBitInADetail() throws IOException {
    flip(ascii("layer-percentile(10"));
    assertDamaged("event 1:", "expected digest");
  }

  @Test
  void aFlippedBitInASynapse() throws IOException {
    flip(ByteBuffer.allocate(8).putDouble(1.0 / 778).array());
    assertDamaged("event 1:", "expected digest");
  }

  @Test
  void aFlippedBitThatSinglePrecisionWouldHide() throws IOException {
    flip(ByteBuffer.allocate(8).putDouble(0.1f * 3).array());
    assertDamaged("event 1, weight in row 4", "single precision");
  }

  @Test
  void aMissingSynapse() throws SQLException {
    sql("DELETE FROM synapse WHERE rowid = 500");
    assertDamaged("event 1:", "synapse 1000 of 1000", "a row of event 3");
  }

  @Test
  void aMissingLastSynapse() throws SQLException {
    sql("DELETE FROM synapse WHERE rowid = (SELECT max(rowid) FROM synapse)");
    assertDamaged("event 3:", "synapse 6 of 6", "the end of the table");
  }

  @Test
  void synapsesThatBelongNowhere() throws SQLException {
    sql("INSERT INTO synapse (seq, pre, post, age) VALUES (9, 1, 1, 1)");
    assertDamaged("the table of synapses", "a row of event 9");
  }

  @Test
  void aMissingEvent() throws SQLException {
    sql("DELETE FROM event WHERE seq = 2");
    assertDamaged("event 2:", "found event 3");
  }

  @Test
  void aChangedDigest() throws SQLException {
    sql("UPDATE event SET digest = zeroblob(32) WHERE seq = 4");
    assertDamaged("event 4:", "0000000000000000");
  }

  @Test
  void aPageOfGarbage() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte[] garbage = new byte[PAGE];
    new Random(1).nextBytes(garbage);
    System.arraycopy(garbage, 0, bytes, bytes.length - 2 * PAGE, PAGE);
    Files.write(file, bytes);
    assertDamaged("page " + (bytes.length / PAGE - 1));
  }

  @Test
  void whatIsNoJournalIsRefused() throws IOException, SQLException {
    sql("PRAGMA user_version = 2");
    assertRefused("format version 2");
    sql("PRAGMA application_id = 5");
    assertRefused("is no journal of Ontogeny");
    Files.write(file, new byte[0]);
    assertRefused("is no journal of Ontogeny");
    Files.writeString(file, "{}".repeat(PAGE));
    assertRefused("is no SQLite database");
    Files.delete(file);
    assertRefused("there is no journal");
    assertTrue(Files.notExists(file));
  }

  private void assertRefused(String why) {
    for (Runnable opening :
        List.<Runnable>of(
            () -> JournalReader.open(directory).close(), () -> JournalWriter.open(file))) {
      String message = assertThrows(UncheckedIOException.class, opening::run).getMessage();
      assertTrue(message.contains(why), message);
      assertTrue(message.contains(file.toString()), message);
    }
  }

  @Test
  void aReaderLeavesNothingBehind() throws IOException {
    try (JournalReader reader = JournalReader.open(directory)) {
      assertEquals(4, reader.events(1).count());
    }
    try (var files = Files.list(directory)) {
      assertEquals(List.of(file), files.toList());
    }
  }
}
