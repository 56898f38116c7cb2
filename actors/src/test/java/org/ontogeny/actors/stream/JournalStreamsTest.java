package org.ontogeny.actors.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.journal.DamagedJournal;
import org.ontogeny.actors.journal.SqliteJournal;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;

/** One journal, one look at a time: time passes when the test says so. */
@Timeout(60)
class JournalStreamsTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(ManualTime.config().withFallback(ConfigFactory.load("ontogeny-actors")));
  private static final ManualTime TIME = ManualTime.get(KIT.system());

  @TempDir Path directory;

  private final JournalStreams streams = new JournalStreams(KIT.system());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private Growing create() {
    return Growing.create(directory, KIT.system());
  }

  private SinkQueueWithCancel<Page> open(Interest interest) {
    return streams
        .pages(directory, interest)
        .toMat(Sink.<Page>queue().withAttributes(Attributes.inputBuffer(1, 1)), Keep.right())
        .run(KIT.system());
  }

  /** What comes in as many pauses as it takes. */
  private static Optional<Page> await(CompletableFuture<Optional<Page>> page) {
    while (!page.isDone()) {
      TIME.timePasses(SharedJournal.PAUSE);
    }
    return page.join();
  }

  private static Optional<Page> pull(SinkQueueWithCancel<Page> queue) {
    return await(queue.pull().toCompletableFuture());
  }

  /** Everything up to an event. */
  private static List<Long> pullTo(long last, SinkQueueWithCancel<Page> queue) {
    List<Long> all = new ArrayList<>();
    for (long next = 0; next <= last; ) {
      Page page = pull(queue).orElseThrow();
      all.addAll(numbers(page));
      next = page.next();
    }
    return all;
  }

  private static List<Long> numbers(Page page) {
    return page.entries().stream().map(entry -> entry.line().seq()).toList();
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  private static Interest all(long from, boolean follow) {
    return new Interest(from, Set.of(), Set.of(), 0, Long.MAX_VALUE, false, follow);
  }

  /** Everything that a stream gives which ends. */
  private List<Page> recorded(Interest interest) {
    return streams
        .pages(directory, interest)
        .runWith(Sink.seq(), KIT.system())
        .toCompletableFuture()
        .join();
  }

  @Test
  void historyComesFirstAndThenWhatHappens() {
    try (Growing journal = create()) {
      journal.epochs(450).committed();
      SinkQueueWithCancel<Page> queue = open(Interest.from(1));
      assertEquals(range(1, 200), numbers(pull(queue).orElseThrow()));
      assertEquals(range(201, 400), numbers(pull(queue).orElseThrow()));
      assertEquals(451, pull(queue).orElseThrow().next());
      CompletableFuture<Optional<Page>> next = queue.pull().toCompletableFuture();
      for (int k = 0; k < 3; k++) {
        TIME.timePasses(SharedJournal.PAUSE);
      }
      assertFalse(next.isDone());
      journal.epochs(7).committed();
      assertEquals(range(451, 457), numbers(await(next).orElseThrow()));
      journal.epochs(1).record("finished").committed();
      assertEquals(range(458, 458), numbers(pull(queue).orElseThrow()));
      assertEquals(Optional.empty(), pull(queue));
    }
  }

  @Test
  void whoeverDoesNotFollowGetsWhatWasThereWhenHeCame() {
    try (Growing journal = create()) {
      journal.epochs(250).committed();
      SinkQueueWithCancel<Page> queue = open(all(1, false));
      assertEquals(range(1, 200), numbers(pull(queue).orElseThrow()));
      journal.epochs(150).committed();
      SinkQueueWithCancel<Page> follower = open(Interest.from(201));
      assertEquals(range(201, 400), numbers(pull(follower).orElseThrow()));
      assertEquals(range(201, 250), numbers(pull(queue).orElseThrow()));
      assertEquals(Optional.empty(), pull(queue));
      follower.cancel();
    }
  }

  @Test
  void anActorSystemNeedsNoDispatcherOfOurs() {
    try (Growing journal = create()) {
      journal.epochs(5).committed();
    }
    ActorTestKit plain = ActorTestKit.create();
    try {
      List<Page> pages =
          new JournalStreams(plain.system())
              .pages(directory, all(2, false))
              .runWith(Sink.seq(), plain.system())
              .toCompletableFuture()
              .join();
      assertEquals(List.of(2L, 3L, 4L, 5L), numbers(pages.get(0)));
    } finally {
      plain.shutdownTestKit();
    }
  }

  @Test
  void everyNumberIsAPlaceToGoOnFrom() {
    try (Growing journal = create()) {
      journal.epochs(230).committed();
      for (long from = 1; from <= 232; from += from < 200 ? 33 : 1) {
        List<Long> heard =
            recorded(all(from, false)).stream().flatMap(page -> numbers(page).stream()).toList();
        assertEquals(range(from, 230), heard);
      }
    }
  }

  @Test
  void whoeverDoesNotAskHoldsNothingUpAndMissesNothing() throws IOException {
    SinkQueueWithCancel<Page> queue;
    try (Growing journal = create()) {
      journal.epochs(300).committed();
      queue = open(Interest.from(1));
      assertEquals(range(1, 200), numbers(pull(queue).orElseThrow()));
      long reads = streams.tally().reads().get();
      for (int k = 0; k < 4; k++) {
        journal.epochs(500).committed();
        TIME.timePasses(SharedJournal.PAUSE);
      }
      assertTrue(streams.tally().reads().get() <= reads + 2, "read ahead of the consumer");
    }
    assertEquals(
        0, Files.size(directory.resolve(SqliteJournal.FILE + "-wal")), "a reader held the log");
    assertEquals(range(201, 2300), pullTo(2300, queue));
    queue.cancel();
  }

  @Test
  void followersShareLooksAndPages() {
    try (Growing journal = create()) {
      journal.epochs(50).committed();
      List<SinkQueueWithCancel<Page>> queues =
          Stream.generate(() -> open(Interest.from(1))).limit(200).toList();
      queues.forEach(queue -> assertEquals(range(1, 50), numbers(pull(queue).orElseThrow())));
      assertEquals(Map.of(directory, 200), streams.followers());
      assertEquals(1, streams.tally().connections().get());
      assertEquals(1, streams.tally().reads().get());
      List<CompletableFuture<Optional<Page>>> next =
          queues.stream().map(queue -> queue.pull().toCompletableFuture()).toList();
      long looks = streams.tally().looks().get();
      long pauses = 0;
      journal.epochs(50).committed();
      while (!next.stream().allMatch(CompletableFuture::isDone)) {
        TIME.timePasses(SharedJournal.PAUSE);
        pauses++;
      }
      next.forEach(page -> assertEquals(range(51, 100), numbers(page.join().orElseThrow())));
      Page page = next.get(0).join().orElseThrow();
      next.forEach(other -> assertSame(page, other.join().orElseThrow()));
      assertEquals(2, streams.tally().reads().get());
      assertTrue(streams.tally().looks().get() <= looks + pauses);
      queues.forEach(SinkQueueWithCancel::cancel);
      assertNobodyFollows();
    }
  }

  private void assertNobodyFollows() {
    KIT.createTestProbe()
        .awaitAssert(
            () -> {
              assertEquals(Map.of(), streams.followers());
              assertEquals(0, streams.tally().connections().get());
              return null;
            });
    long looks = streams.tally().looks().get();
    TIME.timePasses(Duration.ofHours(1));
    assertEquals(looks, streams.tally().looks().get());
  }

  @Test
  void aRunThatStoppedIsWaitedFor() {
    Growing journal = create();
    journal.epochs(3).record("stopped").committed();
    SinkQueueWithCancel<Page> queue = open(Interest.from(1));
    assertEquals(range(1, 3), numbers(pull(queue).orElseThrow()));
    CompletableFuture<Optional<Page>> next = queue.pull().toCompletableFuture();
    journal.close();
    long looks = streams.tally().looks().get();
    while (streams.tally().looks().get() < looks + 3) {
      TIME.timePasses(SharedJournal.PAUSE);
    }
    assertFalse(next.isDone());
    journal.reopen();
    journal.record("resumed").epochs(2).committed();
    assertEquals(range(4, 5), numbers(await(next).orElseThrow()));
    journal.record("finished").close();
    assertEquals(Optional.empty(), pull(queue));
    assertEquals(List.of(1, 5), sizes(recorded(all(5, true)), recorded(all(1, true))));
    assertEquals(List.of(), recorded(all(6, true)));
    assertNobodyFollows();
  }

  private static List<Integer> sizes(List<Page> one, List<Page> other) {
    return List.of(numbers(one.get(0)).size(), numbers(other.get(0)).size());
  }

  @Test
  void aJournalThatIsNotThereYetIsWaitedFor() {
    assertEquals(List.of(), recorded(all(1, false)));
    SinkQueueWithCancel<Page> queue = open(Interest.from(2));
    CompletableFuture<Optional<Page>> next = queue.pull().toCompletableFuture();
    while (streams.tally().looks().get() < 3) {
      TIME.timePasses(SharedJournal.PAUSE);
    }
    assertEquals(0, streams.tally().connections().get());
    try (Growing journal = create()) {
      journal.epochs(3).committed();
      assertEquals(range(2, 3), numbers(await(next).orElseThrow()));
    }
    queue.cancel();
    assertNobodyFollows();
  }

  @Test
  void aPageIsBounded() {
    try (Growing journal = create()) {
      journal.epochs(1).deaths("a", 30_000).deaths("a", 30_000).epochs(1).births("a", 60_000);
      journal.epochs(1).deaths("a", 50_000).deaths("b", 1).epochs(1).committed();
      Interest whole = all(1, false).withSynapses();
      assertEquals(
          List.of(range(1, 3), range(4, 5), range(6, 8), range(9, 9)),
          recorded(whole).stream().map(JournalStreamsTest::numbers).toList());
      assertEquals(1, recorded(all(1, false)).size());
      assertEquals(journal.events(), heard(whole));
      assertEquals(journal.events(), heard(all(1, false)));
    }
  }

  private List<Event> heard(Interest interest) {
    return streams
        .events(directory, interest)
        .runWith(Sink.seq(), KIT.system())
        .toCompletableFuture()
        .join();
  }

  @Test
  void filtersLeaveOutWhatIsNotAskedFor() {
    try (Growing journal = create()) {
      for (int k = 0; k < 150; k++) {
        journal.deaths("a", k % 3).epochs(1).births("b", k % 5).deaths("b", 1);
      }
      journal.committed();
      for (Set<String> kinds :
          List.of(
              Set.<String>of(),
              Set.of("synapses-pruned"),
              Set.of("epoch-ended", "synapses-formed"),
              Set.of("neurons-died"))) {
        for (Set<String> projections :
            List.of(Set.<String>of(), Set.of("a"), Set.of("a", "b"), Set.of("c"))) {
          assertHeard(new Interest(7, kinds, projections, 0, Long.MAX_VALUE, true, false), journal);
          assertHeard(new Interest(1, kinds, projections, 333, 4440, true, false), journal);
        }
      }
    }
  }

  private void assertHeard(Interest interest, Growing journal) {
    List<Event> expected =
        journal.events().stream()
            .filter(event -> event.seq() >= interest.from())
            .filter(event -> interest.firstStep() <= event.step())
            .filter(event -> event.step() <= interest.lastStep())
            .filter(
                event ->
                    interest.kinds().isEmpty() || interest.kinds().contains(event.fact().kind()))
            .filter(
                event ->
                    interest.projections().isEmpty()
                        || (event.fact() instanceof Fact.Structural structural
                            && interest.projections().contains(structural.projection())))
            .toList();
    assertEquals(expected, heard(interest), interest::toString);
    List<Page> pages = recorded(interest);
    assertEquals(journal.last() + 1, pages.get(pages.size() - 1).next());
  }

  @Test
  void aLongWayWithoutAnythingAskedForIsGoneInSteps() {
    try (Growing journal = create()) {
      journal.epochs(2 * Pages.RANGE + 5).births("a", 1).committed();
      List<Page> pages =
          recorded(new Interest(2, Set.of(), Set.of("a"), 0, Long.MAX_VALUE, false, false));
      assertEquals(
          List.of(Pages.RANGE + 2L, 2L * Pages.RANGE + 2, 2L * Pages.RANGE + 7),
          pages.stream().map(Page::next).toList());
      assertEquals(List.of(2L * Pages.RANGE + 6), numbers(pages.get(2)));
    }
  }

  private void tamper(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(SqliteJournal.FILE));
        Statement statement = connection.createStatement()) {
      assertTrue(statement.executeUpdate(sql) > 0, sql);
    }
  }

  private static void assertDamaged(CompletableFuture<?> stream) {
    ExecutionException failure = assertThrows(ExecutionException.class, stream::get);
    assertInstanceOf(DamagedJournal.class, failure.getCause());
  }

  private void assertDamaged(Interest interest) {
    assertDamaged(
        streams.pages(directory, interest).runWith(Sink.seq(), KIT.system()).toCompletableFuture());
    assertNobodyFollows();
  }

  @Test
  void damageIsTold() throws SQLException, IOException {
    try (Growing journal = create()) {
      journal.epochs(5).deaths("a", 1000).epochs(5).record("finished").committed();
    }
    tamper("DELETE FROM synapse WHERE rowid = 7");
    assertDamaged(all(1, true).withSynapses());
    assertEquals(1, recorded(all(1, true)).size(), "its rows can still be read");
    tamper("UPDATE event SET detail = 'nothing' WHERE seq = 6");
    assertDamaged(new Interest(1, Set.of(), Set.of("a"), 0, Long.MAX_VALUE, false, true));
    tamper("UPDATE event SET detail = '{}' WHERE seq = 2");
    assertDamaged(
        streams
            .events(directory, new Interest(1, Set.of("epoch-ended"), Set.of(), 0, 50, true, true))
            .runWith(Sink.seq(), KIT.system())
            .toCompletableFuture());
    tamper("DELETE FROM event WHERE seq = 3");
    assertDamaged(all(1, true));
    Path file = directory.resolve(SqliteJournal.FILE);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 4096, bytes.length, (byte) 7);
    Files.write(file, bytes);
    assertDamaged(all(1, true));
    assertDamaged(all(1, false));
  }

  @Test
  void whatIsNoJournalIsTold() throws IOException {
    Files.writeString(directory.resolve(SqliteJournal.FILE), "no journal at all");
    ExecutionException failure =
        assertThrows(
            ExecutionException.class,
            () ->
                streams
                    .pages(directory, Interest.from(1))
                    .runWith(Sink.seq(), KIT.system())
                    .toCompletableFuture()
                    .get());
    assertInstanceOf(UncheckedIOException.class, failure.getCause());
    assertNobodyFollows();
  }
}
