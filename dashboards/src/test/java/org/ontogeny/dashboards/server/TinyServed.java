package org.ontogeny.dashboards.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.cli.TinyExperiment;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.JsonObjects;

/**
 * A server of a folder with a run that has ended, {@code tiny}, three that have only begun, and one
 * that is not to be seen.
 *
 * @param folder around that of the runs, with files that nobody may see
 * @param events of the run that has ended
 */
record TinyServed(Path folder, Path runs, RunDirectory run, List<Event> events, Served served)
    implements AutoCloseable {

  /** Develops the run in a folder, and serves it. */
  static TinyServed in(Path folder) throws Exception {
    Path runs = folder.resolve("runs");
    RunDirectory run =
        Recorded.developed(TinyExperiment.write(folder, "tiny.conf", 5), runs, "tiny");
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
    return new TinyServed(folder, runs, run, Recorded.events(run), Served.of(runs));
  }

  /** A field that is a list. */
  static List<?> list(String field, Map<String, Object> of) {
    return (List<?>) of.get(field);
  }

  @SuppressWarnings("unchecked") // objects are maps from names
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  /** The answer to a request. */
  HttpResponse<String> get(String path) throws Exception {
    return served.get(path);
  }

  /** The answer to a request, an object; numbers are text. */
  Map<String, Object> json(String path) throws Exception {
    return served.json(path);
  }

  /** The problem that a request is answered with. */
  Map<String, Object> problem(int status, String path) throws Exception {
    return problem(status, served.get(path));
  }

  /** The problem that an answer tells. */
  Map<String, Object> problem(int status, HttpResponse<String> answer) throws Exception {
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

  /** Nothing failed meanwhile. */
  @Override
  public void close() {
    assertEquals("", served.err());
    served.close();
  }
}
