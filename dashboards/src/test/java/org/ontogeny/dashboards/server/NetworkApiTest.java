package org.ontogeny.dashboards.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ontogeny.dashboards.server.TinyServed.list;
import static org.ontogeny.dashboards.server.TinyServed.object;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.checkpoint.NetworkArrays;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.spec.SpecReader;

/** Who lives in the network of a run that has ended, held to its events and its checkpoint. */
@Timeout(120)
class NetworkApiTest {

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

  private static List<List<Integer>> window(String projection, String query) throws Exception {
    Map<String, Object> told = tiny.json("/api/runs/tiny/projections/" + projection + "?" + query);
    List<List<Integer>> rows = new ArrayList<>();
    for (Object row : list("alive", told)) {
      rows.add(((List<?>) row).stream().map(n -> Integer.valueOf((String) n)).toList());
    }
    return rows;
  }

  @Test
  void theMatrixAtTheEndIsThatOfTheLastCheckpoint() throws Exception {
    Network network = SpecReader.readResolved(tiny.run().specification()).network();
    NetworkArrays arrays =
        NetworkArrays.of(network, tiny.run().latest().orElseThrow().checkpoint().network());
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
    for (Event event : tiny.events()) {
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
    tiny.problem(400, "/api/runs/tiny/projections/visible-h1?pre-from=3&pre-to=2");
    tiny.problem(400, "/api/runs/tiny/projections/visible-h1?post-to=13");
    tiny.problem(400, "/api/runs/tiny/projections/visible-h1?at=" + (tiny.events().size() + 1));
    tiny.problem(404, "/api/runs/tiny/projections/h2-h1");
  }

  /** The largest matrix of the shipped experiments takes two windows. */
  @Test
  void aLargeMatrixTakesFewWindows() throws Exception {
    Path wide = Files.createDirectories(folder.resolve("others/wide"));
    String spec =
        Files.readString(folder.resolve("tiny.conf"))
            .replace("side = 8", "side = 28")
            .replace("neurons = 12", "neurons = 400");
    Files.writeString(
        wide.resolve("experiment.conf"),
        SpecReader.read(Files.writeString(folder.resolve("wide.conf"), spec).toString(), Map.of())
            .resolved());
    try (Served others = Served.of(wide.getParent())) {
      String path = "/api/runs/wide/projections/visible-h1";
      tiny.problem(400, others.get(path));
      assertEquals(625, list("alive", others.json(path + "?pre-to=625")).size());
      assertEquals(784 - 625, list("alive", others.json(path + "?pre-from=625")).size());
      tiny.problem(400, others.get(path + "?pre-to=626"));
    }
  }

  @Test
  void projectionsAreCounted() throws Exception {
    long living = 0;
    for (Object each : list("projections", tiny.json("/api/runs/tiny/projections"))) {
      Map<String, Object> projection = object(each);
      long alive = 0;
      for (List<Integer> row : window((String) projection.get("projection"), "")) {
        alive += row.stream().filter(n -> n == 1).count();
      }
      assertEquals("" + alive, projection.get("living"));
      assertEquals(projection.get("possible"), projection.get("born"));
      living += alive;
    }
    assertEquals("" + living, tiny.json("/api/runs/tiny").get("synapses"));
  }

  @Test
  void projectionsAreCountedAsOfAnEvent() throws Exception {
    for (Event event : tiny.events()) {
      if (event.fact() instanceof Fact.Evaluated evaluated) {
        Map<String, Object> told = tiny.json("/api/runs/tiny/projections?at=" + event.seq());
        assertEquals("" + event.seq(), told.get("seq"));
        assertEquals(
            evaluated.synapses(),
            list("projections", told).stream()
                .mapToLong(p -> Long.parseLong((String) object(p).get("living")))
                .sum());
      }
    }
  }

  @Test
  void aNeuronLivesUntilItDies() throws Exception {
    Event death =
        tiny.events().stream()
            .filter(e -> e.fact() instanceof Fact.NeuronsDied)
            .findFirst()
            .orElseThrow();
    Fact.NeuronsDied died = (Fact.NeuronsDied) death.fact();
    String path =
        "/api/runs/tiny/neurons/%s/%d?at=".formatted(died.population(), died.neurons().get(0));
    assertEquals("true", tiny.json(path + (death.seq() - 1)).get("alive"));
    assertEquals("false", tiny.json(path + death.seq()).get("alive"));
  }

  @Test
  void aNeuronHasTheSynapsesOfItsRowAndColumn() throws Exception {
    Map<String, Object> told = tiny.json("/api/runs/tiny/neurons/h1/5");
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
    tiny.problem(400, "/api/runs/tiny/neurons/h1/12");
    tiny.problem(400, "/api/runs/tiny/neurons/h1/x");
    tiny.problem(404, "/api/runs/tiny/neurons/h3/0");
  }

  @Test
  void aNeuronThatDiedSaysWhenAndWhy() throws Exception {
    Event death =
        tiny.events().stream()
            .takeWhile(e -> !(e.fact() instanceof Fact.Branched))
            .filter(e -> e.fact() instanceof Fact.NeuronsDied)
            .findFirst()
            .orElseThrow();
    Fact.NeuronsDied died = (Fact.NeuronsDied) death.fact();
    Map<String, Object> told =
        tiny.json("/api/runs/tiny/neurons/" + died.population() + "/" + died.neurons().get(0));
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
        tiny.events().stream()
            .filter(
                e ->
                    e.fact() instanceof Fact.SynapsesPruned p
                        && p.projection().equals("visible-h1"))
            .flatMap(e -> ((Fact.SynapsesPruned) e.fact()).deaths().stream())
            .findFirst()
            .orElseThrow();
    List<String> expected = new ArrayList<>();
    for (Event event : tiny.events()) {
      if (event.fact() instanceof Fact.Structural fact && fact.projection().equals("visible-h1")) {
        fact.fates().stream()
            .filter(f -> f.pre() == some.pre() && f.post() == some.post())
            .forEach(f -> expected.add(event.fact().kind() + " " + event.seq() + " " + f.age()));
      }
    }
    String path = "/api/runs/tiny/synapses/visible-h1/%d/%d".formatted(some.pre(), some.post());
    Map<String, Object> told = tiny.json(path);
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
    tiny.problem(400, "/api/runs/tiny/synapses/visible-h1/64/0");
  }
}
