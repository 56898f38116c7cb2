package org.ontogeny.dashboards.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.ontogeny.actors.checkpoint.NetworkArrays;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.cli.TinyExperiment;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.JsonObjects;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.spec.SpecReader;

/** Every route, about a run that has ended, held to what its files say. */
@Timeout(120)
class ApiTest {

  @TempDir static Path folder;

  private static Path runs;
  private static RunDirectory run;
  private static List<Event> events;
  private static Served served;

  @BeforeAll
  static void developAndServe() throws Exception {
    runs = folder.resolve("runs");
    run = Recorded.developed(TinyExperiment.write(folder, "tiny.conf", 5), runs, "tiny");
    for (String id : List.of("a", "b", "c")) {
      Files.createDirectory(runs.resolve(id));
      Files.copy(run.specification(), runs.resolve(id).resolve("experiment.conf"));
    }
    Files.writeString(run.path().resolve("snapshots/notes.txt"), "private");
    Files.writeString(folder.resolve("secret.npz"), "secret");
    Files.createSymbolicLink(
        run.path().resolve("snapshots/link.npz"), folder.resolve("secret.npz"));
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.copy(run.specification(), elsewhere.resolve("experiment.conf"));
    Files.createSymbolicLink(runs.resolve("away"), elsewhere);
    events = Recorded.events(run);
    served = Served.of(runs);
  }

  @AfterAll
  static void close() {
    assertEquals("", served.err());
    served.close();
  }

  private static List<?> list(String field, Map<String, Object> of) {
    return (List<?>) of.get(field);
  }

  @SuppressWarnings("unchecked") // objects are maps from names
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  private static Map<String, Object> problem(int status, String path) throws Exception {
    return problem(status, served.get(path));
  }

  private static Map<String, Object> problem(int status, HttpResponse<String> answer)
      throws Exception {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    Map<String, Object> problem = JsonObjects.parse(answer.body());
    assertEquals("" + status, problem.get("status"));
    assertTrue(problem.containsKey("type"));
    assertTrue(problem.containsKey("title"));
    assertFalse(answer.body().contains(folder.toString()), answer.body());
    return problem;
  }

  @Test
  void runsAreListedInPages() throws Exception {
    Map<String, Object> all = served.json("/api/runs");
    assertEquals(
        List.of("a", "b", "c", "tiny"),
        list("runs", all).stream().map(r -> object(r).get("run")).toList());
    assertEquals(null, all.get("next"));
    List<Object> ids = new ArrayList<>();
    String after = "";
    while (after != null) {
      Map<String, Object> page = served.json("/api/runs?limit=3&after=" + after);
      assertTrue(list("runs", page).size() <= 3);
      list("runs", page).forEach(r -> ids.add(object(r).get("run")));
      after = (String) page.get("next");
    }
    assertEquals(List.of("a", "b", "c", "tiny"), ids);
  }

  @Test
  void aRunIsSummedUp() throws Exception {
    Map<String, Object> told = served.json("/api/runs/tiny");
    Fact.RunEnded ended = (Fact.RunEnded) events.get(events.size() - 1).fact();
    assertEquals("finished", told.get("state"));
    assertEquals("" + events.size(), told.get("events"));
    assertEquals("" + ended.synapses(), told.get("synapses"));
    assertEquals("cpu", object(told.get("provenance")).get("backend"));
    assertEquals(
        "" + ended.synapses(), object(object(told.get("outcome")).get("synapses")).get("after"));
    assertEquals(
        "" + ended.neurons(), object(object(told.get("outcome")).get("neurons")).get("after"));
    Map<String, Object> listed = object(list("runs", served.json("/api/runs?after=c")).get(0));
    listed.forEach((field, value) -> assertEquals(value, told.get(field), field));
  }

  @Test
  void aRunThatHasOnlyBegunHasNoNumbersYet() throws Exception {
    Map<String, Object> told = served.json("/api/runs/a");
    assertEquals("interrupted", told.get("state"));
    assertEquals("-1", told.get("step"));
    assertEquals("-1", told.get("synapses"));
    assertEquals(List.of(), list("events", served.json("/api/runs/a/events")));
    assertEquals("0", served.json("/api/runs/a/series").get("points"));
    assertEquals(
        "0",
        object(list("projections", served.json("/api/runs/a/projections")).get(0)).get("living"));
    assertEquals(List.of(), list("operations", served.json("/api/runs/a/operations")));
    assertEquals(List.of(), list("records", served.json("/api/runs/a/synapses/h1-h2/0/0")));
  }

  @Test
  void theSpecificationIsTextOrJson() throws Exception {
    HttpResponse<String> text = served.get("/api/runs/tiny/specification");
    assertTrue(text.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"));
    assertEquals(Files.readString(run.specification()), text.body());
    Map<String, Object> json = served.json("/api/runs/tiny/specification?format=json");
    assertEquals("tiny", json.get("experiment"));
    HttpResponse<String> accepted =
        served.send(
            served.request("/api/runs/tiny/specification").header("Accept", "application/json"));
    assertEquals(json, JsonObjects.parse(accepted.body()));
    problem(400, "/api/runs/tiny/specification?format=xml");
  }

  @Test
  void operationsAreListedInPages() throws Exception {
    Map<String, Object> all = served.json("/api/runs/tiny/operations");
    assertEquals("started", object(list("operations", all).get(0)).get("kind"));
    assertEquals("false", all.get("more"));
    Map<String, Object> first = served.json("/api/runs/tiny/operations?limit=1");
    assertEquals("2", first.get("next"));
    assertEquals("true", first.get("more"));
    Map<String, Object> rest = served.json("/api/runs/tiny/operations?from=2");
    assertEquals(list("operations", all).size() - 1, list("operations", rest).size());
  }

  private static String pages(String query) throws Exception {
    StringBuilder lines = new StringBuilder();
    String from = "1";
    boolean more = true;
    while (more) {
      String body = served.get("/api/runs/tiny/events?from=" + from + "&" + query).body();
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
    assertEquals(joined(Recorded.lines(run, Set.of(), false)), pages("limit=7"));
    assertEquals(joined(Recorded.lines(run, Set.of(), true)), pages("limit=1000&synapses=true"));
    assertEquals(
        joined(Recorded.lines(run, Set.of("synapses-pruned", "evaluated"), true)),
        pages("limit=2&kind=evaluated&kind=synapses-pruned&synapses=true"));
  }

  @Test
  void eventsAreChosenByProjectionAndStep() throws Exception {
    List<String> chosen =
        events.stream()
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
    try (Served small = Served.of(runs, "ontogeny.server.page-size = 1")) {
      Map<String, Object> page = small.json("/api/runs/tiny/events?limit=100");
      assertEquals(1, list("events", page).size());
      assertEquals("2", page.get("next"));
      assertEquals("true", page.get("more"));
    }
  }

  @Test
  void curvesEndWhereTheRunEnds() throws Exception {
    Fact.RunEnded ended = (Fact.RunEnded) events.get(events.size() - 1).fact();
    for (int points : new int[] {2, 6, 500}) {
      Map<String, Object> told = served.json("/api/runs/tiny/series?points=" + points);
      Map<String, Object> series = object(told.get("series"));
      List<?> steps = list("step", series);
      assertEquals(told.get("points"), "" + steps.size());
      assertTrue(steps.size() <= Math.max(points, list("courses", told).size()));
      int last = steps.size() - 1;
      long living = 0;
      for (Object column : object(series.get("synapses")).values()) {
        living += Long.parseLong((String) ((List<?>) column).get(last));
      }
      assertEquals(ended.synapses(), living);
      long neurons = 0;
      for (Object column : object(series.get("neurons")).values()) {
        neurons += Long.parseLong((String) ((List<?>) column).get(last));
      }
      assertEquals(ended.neurons(), neurons);
      assertEquals(sum(Fact.SynapsesPruned.class), sum(list("deaths", series)));
      assertEquals(sum(Fact.SynapsesFormed.class), sum(list("births", series)));
    }
  }

  private static long sum(List<?> numbers) {
    return numbers.stream().mapToLong(n -> Long.parseLong((String) n)).sum();
  }

  private static long sum(Class<? extends Fact.Structural> kind) {
    return events.stream()
        .filter(e -> kind.isInstance(e.fact()))
        .mapToLong(e -> kind.cast(e.fact()).fates().size())
        .sum();
  }

  @Test
  void everyMeasureIsInTheCurves() throws Exception {
    long evaluated = events.stream().filter(e -> e.fact() instanceof Fact.Evaluated).count();
    Map<String, Object> told = served.json("/api/runs/tiny/series");
    long read =
        list("measures", told).stream().mapToLong(m -> list("value", object(m)).size()).sum();
    assertEquals(evaluated, read);
    assertEquals("1", told.get("folded"));
  }

  private static List<List<Integer>> window(String projection, String query) throws Exception {
    Map<String, Object> told =
        served.json("/api/runs/tiny/projections/" + projection + "?" + query);
    List<List<Integer>> rows = new ArrayList<>();
    for (Object row : list("alive", told)) {
      rows.add(((List<?>) row).stream().map(n -> Integer.valueOf((String) n)).toList());
    }
    return rows;
  }

  @Test
  void theMatrixAtTheEndIsThatOfTheLastCheckpoint() throws Exception {
    Network network = SpecReader.readResolved(run.specification()).network();
    NetworkArrays arrays =
        NetworkArrays.of(network, run.latest().orElseThrow().checkpoint().network());
    for (String name : List.of("visible-h1", "h1-h2")) {
      NetworkArrays.Weights expected = arrays.projections().get(name);
      List<List<Integer>> rows = window(name, "");
      for (int pre = 0; pre < expected.pres(); pre++) {
        for (int post = 0; post < expected.posts(); post++) {
          assertEquals(
              expected.alive()[pre * expected.posts() + post], rows.get(pre).get(post), name);
        }
      }
      assertEquals(
          List.of(rows.get(3).subList(2, 5), rows.get(4).subList(2, 5)),
          window(name, "pre-from=3&pre-to=5&post-from=2&post-to=5"));
    }
  }

  @Test
  void theMatrixAtAnEvaluationHasTheSynapsesThatItCounted() throws Exception {
    for (Event event : events) {
      if (event.fact() instanceof Fact.Evaluated evaluated) {
        long living = 0;
        for (String name : List.of("visible-h1", "h1-h2")) {
          for (List<Integer> row : window(name, "at=" + event.seq())) {
            living += row.stream().filter(n -> n == 1).count();
          }
        }
        assertEquals(evaluated.synapses(), living, "event " + event.seq());
      }
    }
  }

  @Test
  void aWindowIsBounded() throws Exception {
    problem(400, "/api/runs/tiny/projections/visible-h1?pre-from=3&pre-to=2");
    problem(400, "/api/runs/tiny/projections/visible-h1?post-to=13");
    problem(400, "/api/runs/tiny/projections/visible-h1?at=" + (events.size() + 1));
    problem(404, "/api/runs/tiny/projections/h2-h1");
  }

  @Test
  void projectionsAreCounted() throws Exception {
    long living = 0;
    for (Object each : list("projections", served.json("/api/runs/tiny/projections"))) {
      Map<String, Object> projection = object(each);
      long alive = 0;
      for (List<Integer> row : window((String) projection.get("projection"), "")) {
        alive += row.stream().filter(n -> n == 1).count();
      }
      assertEquals("" + alive, projection.get("living"));
      assertEquals(projection.get("possible"), projection.get("born"));
      living += alive;
    }
    assertEquals("" + living, served.json("/api/runs/tiny").get("synapses"));
  }

  @Test
  void aNeuronHasTheSynapsesOfItsRowAndColumn() throws Exception {
    Map<String, Object> told = served.json("/api/runs/tiny/neurons/h1/5");
    assertEquals("true", told.get("alive"));
    assertEquals(null, told.get("died"));
    long onto = window("visible-h1", "").stream().filter(row -> row.get(5) == 1).count();
    long from = window("h1-h2", "").get(5).stream().filter(n -> n == 1).count();
    assertEquals(
        List.of("visible-h1 post " + onto, "h1-h2 pre " + from),
        list("synapses", told).stream()
            .map(s -> object(s))
            .map(s -> s.get("projection") + " " + s.get("end") + " " + s.get("living"))
            .toList());
    problem(400, "/api/runs/tiny/neurons/h1/12");
    problem(400, "/api/runs/tiny/neurons/h1/x");
    problem(404, "/api/runs/tiny/neurons/h3/0");
  }

  @Test
  void aNeuronThatDiedSaysWhenAndWhy() throws Exception {
    Event death =
        events.stream()
            .takeWhile(e -> !(e.fact() instanceof Fact.Branched))
            .filter(e -> e.fact() instanceof Fact.NeuronsDied)
            .findFirst()
            .orElseThrow();
    Fact.NeuronsDied died = (Fact.NeuronsDied) death.fact();
    Map<String, Object> told =
        served.json("/api/runs/tiny/neurons/" + died.population() + "/" + died.neurons().get(0));
    assertEquals("false", told.get("alive"));
    assertEquals("" + death.seq(), object(told.get("died")).get("seq"));
    assertEquals(death.stage(), object(told.get("died")).get("stage"));
    assertEquals("without-synapses", object(told.get("died")).get("why"));
    for (Object end : list("synapses", told)) {
      assertEquals("0", object(end).get("living"));
    }
  }

  @Test
  void aSynapseHasARecordOfEachBirthAndDeath() throws Exception {
    Fate some =
        events.stream()
            .filter(
                e ->
                    e.fact() instanceof Fact.SynapsesPruned p
                        && p.projection().equals("visible-h1"))
            .flatMap(e -> ((Fact.SynapsesPruned) e.fact()).deaths().stream())
            .findFirst()
            .orElseThrow();
    List<String> expected = new ArrayList<>();
    for (Event event : events) {
      if (event.fact() instanceof Fact.Structural fact && fact.projection().equals("visible-h1")) {
        fact.fates().stream()
            .filter(f -> f.pre() == some.pre() && f.post() == some.post())
            .forEach(f -> expected.add(event.fact().kind() + " " + event.seq() + " " + f.age()));
      }
    }
    String path = "/api/runs/tiny/synapses/visible-h1/%d/%d".formatted(some.pre(), some.post());
    Map<String, Object> told = served.json(path);
    assertEquals(
        expected,
        list("records", told).stream()
            .map(r -> object(r))
            .map(r -> r.get("kind") + " " + r.get("seq") + " " + r.get("age"))
            .toList());
    Map<String, Object> death = object(list("records", told).get(1));
    assertEquals("fisher", death.get("rule"));
    assertEquals(some.importance(), Double.parseDouble((String) death.get("importance")));
    assertEquals(some.weight(), Float.parseFloat((String) death.get("weight")));
    assertEquals(some.draw(), Float.parseFloat((String) death.get("draw")));
    assertEquals("0.05", death.get("threshold"));
    problem(400, "/api/runs/tiny/synapses/visible-h1/64/0");
  }

  @Test
  void filesAreListedAndSnapshotsServed() throws Exception {
    List<?> checkpoints = list("checkpoints", served.json("/api/runs/tiny/checkpoints"));
    assertEquals(run.checkpointFiles().size(), checkpoints.size());
    Path newest = run.checkpointFiles().get(0);
    assertEquals(newest.getFileName().toString(), object(checkpoints.get(0)).get("name"));
    assertEquals("" + Files.size(newest), object(checkpoints.get(0)).get("size"));
    List<?> snapshots = list("snapshots", served.json("/api/runs/tiny/snapshots"));
    List<Event> recorded =
        events.stream().filter(event -> event.fact() instanceof Fact.Snapshot).toList();
    assertEquals(
        recorded.stream().map(event -> "" + event.step()).toList(),
        snapshots.stream().map(snapshot -> object(snapshot).get("step")).toList());
    String name = (String) object(snapshots.get(0)).get("name");
    byte[] bytes = Files.readAllBytes(run.path().resolve("snapshots").resolve(name));
    assertEquals("" + bytes.length, object(snapshots.get(0)).get("size"));
    assertArrayEquals(
        bytes,
        served.open(served.request("/api/runs/tiny/snapshots/" + name)).body().readAllBytes());
    for (String other : List.of("notes.txt", "link.npz", "none.npz", "..%2Fjournal.db")) {
      problem(404, "/api/runs/tiny/snapshots/" + other);
    }
  }

  @Test
  void activityIsToBeHadOnlyWhereTheRunDevelops() throws Exception {
    problem(409, "/api/runs/tiny/activity");
  }

  @Test
  void thePageAndItsPartsAreServed() throws Exception {
    for (String path : List.of("/", "/index.html", "/runs.js", "/runs.css")) {
      HttpResponse<String> answer = served.get(path);
      assertEquals(200, answer.statusCode(), path);
      assertFalse(answer.body().contains("//cdn"), path);
    }
    assertEquals("ok\n", served.get("/healthz").body());
    problem(404, "/org/ontogeny/dashboards/server/Server.class");
    problem(404, "/..%2Fontogeny-server.conf");
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
    problem(404, path);
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
    "/api/runs/tiny/operations?limit=1001, limit",
    "/healthz?x=1, x"
  })
  void aParameterThatCannotBeIsNamed(String path, String name) throws Exception {
    Map<String, Object> problem = problem(400, path);
    assertEquals(name, problem.get("parameter"));
    assertTrue(problem.containsKey("value"));
    assertTrue(problem.containsKey("expected"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void nothingCanBeChanged(String method) throws Exception {
    for (String path : List.of("/api/runs", "/", "/api/runs/tiny/events/stream")) {
      HttpResponse<String> answer =
          served.send(served.request(path).method(method, HttpRequest.BodyPublishers.noBody()));
      problem(405, answer);
      assertEquals("GET, HEAD", answer.headers().firstValue("Allow").orElse(""));
    }
  }

  @Test
  void headHasTheHeadersAndNothingElse() throws Exception {
    for (String path : List.of("/api/runs", "/api/runs/tiny/series", "/", "/healthz")) {
      HttpResponse<String> get = served.get(path);
      HttpResponse<String> head =
          served.send(served.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
      assertEquals(200, head.statusCode());
      assertEquals("", head.body());
      assertEquals(
          get.headers().firstValue("Content-Length"), head.headers().firstValue("Content-Length"));
    }
    HttpResponse<String> stream =
        served.send(
            served
                .request("/api/runs/tiny/events/stream")
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertTrue(
        stream.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream"));
  }

  @Test
  void everyAnswerIsSafeForBrowsers() throws Exception {
    for (String path : List.of("/", "/api/runs", "/nothing", "/api/runs?x=1")) {
      HttpResponse<String> answer = served.get(path);
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
    problem(
        413,
        served.send(
            served
                .request("/api/runs")
                .method("POST", HttpRequest.BodyPublishers.ofByteArray(new byte[70_000]))));
  }

  @Test
  void requestsAreCounted() throws Exception {
    served.get("/api/nothing");
    String metrics = served.get("/metrics").body();
    assertTrue(metrics.contains("ontogeny_http_requests_total{status=\"404\"}"), metrics);
  }
}
