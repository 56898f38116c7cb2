package org.ontogeny.dashboards.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.journal.SqliteJournal;
import org.ontogeny.actors.stream.Page;
import org.ontogeny.dashboards.view.RecordedOperations;
import org.ontogeny.dashboards.view.RunSummary;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.proto.v1.Published;
import org.ontogeny.proto.v1.Published.FollowRequest;

/** What a client hears over a connection. */
@Timeout(120)
class RunsServiceTest {

  @TempDir private Path runs;

  private Served served;

  @BeforeEach
  void open() {
    served = new Served(runs);
  }

  @AfterEach
  void close() {
    served.close();
  }

  private SqliteJournal journal(String run) throws Exception {
    return SqliteJournal.create(served.newRun(run).path(), Clock.systemUTC(), served.system());
  }

  private static void write(SqliteJournal journal, long from, Fact... facts) {
    for (int k = 0; k < facts.length; k++) {
      journal.append(EventExamples.event(from + k, facts[k]));
    }
    journal.fence();
    journal.flush();
  }

  /** A run of all kinds of events, which has ended. */
  private void writeAll(String run) throws Exception {
    try (SqliteJournal journal = journal(run)) {
      write(journal, 1, EventExamples.facts().toArray(Fact[]::new));
      journal.record("finished", Map.of());
    }
  }

  private static FollowRequest.Builder of(String run) {
    return FollowRequest.newBuilder().setRun(run);
  }

  private static List<Long> seqs(List<Published.Event> events) {
    return events.stream().map(Published.Event::getSeq).toList();
  }

  private static Published.Event pull(SinkQueueWithCancel<Published.Event> queue) {
    return queue.pull().toCompletableFuture().join().orElseThrow();
  }

  @Test
  void aRunIsFollowedWhileItIsWritten() throws Exception {
    served.journals();
    try (SqliteJournal journal = journal("digits-1")) {
      write(journal, 1, new Fact.RunStarted("digits", 1, 2, 3), new Fact.StageStarted());
      SinkQueueWithCancel<Published.Event> heard =
          served.follow(of("digits-1").setFollow(true).build());
      assertEquals("digits", pull(heard).getRunStarted().getExperiment());
      assertEquals(2, pull(heard).getSeq());
      CompletableFuture<?> next = heard.pull().toCompletableFuture();
      assertFalse(next.isDone());
      write(journal, 3, EventExamples.pruned(EventExamples.fates(5)));
      next.join();
      write(journal, 4, new Fact.RunEnded(1, 2));
      journal.record("finished", Map.of());
      assertEquals(4, pull(heard).getSeq());
      assertTrue(heard.pull().toCompletableFuture().join().isEmpty());
    }
  }

  @Test
  void everythingRecordedIsHeardInOrder() throws Exception {
    served.journals();
    writeAll("digits-1");
    List<Published.Event> heard = served.hear(of("digits-1").setSynapses(true).build());
    List<Event> events = heard.stream().map(MessageFacts::event).toList();
    List<Fact> facts = EventExamples.facts();
    assertEquals(facts.size(), events.size());
    for (int k = 0; k < facts.size(); k++) {
      assertEquals(EventExamples.event(k + 1, facts.get(k)), events.get(k));
    }
  }

  @Test
  void aFollowerResumesAnywhere() throws Exception {
    served.journals();
    writeAll("digits-1");
    int last = EventExamples.facts().size();
    assertEquals(
        List.of(last - 1L, (long) last),
        seqs(served.hear(of("digits-1").setFirstSeq(last - 1).setFollow(true).build())));
    assertEquals(List.of(), seqs(served.hear(of("digits-1").setFirstSeq(last + 1).build())));
  }

  @Test
  void onlyWhatIsAskedForIsHeard() throws Exception {
    served.journals();
    writeAll("digits-1");
    List<Published.Event> kinds =
        served.hear(of("digits-1").addKinds("evaluated").addKinds("run-ended").build());
    assertEquals(List.of(9L, 10L, 16L), seqs(kinds));
    List<Published.Event> projections =
        served.hear(of("digits-1").addProjections("visible-h1").build());
    assertEquals(List.of(3L, 4L, 6L, 7L), seqs(projections));
    assertEquals(0, projections.get(0).getSynapsesFormed().getSynapsesCount());
    assertEquals(5, projections.get(0).getSynapsesFormed().getCount());
    List<Published.Event> steps =
        served.hear(of("digits-1").setFirstStep(20).setLastStep(40).build());
    assertEquals(List.of(2L, 3L, 4L), seqs(steps));
  }

  @Test
  void anEventOfManySynapsesComesInPartsThatFitTheUsualClient() throws Exception {
    served.journals();
    List<Fate> births = EventExamples.fates(100_000);
    try (SqliteJournal journal = journal("large")) {
      write(journal, 1, EventExamples.formed(births), new Fact.RunEnded(1, 2));
    }
    List<Published.Event> heard = served.hear(of("large").setSynapses(true).build());
    assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 2L), seqs(heard));
    assertEquals(
        births,
        heard.stream()
            .flatMap(m -> MessageFacts.fates(m.getSynapsesFormed().getSynapsesList()).stream())
            .toList());
  }

  /** Another one hears everything meanwhile, so there is all the time to run ahead. */
  @Test
  void aSlowFollowerIsNotRunAheadOf() throws Exception {
    int pages = 200;
    List<Fate> births = EventExamples.fates(2000); // about 70 kB a page
    Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    served.bind(
        (directory, interest) ->
            Source.range(1, pages)
                .map(
                    n -> {
                      asked
                          .computeIfAbsent(
                              directory.getFileName().toString(), run -> new AtomicInteger())
                          .incrementAndGet();
                      Event event = EventExamples.event(n, EventExamples.formed(births));
                      return new Page(List.of(EventExamples.entry(event, births)), n + 1);
                    }),
        2);
    served.newRun("slow");
    served.newRun("fast");

    SinkQueueWithCancel<Published.Event> slow = served.follow(of("slow").build());
    assertEquals(1, pull(slow).getSeq());
    int heard =
        served
            .client()
            .follow(of("fast").build())
            .runWith(Sink.fold(0, (n, event) -> n + 1), served.system())
            .toCompletableFuture()
            .join();
    assertEquals(pages, heard);
    assertEquals(pages, asked.get("fast").get());
    int ahead = asked.get("slow").get();
    assertTrue(ahead < pages / 2, ahead + " pages were asked for, and one event was heard");
    for (long seq = 2; seq <= pages; seq++) {
      assertEquals(seq, pull(slow).getSeq());
    }
  }

  @Test
  void aClientThatGoesAwayEndsTheReading() throws Exception {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    served.bind(
        (directory, interest) ->
            Source.single(
                    new Page(
                        List.of(
                            EventExamples.entry(
                                EventExamples.event(1, new Fact.StageStarted()), List.of())),
                        2))
                .concat(Source.<Page>never())
                .watchTermination(
                    (before, done) -> {
                      done.whenComplete((completed, failure) -> ended.complete(true));
                      return before;
                    }),
        2);
    served.newRun("digits-1");
    SinkQueueWithCancel<Published.Event> heard = served.follow(of("digits-1").build());
    assertEquals(1, pull(heard).getSeq());
    heard.cancel();
    assertTrue(ended.join());
  }

  @Test
  void runsAreListedPageByPage() throws Exception {
    served.journals();
    for (String id : List.of("c", "a", "b")) {
      served.newRun(id);
    }
    Published.ListReply first =
        served
            .client()
            .list(Published.ListRequest.newBuilder().setPageSize(2).build())
            .toCompletableFuture()
            .join();
    assertEquals(List.of("a", "b"), first.getRunsList().stream().map(r -> r.getId()).toList());
    Published.ListReply second =
        served
            .client()
            .list(
                Published.ListRequest.newBuilder()
                    .setPageSize(2)
                    .setPageToken(first.getNextPageToken())
                    .build())
            .toCompletableFuture()
            .join();
    assertEquals(
        Published.Run.newBuilder()
            .setId("c")
            .setExperiment("digits")
            .setSeed(1)
            .setState(Published.Run.State.STATE_INTERRUPTED)
            .setEvents(0)
            .build(),
        second.getRuns(0));
    assertEquals("", second.getNextPageToken());
  }

  private static RunSummary summary(String state) {
    return new RunSummary("x", "unreadable", -1, state, -1, -1, -1, -1, "", -1, -1, "", -1, "");
  }

  @Test
  void whatIsNotKnownOfARunIsAbsent() {
    assertEquals(
        Published.Run.newBuilder()
            .setId("x")
            .setState(Published.Run.State.STATE_UNREADABLE)
            .build(),
        RunMessages.of(summary("unreadable")));
    for (RecordedOperations.State state : RecordedOperations.State.values()) {
      String name = state.name().toLowerCase(Locale.ROOT);
      assertEquals("STATE_" + state.name(), RunMessages.of(summary(name)).getState().name());
    }
  }

  @Test
  void aFolderWithoutRunsListsNone() {
    served.journals();
    assertEquals(
        Published.ListReply.getDefaultInstance(),
        served
            .client()
            .list(Published.ListRequest.getDefaultInstance())
            .toCompletableFuture()
            .join());
  }
}
