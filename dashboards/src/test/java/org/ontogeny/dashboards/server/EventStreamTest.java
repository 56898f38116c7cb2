package org.ontogeny.dashboards.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.run.Run;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.cli.EndlessExperiment;
import org.ontogeny.dashboards.cli.TinyExperiment;
import org.ontogeny.engine.stage.Progress;

/** Server-sent events of runs that have ended, that go on, and that somebody loses sight of. */
@Timeout(180)
class EventStreamTest {

  private static final Set<String> ALL = Set.of();

  @TempDir static Path folder;

  private static Path runs;
  private static RunDirectory ended;

  @BeforeAll
  static void develop() throws IOException {
    runs = folder.resolve("runs");
    ended = Recorded.developed(TinyExperiment.write(folder, "tiny.conf", 5), runs, "tiny");
  }

  private static List<String> followed(Served served, String query) throws Exception {
    Follower follower = new Follower(served, "/api/runs/tiny/events/stream" + query);
    assertFalse(follower.read(Integer.MAX_VALUE));
    assertEquals("{\"run\":\"tiny\",\"state\":\"finished\"}", follower.end());
    assertFalse(follower.read(1), "there is something behind the end");
    return follower.lines();
  }

  @Test
  void aRunThatHasEndedIsSentWholeAndThenThereIsNothing() throws Exception {
    try (Served served = Served.of(runs)) {
      assertEquals(Recorded.lines(ended, ALL, false), followed(served, ""));
      assertEquals(Recorded.lines(ended, ALL, true), followed(served, "?synapses=true"));
      assertEquals(Recorded.lines(ended, ALL, false), followed(served, "?follow=false"));
      assertEquals("", served.err());
    }
  }

  @Test
  void eventsAreChosen() throws Exception {
    try (Served served = Served.of(runs)) {
      assertEquals(
          Recorded.lines(ended, Set.of("evaluated", "synapses-pruned"), true),
          followed(served, "?kind=evaluated&kind=synapses-pruned&synapses=true"));
      List<String> later =
          Recorded.lines(ended, ALL, false).stream()
              .filter(line -> step(line) >= 20 && step(line) <= 60)
              .toList();
      assertEquals(later, followed(served, "?first-step=20&last-step=60"));
      List<String> projection =
          Recorded.lines(ended, ALL, false).stream()
              .filter(line -> line.contains("\"projection\":\"h1-h2\""))
              .toList();
      assertEquals(projection, followed(served, "?projection=h1-h2"));
      List<String> all = Recorded.lines(ended, ALL, false);
      assertEquals(all.subList(4, all.size()), followed(served, "?from=5"));
    }
  }

  private static long step(String line) {
    return Long.parseLong(line.replaceFirst(".*?\"step\":", "").replaceFirst(",.*", ""));
  }

  @Test
  void theLastNumberSeenGoesBeforeTheOneAskedForAndMustBeOne() throws Exception {
    try (Served served = Served.of(runs)) {
      String path = "/api/runs/tiny/events/stream?from=2&follow=false";
      HttpResponse<String> answer = served.send(served.request(path).header("Last-Event-ID", "6"));
      assertTrue(answer.body().startsWith("retry: 1000\n\nid: 7\n"), answer.body());
      for (String wrong : List.of("x", "-1", "9223372036854775807", "1e3")) {
        HttpResponse<String> refused =
            served.send(served.request(path).header("Last-Event-ID", wrong));
        assertEquals(400, refused.statusCode(), wrong);
        assertTrue(refused.body().contains("\"parameter\":\"Last-Event-ID\""), refused.body());
      }
      assertEquals(
          204,
          served
              .send(served.request(path).header("Last-Event-ID", "9223372036854775806"))
              .statusCode());
    }
  }

  /** Cut off again and again at random places while the run is being written. */
  @Test
  void whoIsCutOffMissesNothingAndHearsNothingTwice() throws Exception {
    Path growing = GrowingExperiment.write(folder, 100);
    Run run = Recorded.run(growing, runs, "growing", Map.of());
    ExecutorService threads = Executors.newCachedThreadPool();
    try (Served served = Served.of(runs)) {
      Future<?> developed = threads.submit(() -> run.develop(event -> {}, Progress.NONE));
      awaitRun(served, "growing");
      List<Future<Follower>> followers = new ArrayList<>();
      for (int k = 0; k < 4; k++) {
        Random random = new Random(k);
        String synapses = k % 2 == 0 ? "" : "?synapses=true";
        Follower follower = new Follower(served, "/api/runs/growing/events/stream" + synapses);
        followers.add(
            threads.submit(
                () -> {
                  while (follower.read(1 + random.nextInt(60))) {
                    assertEquals("", served.err());
                  }
                  return follower;
                }));
      }
      developed.get();
      RunDirectory directory = RunDirectory.open(runs, "growing");
      for (int k = 0; k < followers.size(); k++) {
        Follower follower = followers.get(k).get();
        assertEquals(Recorded.lines(directory, ALL, k % 2 == 1), follower.lines());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** The directory gets its specification when the run begins. */
  private static void awaitRun(Served served, String id) throws Exception {
    int status = 404;
    while (status == 404) {
      status = served.get("/api/runs/" + id).statusCode();
    }
    assertEquals(200, status);
  }

  /** As the example in the document asks, which offers to speak HTTP/2. */
  @Test
  void overHttp2TheSameIsSent() throws Exception {
    try (Served served = Served.of(runs)) {
      HttpResponse<Stream<String>> answer =
          HttpClient.newHttpClient()
              .send(
                  served.request("/api/runs/tiny/events/stream").build(),
                  HttpResponse.BodyHandlers.ofLines());
      assertEquals(HttpClient.Version.HTTP_2, answer.version());
      assertEquals(
          Recorded.lines(ended, ALL, false),
          answer
              .body()
              .filter(line -> line.startsWith("data: {\"run\":\"tiny\",\"seq\""))
              .map(line -> line.substring("data: ".length()))
              .toList());
      HttpResponse<String> refused =
          HttpClient.newHttpClient()
              .send(
                  served.request("/api/runs").header("Origin", "http://evil.example").build(),
                  HttpResponse.BodyHandlers.ofString());
      assertEquals(403, refused.statusCode());
      assertEquals("", served.err());
    }
  }

  @Test
  void manyFollowersGetTheSame() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Served served = Served.of(runs)) {
      List<Future<List<String>>> all = new ArrayList<>();
      for (int k = 0; k < 60; k++) {
        all.add(threads.submit(() -> followed(served, "?from=1")));
      }
      List<String> expected = Recorded.lines(ended, ALL, false);
      for (Future<List<String>> one : all) {
        assertEquals(expected, one.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** A run without an end, of which a stream without events is open. */
  @Test
  void streamsAreCountedBoundedAndKeptAlive() throws Exception {
    Path endless = EndlessExperiment.write(folder, "endless.conf");
    Run run = Recorded.run(endless, runs, "endless", Map.of());
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(
            () -> {
              try {
                run.develop(event -> {}, Progress.NONE);
              } catch (Run.Stopped e) {
                assertTrue(e.getMessage().contains("was stopped"));
              }
            },
            task -> new Thread(task, "run").start());
    try (Served served =
        Served.of(runs, "ontogeny.server.most-streams = 2", "ontogeny.server.heartbeat = 20ms")) {
      awaitRun(served, "endless");
      String path = "/api/runs/endless/events/stream?kind=run-ended";
      try (BufferedReader first = reader(served, path);
          BufferedReader second = reader(served, path)) {
        for (BufferedReader stream : List.of(first, second)) {
          assertEquals("retry: 1000", stream.readLine());
          assertEquals("", stream.readLine());
          assertEquals(":", stream.readLine());
          assertEquals("", stream.readLine());
        }
        HttpResponse<String> third = served.get(path);
        assertEquals(503, third.statusCode());
        assertEquals("1", third.headers().firstValue("Retry-After").orElse(""));
        String metrics = served.get("/metrics").body();
        assertTrue(metrics.contains("ontogeny_run_subscribers{run=\"endless\"} 2.0"), metrics);
        assertTrue(metrics.contains("ontogeny_run_step{run=\"endless\"}"), metrics);
        assertTrue(metrics.contains("ontogeny_run_journal_log_bytes{run=\"endless\"}"), metrics);
        assertTrue(
            served
                .get("/metrics")
                .body()
                .contains("ontogeny_run_steps_per_second{run=\"endless\"}"));
        assertEquals("running", served.json("/api/runs/endless").get("state"));
      }
      // their places become free when the server notices that they are gone
      boolean room = false;
      while (!room) {
        try (InputStream body = served.open(served.request(path)).body()) {
          room = body.read() == 'r';
        }
      }
    } finally {
      run.stop();
      stopped.get();
    }
  }

  private static BufferedReader reader(Served served, String path) throws Exception {
    HttpResponse<InputStream> answer = served.open(served.request(path));
    assertEquals(200, answer.statusCode());
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  @Test
  void whoReadsNothingKeepsNobodyElseWaiting() throws Exception {
    try (Served served = Served.of(runs)) {
      List<RawConnection> stuck = new ArrayList<>();
      for (int k = 0; k < 20; k++) {
        RawConnection connection = new RawConnection(served.port());
        connection.send(
            "GET /api/runs/tiny/events/stream?synapses=true HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"
                .formatted(served.port()));
        assertEquals('H', connection.read());
        stuck.add(connection);
      }
      assertEquals(Recorded.lines(ended, ALL, true), followed(served, "?synapses=true"));
      for (RawConnection connection : stuck) {
        connection.close();
      }
    }
  }

  @Test
  void activityIsStreamedWithoutNumbers() throws Exception {
    try (Served served =
        Served.with(
            runs,
            id ->
                id.equals("tiny")
                    ? Optional.of(
                        Source.from(
                            List.of(
                                ByteString.fromString("{\"a\":1}"),
                                ByteString.fromString("{\"a\":2}"))))
                    : Optional.empty())) {
      assertEquals(
          """
          retry: 1000

          event: activity
          data: {"a":1}

          event: activity
          data: {"a":2}

          event: end
          data: {"run":"tiny"}

          """,
          served.get("/api/runs/tiny/activity").body());
    }
  }

  /** The client that everybody has, killed and started again. */
  @Test
  void curlGoesOnWhereItWasKilled() throws Exception {
    assumeTrue(hasCurl(), "needs curl");
    try (Served served = Served.of(runs)) {
      List<String> data = new ArrayList<>();
      String last = "0";
      boolean over = false;
      for (int limit = 3; !over; limit += 4) {
        Process curl =
            new ProcessBuilder(
                    "curl",
                    "-sN",
                    "-H",
                    "Last-Event-ID: " + last,
                    served.url() + "/api/runs/tiny/events/stream")
                .start();
        try (BufferedReader out =
            new BufferedReader(
                new InputStreamReader(curl.getInputStream(), StandardCharsets.UTF_8))) {
          String id = last;
          String line = out.readLine();
          for (int count = 0; line != null && count < limit; line = out.readLine()) {
            if (line.startsWith("id: ")) {
              id = line.substring(4);
            } else if (line.startsWith("data: {\"run\":\"tiny\",\"seq\"")) {
              data.add(line.substring(6));
              last = id;
              count++;
            }
          }
          over = line == null;
        } finally {
          curl.destroyForcibly();
          curl.waitFor();
        }
      }
      assertEquals(Recorded.lines(ended, ALL, false), data);
    }
  }

  private static boolean hasCurl() throws InterruptedException {
    try {
      return new ProcessBuilder("curl", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path copied(String name) throws IOException {
    Path copy = folder.resolve(name);
    Files.createDirectories(copy.resolve("tiny"));
    for (Path file : List.of(ended.specification(), ended.journal())) {
      Files.copy(file, copy.resolve("tiny").resolve(file.getFileName()));
    }
    return copy;
  }

  @Test
  void aJournalThatCannotBeReadIsAProblem() throws Exception {
    Path copy = copied("unreadable");
    Files.writeString(copy.resolve("tiny/journal.db"), "no database");
    try (Served served = Served.of(copy)) {
      HttpResponse<String> answer = served.get("/api/runs/tiny/events/stream");
      assertEquals(500, answer.statusCode(), answer.body());
      assertFalse(answer.body().contains("journal.db"), answer.body());
      assertTrue(served.err().contains("journal.db is no SQLite database"), served.err());
      assertEquals("unreadable", first(served.json("/api/runs")).get("state"));
    }
  }

  @Test
  void damageThatIsFoundWhileAStreamIsSentEndsItWithAProblem() throws Exception {
    Path copy = copied("damaged");
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("tiny/journal.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM synapse WHERE rowid = 5");
    }
    try (Served served = Served.of(copy)) {
      String sent = served.get("/api/runs/tiny/events/stream?synapses=true").body();
      assertTrue(sent.contains("event: problem\ndata: {\"type\":"), sent);
      assertTrue(sent.contains("\"status\":500"), sent);
      assertFalse(sent.contains("event: end"), sent);
      assertFalse(sent.contains("damaged/tiny"), sent);
      assertTrue(served.err().contains("is damaged at event"), served.err());
    }
  }

  @SuppressWarnings("unchecked") // objects are maps from names
  private static Map<String, Object> first(Map<String, Object> list) {
    return ((List<Map<String, Object>>) list.get("runs")).get(0);
  }

  @Test
  void whatIsComparedHasKindsThatAreWrittenDifferently() {
    Set<String> kinds =
        Recorded.events(ended).stream()
            .map(event -> event.fact().kind())
            .collect(Collectors.toSet());
    assertTrue(
        kinds.containsAll(
            Set.of("stage-started", "branched", "evaluated", "synapses-pruned", "neurons-died")),
        kinds::toString);
  }
}
