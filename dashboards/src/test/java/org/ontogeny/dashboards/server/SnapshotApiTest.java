package org.ontogeny.dashboards.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ontogeny.dashboards.server.TinyServed.list;
import static org.ontogeny.dashboards.server.TinyServed.object;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.checkpoint.NumpyFile;
import org.ontogeny.actors.snapshot.SnapshotFolder;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;

/** The files of a run that has ended, and what its snapshots show. */
@Timeout(120)
class SnapshotApiTest {

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
  void filesAreListedAndSnapshotsServed() throws Exception {
    List<?> checkpoints = list("checkpoints", tiny.json("/api/runs/tiny/checkpoints"));
    assertEquals(tiny.run().checkpointFiles().size(), checkpoints.size());
    Path newest = tiny.run().checkpointFiles().get(0);
    assertEquals(newest.getFileName().toString(), object(checkpoints.get(0)).get("name"));
    assertEquals("" + Files.size(newest), object(checkpoints.get(0)).get("size"));
    List<?> snapshots = list("snapshots", tiny.json("/api/runs/tiny/snapshots"));
    List<Event> recorded =
        tiny.events().stream().filter(event -> event.fact() instanceof Fact.Snapshot).toList();
    assertEquals(
        recorded.stream().map(event -> "" + event.step()).toList(),
        snapshots.stream().map(snapshot -> object(snapshot).get("step")).toList());
    assertEquals(
        recorded.stream().map(event -> event.seq() + " " + event.stage()).toList(),
        snapshots.stream()
            .map(snapshot -> object(snapshot).get("seq") + " " + object(snapshot).get("stage"))
            .toList());
    String name = (String) object(snapshots.get(0)).get("name");
    byte[] bytes = Files.readAllBytes(tiny.run().path().resolve("snapshots").resolve(name));
    assertEquals("" + bytes.length, object(snapshots.get(0)).get("size"));
    assertArrayEquals(
        bytes,
        tiny.served()
            .open(tiny.served().request("/api/runs/tiny/snapshots/" + name))
            .body()
            .readAllBytes());
    for (String other : List.of("notes.txt", "link.npz", "none.npz", "..%2Fjournal.db")) {
      tiny.problem(404, "/api/runs/tiny/snapshots/" + other);
    }
  }

  private static Path last() {
    List<Path> files = new SnapshotFolder(tiny.run().snapshots()).files();
    return files.get(files.size() - 1);
  }

  @Test
  void fieldsAreTheRowsOfTheFileTheStrongestFirst() throws Exception {
    String path = "/api/runs/tiny/snapshots/" + last().getFileName() + "/fields";
    Map<String, Object> told = tiny.json(path + "?projection=visible-h1");
    float[] weights = NumpyFile.array(last(), "visible-h1.weight"); // [fields, 64]
    assertEquals("visible", told.get("population"));
    assertEquals("8", told.get("rows"));
    assertEquals("8", told.get("columns"));
    assertEquals("" + weights.length / 64, told.get("total"));
    List<?> fields = list("fields", told);
    assertEquals(weights.length / 64, fields.size());
    int[] posts =
        NumpyFile.read(last(), reader -> reader.get("visible-h1.post", 1 << 18).asIntArray());
    double strongest = Double.POSITIVE_INFINITY;
    for (Object each : fields) {
      Map<String, Object> field = object(each);
      int row = Arrays.binarySearch(posts, Integer.parseInt((String) field.get("post")));
      double strength = 0;
      for (int pre = 0; pre < 64; pre++) {
        float weight = weights[row * 64 + pre];
        Object shown = list("weight", field).get(pre);
        assertEquals(
            weight,
            shown == null ? 0 : Float.parseFloat((String) shown),
            1e-9 + 0.0005 * Math.abs(weight));
        strength += (double) weight * weight;
      }
      assertEquals(strength, Double.parseDouble((String) field.get("strength")), 1e-9);
      assertTrue(strength <= strongest);
      strongest = strength;
    }
    assertEquals(1, list("fields", tiny.json(path + "?projection=visible-h1&most=1")).size());
    assertEquals("visible-h1", tiny.json(path).get("projection"));
    assertEquals("projection", tiny.problem(400, path + "?projection=h9").get("parameter"));
    assertEquals("most", tiny.problem(400, path + "?most=0").get("parameter"));
  }

  @Test
  void fantasiesAndRatesAreThoseOfTheFile() throws Exception {
    String path = "/api/runs/tiny/snapshots/" + last().getFileName();
    byte[] states =
        NumpyFile.read(last(), reader -> reader.get("visible.state", 1 << 18).asByteArray());
    Map<String, Object> told = tiny.json(path + "/fantasies?most=3");
    assertEquals(3, list("fantasies", told).size());
    int chains = states.length / 64;
    for (int chain = 0; chain < 3; chain++) {
      String fantasy = (String) list("fantasies", told).get(chain);
      assertEquals(64, fantasy.length());
      for (int neuron = 0; neuron < 64; neuron++) {
        assertEquals('0' + states[neuron * chains + chain], fantasy.charAt(neuron));
      }
    }
    List<?> populations = list("populations", tiny.json(path + "/rates"));
    assertEquals(3, populations.size());
    float[] rates = NumpyFile.array(last(), "h1.rate");
    List<?> shown = list("rate", object(populations.get(1)));
    assertEquals(rates.length, shown.size());
    for (int k = 0; k < rates.length; k++) {
      assertEquals(Float.isNaN(rates[k]), shown.get(k) == null);
      if (shown.get(k) != null) {
        assertEquals(rates[k], Float.parseFloat((String) shown.get(k)), 1e-9 + 0.0005 * rates[k]);
      }
    }
    tiny.problem(404, "/api/runs/tiny/snapshots/none.npz/fields");
    tiny.problem(404, "/api/runs/tiny/snapshots/link.npz/rates");
  }
}
