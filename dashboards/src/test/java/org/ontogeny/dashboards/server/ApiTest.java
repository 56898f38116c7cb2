package org.ontogeny.dashboards.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ontogeny.dashboards.server.TinyServed.list;
import static org.ontogeny.dashboards.server.TinyServed.object;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.JsonObjects;

/** Every route that is about whole runs, held to what their files say; and what holds for all. */
@Timeout(120)
class ApiTest {

  @TempDir static Path folder;

  private static TinyServed tiny;

  @BeforeAll
  static void developAndServe() throws Exception {
    tiny = TinyServed.in(folder);
  }

  @AfterAll
  static void close() {
    tiny.close();
  }

  @Test
  void runsAreListedInPages() throws Exception {
    Map<String, Object> all = tiny.json("/api/runs");
    assertEquals(
        List.of("a", "b", "c", "tiny"),
        list("runs", all).stream().map(r -> object(r).get("run")).toList());
    assertEquals(null, all.get("next"));
    List<Object> ids = new ArrayList<>();
    String after = "";
    while (after != null) {
      Map<String, Object> page = tiny.json("/api/runs?limit=3&after=" + after);
      assertTrue(list("runs", page).size() <= 3);
      list("runs", page).forEach(r -> ids.add(object(r).get("run")));
      after = (String) page.get("next");
    }
    assertEquals(List.of("a", "b", "c", "tiny"), ids);
  }

  @Test
  void aRunIsSummedUp() throws Exception {
    Map<String, Object> told = tiny.json("/api/runs/tiny");
    Fact.RunEnded ended = (Fact.RunEnded) tiny.events().get(tiny.events().size() - 1).fact();
    assertEquals("finished", told.get("state"));
    assertEquals("" + tiny.events().size(), told.get("events"));
    assertEquals("" + ended.synapses(), told.get("synapses"));
    assertEquals("cpu", object(told.get("provenance")).get("backend"));
    assertEquals(
        "" + ended.synapses(), object(object(told.get("outcome")).get("synapses")).get("after"));
    assertEquals(
        "" + ended.neurons(), object(object(told.get("outcome")).get("neurons")).get("after"));
    long possible = 64 * 12 + 12 * 8;
    assertEquals("" + possible, told.get("possible"));
    assertEquals((double) ended.synapses() / possible, real(told.get("density")));
    assertEquals(lastAccuracy(), real(told.get("accuracy")));
    assertEquals("", told.get("stage"));
    assertEquals("1.0", told.get("progress"));
    assertEquals(
        Files.getLastModifiedTime(tiny.run().journal()).toInstant(),
        Instant.parse((String) told.get("changed")));
    Map<String, Object> listed = object(list("runs", tiny.json("/api/runs?after=c")).get(0));
    listed.forEach((field, value) -> assertEquals(value, told.get(field), field));
  }

  private static double real(Object number) {
    return Double.parseDouble((String) number);
  }

  /** The last reading of encodings before the controls, or behind them. */
  private static double lastAccuracy() {
    double accuracy = Double.NaN;
    boolean main = true;
    for (Event event : tiny.events()) {
      if (event.fact() instanceof Fact.Branched branched) {
        main = branched.course().equals("main");
      } else if (main
          && event.fact() instanceof Fact.Evaluated evaluated
          && evaluated.measure().equals("accuracy")
          && evaluated.of().equals("encoding")) {
        accuracy = evaluated.value();
      }
    }
    return accuracy;
  }

  @Test
  void aRunThatHasOnlyBegunHasNoNumbersYet() throws Exception {
    Map<String, Object> told = tiny.json("/api/runs/a");
    assertEquals("interrupted", told.get("state"));
    assertEquals("-1", told.get("step"));
    assertEquals("-1", told.get("synapses"));
    for (String unknown : List.of("density", "accuracy")) {
      assertTrue(told.containsKey(unknown));
      assertEquals(null, told.get(unknown));
    }
    assertEquals("0.0", told.get("progress"));
    assertEquals("", told.get("changed"));
    assertEquals(List.of(), list("histograms", tiny.json("/api/runs/a/importances")));
    assertEquals("1", tiny.json("/api/runs/a/decisions").get("folded"));
    assertEquals(List.of(), list("events", tiny.json("/api/runs/a/events")));
    assertEquals("0", tiny.json("/api/runs/a/series").get("points"));
    assertEquals(
        "0",
        object(list("projections", tiny.json("/api/runs/a/projections")).get(0)).get("living"));
    assertEquals(List.of(), list("operations", tiny.json("/api/runs/a/operations")));
    assertEquals(List.of(), list("records", tiny.json("/api/runs/a/synapses/h1-h2/0/0")));
  }

  @Test
  void theSpecificationIsTextOrJson() throws Exception {
    HttpResponse<String> text = tiny.get("/api/runs/tiny/specification");
    assertTrue(text.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"));
    assertEquals(Files.readString(tiny.run().specification()), text.body());
    Map<String, Object> json = tiny.json("/api/runs/tiny/specification?format=json");
    assertEquals("tiny", json.get("experiment"));
    HttpResponse<String> accepted =
        tiny.served()
            .send(
                tiny.served()
                    .request("/api/runs/tiny/specification")
                    .header("Accept", "application/json"));
    assertEquals(json, JsonObjects.parse(accepted.body()));
    tiny.problem(400, "/api/runs/tiny/specification?format=xml");
  }

  @Test
  void operationsAreListedInPages() throws Exception {
    Map<String, Object> all = tiny.json("/api/runs/tiny/operations");
    assertEquals("started", object(list("operations", all).get(0)).get("kind"));
    assertEquals("false", all.get("more"));
    Map<String, Object> first = tiny.json("/api/runs/tiny/operations?limit=1");
    assertEquals("2", first.get("next"));
    assertEquals("true", first.get("more"));
    Map<String, Object> rest = tiny.json("/api/runs/tiny/operations?from=2");
    assertEquals(list("operations", all).size() - 1, list("operations", rest).size());
  }

  private static String pages(String query) throws Exception {
    StringBuilder lines = new StringBuilder();
    String from = "1";
    boolean more = true;
    while (more) {
      String body = tiny.get("/api/runs/tiny/events?from=" + from + "&" + query).body();
      Map<String, Object> page = JsonObjects.parse(body);
      String between = body.substring(body.indexOf('[') + 1, body.lastIndexOf("],\"next\""));
      lines.append(between).append(between.isEmpty() ? "" : ",");
      from = (String) page.get("next");
      more = page.get("more").equals("true");
    }
    return lines.toString();
  }

  private static String joined(List<String> lines) {
    return lines.stream().map(line -> line + ",").collect(Collectors.joining());
  }

  @Test
  void eventsAreTheCanonicalLinesInPages() throws Exception {
    assertEquals(joined(Recorded.lines(tiny.run(), Set.of(), false)), pages("limit=7"));
    assertEquals(
        joined(Recorded.lines(tiny.run(), Set.of(), true)), pages("limit=1000&synapses=true"));
    assertEquals(
        joined(Recorded.lines(tiny.run(), Set.of("synapses-pruned", "evaluated"), true)),
        pages("limit=2&kind=evaluated&kind=synapses-pruned&synapses=true"));
  }

  @Test
  void eventsAreChosenByProjectionAndStep() throws Exception {
    List<String> chosen =
        tiny.events().stream()
            .filter(
                e ->
                    e.fact() instanceof Fact.Structural s
                        && s.projection().equals("h1-h2")
                        && e.step() >= 1
                        && e.step() <= 60)
            .map(e -> "{\"run\":\"tiny\"," + CanonicalJson.line(e, false).substring(1))
            .toList();
    assertFalse(chosen.isEmpty());
    assertEquals(joined(chosen), pages("projection=h1-h2&first-step=1&last-step=60"));
  }

  @Test
  void aPageOfLargeEventsEndsEarly() throws Exception {
    try (Served small = Served.of(tiny.runs(), "ontogeny.server.page-size = 1")) {
      Map<String, Object> page = small.json("/api/runs/tiny/events?limit=100");
      assertEquals(1, list("events", page).size());
      assertEquals("2", page.get("next"));
      assertEquals("true", page.get("more"));
    }
  }

  @Test
  void activityIsToBeHadOnlyWhereTheRunDevelops() throws Exception {
    tiny.problem(409, "/api/runs/tiny/activity");
  }

  @Test
  void thePageAndItsPartsAreServed() throws Exception {
    for (String path : List.of("/", "/index.html", "/runs.js", "/runs.css")) {
      HttpResponse<String> answer = tiny.get(path);
      assertEquals(200, answer.statusCode(), path);
      assertFalse(answer.body().contains("//cdn"), path);
    }
    assertEquals("ok\n", tiny.get("/healthz").body());
    tiny.problem(404, "/org/ontogeny/dashboards/server/Server.class");
    tiny.problem(404, "/..%2Fontogeny-server.conf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/runs/nothing",
        "/api/runs/nothing/events",
        "/api/runs/nothing/events/stream",
        "/api/runs/away",
        "/api/runs/..",
        "/api/runs/%2e%2e/events",
        "/api/runs/..%2F..%2Fetc/events",
        "/api/runs/%2Fetc%2Fpasswd",
        "/api/runs/tiny%00",
        "/api/runs/TINY",
        "/api/runs//events",
        "/api//runs",
        "//api/runs",
        "/api/runs/",
        "/api/runs/tiny/",
        "/api",
        "/api/nothing",
        "/journal.db"
      })
  void whatIsNotThereIsNotFound(String path) throws Exception {
    tiny.problem(404, path);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/runs?limit=0, limit",
    "/api/runs?limit=201, limit",
    "/api/runs?limit=1&limit=2, limit",
    "/api/runs?colour=red, colour",
    "/api/runs/tiny?x=1, x",
    "/api/runs/tiny/events?from=0, from",
    "/api/runs/tiny/events?from=-1, from",
    "/api/runs/tiny/events?from=99999999999999999999, from",
    "/api/runs/tiny/events?limit=1001, limit",
    "/api/runs/tiny/events?kind=weather, kind",
    "/api/runs/tiny/events?projection=h9, projection",
    "/api/runs/tiny/events?first-step=x, first-step",
    "/api/runs/tiny/events?synapses=yes, synapses",
    "/api/runs/tiny/events/stream?follow=1, follow",
    "/api/runs/tiny/events/stream?form=1, form",
    "/api/runs/tiny/series?points=1, points",
    "/api/runs/tiny/series?points=5001, points",
    "/api/runs/tiny/decisions?points=1, points",
    "/api/runs/tiny/decisions?at=-1, at",
    "/api/runs/tiny/importances?bins=1001, bins",
    "/api/runs/tiny/projections?at=1000000, at",
    "/api/runs/tiny/neurons/h1/0?at=x, at",
    "/api/runs/tiny/operations?limit=1001, limit",
    "/healthz?x=1, x"
  })
  void aParameterThatCannotBeIsNamed(String path, String name) throws Exception {
    Map<String, Object> problem = tiny.problem(400, path);
    assertEquals(name, problem.get("parameter"));
    assertTrue(problem.containsKey("value"));
    assertTrue(problem.containsKey("expected"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void nothingCanBeChanged(String method) throws Exception {
    for (String path : List.of("/api/runs", "/", "/api/runs/tiny/events/stream")) {
      HttpResponse<String> answer =
          tiny.served()
              .send(
                  tiny.served().request(path).method(method, HttpRequest.BodyPublishers.noBody()));
      tiny.problem(405, answer);
      assertEquals("GET, HEAD", answer.headers().firstValue("Allow").orElse(""));
    }
  }

  @Test
  void headHasTheHeadersAndNothingElse() throws Exception {
    for (String path : List.of("/api/runs", "/api/runs/tiny/series", "/", "/healthz")) {
      HttpResponse<String> get = tiny.get(path);
      HttpResponse<String> head =
          tiny.served()
              .send(
                  tiny.served().request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
      assertEquals(200, head.statusCode());
      assertEquals("", head.body());
      assertEquals(
          get.headers().firstValue("Content-Length"), head.headers().firstValue("Content-Length"));
    }
    HttpResponse<String> stream =
        tiny.served()
            .send(
                tiny.served()
                    .request("/api/runs/tiny/events/stream")
                    .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertTrue(
        stream.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream"));
  }

  @Test
  void everyAnswerIsSafeForBrowsers() throws Exception {
    for (String path : List.of("/", "/api/runs", "/nothing", "/api/runs?x=1")) {
      HttpResponse<String> answer = tiny.get(path);
      Map<String, List<String>> headers = answer.headers().map();
      assertEquals(List.of("nosniff"), headers.get("x-content-type-options"));
      assertEquals(List.of("no-referrer"), headers.get("referrer-policy"));
      assertTrue(headers.get("content-security-policy").get(0).startsWith("default-src 'self'"));
      assertEquals(1, headers.get("cache-control").size());
      assertFalse(headers.containsKey("access-control-allow-origin"));
      assertFalse(headers.containsKey("server"));
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    tiny.problem(
        413,
        tiny.served()
            .send(
                tiny.served()
                    .request("/api/runs")
                    .method("POST", HttpRequest.BodyPublishers.ofByteArray(new byte[70_000]))));
  }

  @Test
  void theDrawingLibraryIsServedAndMayBeKept() throws Exception {
    HttpResponse<String> answer = tiny.get("/vendor/echarts.min.js");
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("echarts"));
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        tiny.served()
            .send(tiny.served().request("/vendor/echarts.min.js").header("If-None-Match", tag));
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    tiny.problem(404, "/vendor/echarts.js");
  }

  /** Clients learn what is wrong with a journal, and not where it is. */
  @Test
  void damageIsTold() throws Exception {
    Path run = Files.createDirectories(folder.resolve("others/damaged"));
    Files.copy(tiny.run().specification(), run.resolve("experiment.conf"));
    Files.copy(tiny.run().journal(), run.resolve("journal.db"));
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + run.resolve("journal.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE synapse SET seq = 999 WHERE rowid = 7");
    }
    try (Served others = Served.of(run.getParent())) {
      Map<String, Object> problem = tiny.problem(500, others.get("/api/runs/damaged/neurons/h1/0"));
      String detail = (String) problem.get("detail");
      assertTrue(detail.contains("damaged at event"), detail);
      assertTrue(others.err().contains(run.toString()), others.err());
      assertTrue(others.err().contains((String) problem.get("id")), others.err());
    }
  }

  @Test
  void requestsAreCounted() throws Exception {
    tiny.get("/api/nothing");
    String metrics = tiny.get("/metrics").body();
    assertTrue(metrics.contains("ontogeny_http_requests_total{status=\"404\"}"), metrics);
  }
}
