package org.ontogeny.actors.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.event.Fate;

@Timeout(60)
class SqliteJournalTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(ConfigFactory.load("ontogeny-actors"));

  @TempDir Path directory;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private SqliteJournal create() {
    return SqliteJournal.create(directory, JournalExamples.CLOCK, KIT.system());
  }

  private SqliteJournal open() {
    return SqliteJournal.open(directory, JournalExamples.CLOCK, KIT.system());
  }

  private static void add(List<Event> events, SqliteJournal journal) {
    events.forEach(journal::append);
    journal.fence();
  }

  private List<Event> read(long from) {
    try (JournalReader reader = JournalReader.open(directory)) {
      return reader.events(from).toList();
    }
  }

  @Test
  void everyKindOfFactReadsBackAsItWas() {
    List<Event> events = JournalExamples.ofEveryKind();
    assertEquals(
        Set.copyOf(EventReader.KINDS),
        events.stream().map(event -> event.fact().kind()).collect(Collectors.toSet()));
    try (SqliteJournal journal = create()) {
      add(events.subList(0, 6), journal);
      add(events.subList(6, events.size()), journal);
    }
    assertEquals(events, read(1));
    for (int from = 1; from <= events.size() + 1; from++) {
      assertEquals(events.subList(from - 1, events.size()), read(from));
    }
    try (JournalReader reader = JournalReader.open(directory)) {
      reader.check();
      assertEquals(events.size(), reader.last());
      List<JournalReader.Line> lines = reader.lines(4, Set.of("synapses-formed")).toList();
      assertEquals(1, lines.size());
      assertEquals(4, lines.get(0).seq());
      assertTrue(lines.get(0).detail().contains("\"count\":0"), lines.get(0).detail());
      assertEquals(events.size(), reader.lines(1, Set.of()).count());
    }
  }

  @Test
  void eventsAreInOrderAndVisibleOnceFlushed() {
    try (SqliteJournal journal = create()) {
      for (Event event : JournalExamples.plain(1, 1000)) {
        add(List.of(event), journal);
      }
      journal.append(JournalExamples.deaths(1001, JournalExamples.fates(1)));
      journal.flush();
      assertEquals(1000, journal.committed());
      assertEquals(JournalExamples.plain(1, 1000), read(1));
    }
    assertEquals(JournalExamples.plain(1, 1000), read(1), "without a fence nothing is kept");
    assertEquals(Set.of("journal.db"), names());
  }

  private Set<String> names() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aJournalIsContinuedAfterItsLastEvent() {
    try (SqliteJournal journal = create()) {
      add(JournalExamples.plain(1, 3), journal);
      journal.record("started", Map.of());
    }
    Clock earlier = Clock.offset(JournalExamples.CLOCK, Duration.ofDays(-1));
    try (SqliteJournal journal = SqliteJournal.open(directory, earlier, KIT.system())) {
      assertEquals(3, journal.committed());
      Event gap = JournalExamples.plain(5, 5).get(0);
      assertThrows(IllegalArgumentException.class, () -> journal.append(gap));
      add(JournalExamples.plain(4, 5), journal);
      journal.record("resumed", Map.of());
    }
    assertEquals(JournalExamples.plain(1, 5), read(1));
    try (JournalReader reader = JournalReader.open(directory)) {
      reader.check();
      assertEquals(
          List.of(
              new JournalReader.Operation(1, JournalExamples.CLOCK.instant(), "started", Map.of()),
              new JournalReader.Operation(2, earlier.instant(), "resumed", Map.of())),
          reader.operations(1));
      assertEquals(List.of(), reader.operations(3));
    }
  }

  @Test
  void readersFollowAWriter() {
    try (SqliteJournal journal = create();
        JournalReader reader = JournalReader.open(directory)) {
      assertEquals(0, reader.last());
      assertEquals(List.of(), reader.events(1).toList());
      add(List.of(JournalExamples.deaths(1, JournalExamples.fates(500))), journal);
      journal.flush();
      Stream<Event> snapshot = reader.events(1);
      add(List.of(JournalExamples.deaths(2, JournalExamples.fates(200))), journal);
      journal.flush();
      assertEquals(
          List.of(JournalExamples.deaths(1, JournalExamples.fates(500))), snapshot.toList());
      assertEquals(
          List.of(JournalExamples.deaths(2, JournalExamples.fates(200))),
          reader.events(2).toList());
      reader.check();
    }
  }

  @Test
  void aFenceWaitsWhereTooMuchWouldPileUp() {
    try (SqliteJournal journal = create()) {
      Fate fate = JournalExamples.ODD.get(0);
      add(List.of(JournalExamples.deaths(1, Collections.nCopies(2_000_000, fate))), journal);
      assertEquals(1, journal.committed());
    }
  }

  @Test
  void closedJournalsTakeNothing() {
    SqliteJournal journal = create();
    journal.close();
    journal.close();
    Event event = JournalExamples.plain(1, 1).get(0);
    assertThrows(IllegalStateException.class, () -> journal.append(event));
    assertThrows(IllegalStateException.class, () -> journal.record("late", Map.of()));
  }

  @Test
  void anExistingFileIsNotOverwritten() throws IOException {
    Path existing = Files.writeString(directory.resolve("journal.db"), "precious");
    String message = assertThrows(UncheckedIOException.class, this::create).getMessage();
    assertTrue(message.startsWith(existing + " exists already"), message);
    assertEquals("precious", Files.readString(existing));
    Files.move(existing, directory.resolve("journal.db-wal"));
    assertThrows(UncheckedIOException.class, this::create);
    assertEquals(Set.of("journal.db-wal"), names());
  }

  @Test
  void aSecondWriterIsRefusedAndDoesNoHarm() {
    try (SqliteJournal journal = create()) {
      add(JournalExamples.plain(1, 1), journal);
      journal.flush();
      String message = assertThrows(UncheckedIOException.class, this::open).getMessage();
      assertTrue(message.contains("is being written by somebody else"), message);
      add(JournalExamples.plain(2, 2), journal);
    }
    assertEquals(JournalExamples.plain(1, 2), read(1));
  }

  @Test
  void aFullDiskIsToldAtTheNextFlushAndAtEveryCallAfterIt() throws SQLException {
    JournalWriter writer = JournalWriter.create(directory.resolve(SqliteJournal.FILE));
    writer.limit(20);
    SqliteJournal journal = SqliteJournal.of(writer, JournalExamples.CLOCK, KIT.system());
    add(JournalExamples.plain(1, 2), journal);
    journal.flush();
    add(List.of(JournalExamples.deaths(3, JournalExamples.fates(10_000))), journal);
    Event next = JournalExamples.plain(4, 4).get(0);
    for (Runnable call :
        List.<Runnable>of(
            journal::flush,
            () -> journal.append(next),
            journal::fence,
            () -> journal.record("more", Map.of()),
            journal::flush,
            journal::close)) {
      String message = assertThrows(UncheckedIOException.class, call::run).getMessage();
      assertTrue(message.startsWith("cannot write " + directory.resolve("journal.db")), message);
      assertTrue(message.contains("database or disk is full"), message);
    }
    assertEquals(2, journal.committed());
    assertEquals(JournalExamples.plain(1, 2), read(1));
    try (SqliteJournal later = open()) {
      add(List.of(JournalExamples.deaths(3, JournalExamples.fates(10_000))), later);
    }
    try (JournalReader reader = JournalReader.open(directory)) {
      assertEquals(3, reader.last());
      reader.check();
    }
  }

  @Test
  void whoeverWaitsIsToldWhenTheActorsHaveStopped() {
    ActorTestKit other = ActorTestKit.create(ConfigFactory.load("ontogeny-actors"));
    SqliteJournal journal = SqliteJournal.create(directory, JournalExamples.CLOCK, other.system());
    add(JournalExamples.plain(1, 1), journal);
    journal.flush();
    other.shutdownTestKit();
    assertThrows(IllegalStateException.class, journal::flush);
    assertThrows(IllegalStateException.class, journal::close);
    assertEquals(JournalExamples.plain(1, 1), read(1));
  }

  @Test
  void operationsSayWhatWasRecorded() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("backend", "cpu");
    fields.put("threads", 2);
    fields.put("seconds", 1.5);
    fields.put("rate", Double.NaN);
    fields.put("ok", true);
    fields.put("hosts", Arrays.asList("a", null, Map.of("b", 3L)));
    assertEquals(
        "{\"backend\":\"cpu\",\"threads\":2,\"seconds\":1.5,\"rate\":null,\"ok\":true,"
            + "\"hosts\":[\"a\",null,{\"b\":3}]}",
        OperationDetail.json(fields));
    try (SqliteJournal journal = create()) {
      journal.record("started", fields);
      Map<String, Object> odd = Map.of("key", new Object());
      assertThrows(IllegalArgumentException.class, () -> journal.record("odd", odd));
      journal.flush();
      try (JournalReader reader = JournalReader.open(directory)) {
        JournalReader.Operation operation = reader.operations(1).get(0);
        assertEquals("2", operation.fields().get("threads"));
        assertEquals(Arrays.asList("a", null, Map.of("b", "3")), operation.fields().get("hosts"));
      }
    }
  }
}
