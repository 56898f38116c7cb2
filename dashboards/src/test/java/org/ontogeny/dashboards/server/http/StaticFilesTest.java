package org.ontogeny.dashboards.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which file is served under which path. */
class StaticFilesTest {

  private static ActorSystem<Void> system;
  private static StaticFiles files;

  @BeforeAll
  static void begin() {
    system = ActorSystem.create(Behaviors.empty(), "static");
    files = new StaticFiles("pages", system); // of the tests' own resources
  }

  @AfterAll
  static void end() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  private static Optional<HttpResponse> answer(String path) {
    return files
        .handle(HttpRequest.create("http://localhost" + path))
        .map(stage -> stage.toCompletableFuture().join());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/run.html", "/runs/digits-1", "/runs/a.b_c", "/runs/run.js"})
  void aRunHasAPage(String path) {
    HttpResponse page = answer(path).orElseThrow();
    assertEquals(200, page.status().intValue());
    assertTrue(page.entity().getContentType().toString().startsWith("text/html"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/runs", "/runs/", "/runs/Digits", "/runs/..", "/runs/a%2Fb", "/runs/a/b", "/x/a"})
  void otherPathsHaveNone(String path) {
    assertEquals(Optional.empty(), answer(path));
  }

  @Test
  void aLibraryThatIsNotThereIsNamed() {
    UncheckedIOException e =
        assertThrows(
            UncheckedIOException.class, () -> new WebJarFile("/x.js", "nothing", "x.js", system));
    assertTrue(e.getMessage().contains("nothing"), e.getMessage());
  }
}
