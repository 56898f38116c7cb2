package org.ontogeny.actors.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;

@Timeout(60)
class JournalTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(ConfigFactory.load("ontogeny-actors"));

  @TempDir Path directory;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private static List<Event> events(int count) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(n -> new Event(n, 10 * n, "größer", new Fact.EpochEnded(n, n)))
        .toList();
  }

  @Test
  void canonicalLinesInOrder() throws IOException {
    try (JsonLinesJournal journal = JsonLinesJournal.create(directory, KIT.system())) {
      events(1000).forEach(journal::append);
      journal.flush();
      assertEquals(1000, Files.readAllLines(directory.resolve("events.jsonl")).size());
      journal.append(new Event(1001, 10010, "", new Fact.RunEnded(1, 1)));
    }
    List<String> expected = events(1000).stream().map(CanonicalJson::line).toList();
    List<String> lines = Files.readAllLines(directory.resolve("events.jsonl"));
    assertEquals(expected, lines.subList(0, 1000));
    assertTrue(lines.get(1000).contains("run-ended"));
    assertEquals(1001, lines.size());
  }

  @Test
  void closedJournalsTakeNothing() {
    JsonLinesJournal journal = JsonLinesJournal.create(directory, KIT.system());
    journal.close();
    journal.close();
    assertThrows(IllegalStateException.class, () -> journal.append(events(1).get(0)));
  }

  @Test
  void anExistingJournalIsNotOverwritten() throws IOException {
    Path existing = Files.writeString(directory.resolve("events.jsonl"), "precious");
    UncheckedIOException thrown =
        assertThrows(
            UncheckedIOException.class, () -> JsonLinesJournal.create(directory, KIT.system()));
    assertTrue(thrown.getMessage().contains(existing.toString()), thrown.getMessage());
    assertEquals("precious", Files.readString(existing));
  }

  @Test
  void aFullDiskIsToldAtTheNextFlushAndAtEveryAppendAfterIt() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "needs a device that is always full");
    assertFails(full, FileChannel.open(full, StandardOpenOption.WRITE));
  }

  @Test
  void aFileThatCannotBeWrittenIsToldToo() throws IOException {
    Path path = directory.resolve("closed");
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.close();
    assertFails(path, channel);
  }

  private static void assertFails(Path path, FileChannel channel) {
    JsonLinesJournal journal = JsonLinesJournal.of(path, channel, KIT.system());
    journal.append(events(1).get(0));
    UncheckedIOException atFlush = assertThrows(UncheckedIOException.class, journal::flush);
    assertTrue(atFlush.getMessage().startsWith("cannot write " + path), atFlush.getMessage());
    assertThrows(UncheckedIOException.class, () -> journal.append(events(1).get(0)));
    assertThrows(UncheckedIOException.class, journal::close);
  }

  @Test
  void whoeverWaitsIsToldWhenTheActorsHaveStopped() {
    ActorTestKit other = ActorTestKit.create(ConfigFactory.load("ontogeny-actors"));
    JsonLinesJournal journal = JsonLinesJournal.create(directory, other.system());
    journal.append(events(1).get(0));
    other.shutdownTestKit();
    assertThrows(IllegalStateException.class, journal::flush);
    assertTrue(Files.exists(directory.resolve("events.jsonl")));
  }

  @Test
  void operationsAreNumberedAndTimed() throws IOException {
    Clock clock = Clock.fixed(Instant.parse("2026-02-03T04:05:06.789Z"), ZoneOffset.UTC);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("backend", "cpu");
    fields.put("threads", 2);
    fields.put("seconds", 1.5);
    fields.put("rate", Double.NaN);
    fields.put("ok", true);
    fields.put("hosts", Arrays.asList("a", null, Map.of("b", 3L)));
    try (Operations operations = Operations.create(directory, clock, KIT.system())) {
      operations.record("started", fields);
      operations.record("ended", Map.of());
      assertThrows(
          IllegalArgumentException.class,
          () -> operations.record("odd", Map.of("key", new StringBuilder())));
    }
    assertEquals(
        List.of(
            "{\"no\":1,\"time\":\"2026-02-03T04:05:06.789Z\",\"kind\":\"started\","
                + "\"backend\":\"cpu\",\"threads\":2,\"seconds\":1.5,\"rate\":null,\"ok\":true,"
                + "\"hosts\":[\"a\",null,{\"b\":3}]}",
            "{\"no\":2,\"time\":\"2026-02-03T04:05:06.789Z\",\"kind\":\"ended\"}"),
        Files.readAllLines(directory.resolve("operations.jsonl")));
  }
}
