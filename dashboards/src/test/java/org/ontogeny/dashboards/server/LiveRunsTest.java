package org.ontogeny.dashboards.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.run.Run;
import org.ontogeny.dashboards.server.api.LiveRuns;
import org.ontogeny.engine.event.JsonObjects;
import org.ontogeny.engine.stage.Progress;

/** A run that the process of the server develops, seen from inside. */
@Timeout(120)
class LiveRunsTest {

  private static final int ENDLESS = 1_000_000; // cycles: it is stopped

  @TempDir private Path folder;

  @Test
  void activityAndMailboxesAreSeenWhileTheRunDevelops() throws Exception {
    Path runs = Files.createDirectory(folder.resolve("runs"));
    Run run = Recorded.run(GrowingExperiment.write(folder, ENDLESS), runs, "growing", Map.of());
    LiveRuns live = new LiveRuns();
    live.show("growing", run);
    try (Served served = Served.with(runs, live)) {
      CompletableFuture<Void> development =
          CompletableFuture.runAsync(
              () -> run.develop(event -> {}, Progress.NONE),
              task -> new Thread(task, "run").start());
      while (served.get("/api/runs/growing").statusCode() == 404) {
        Thread.onSpinWait(); // its directory is not complete yet
      }
      Map<String, Object> observation = JsonObjects.parse(observed(served));
      assertEquals("0", observation.get("dropped"));
      Map<?, ?> visible = (Map<?, ?>) ((List<?>) observation.get("populations")).get(0);
      assertEquals("visible", visible.get("population"));
      int neurons = ((List<?>) visible.get("neurons")).size();
      int columns = Integer.parseInt((String) visible.get("columns"));
      assertEquals(neurons, ((List<?>) visible.get("rate")).size());
      assertTrue(((String) visible.get("raster")).matches("[01]{%d}".formatted(neurons * columns)));
      Map<?, ?> field = (Map<?, ?>) ((List<?>) observation.get("fields")).get(0);
      assertEquals("visible-h1", field.get("projection"));
      assertEquals(((List<?>) field.get("pre")).size(), ((List<?>) field.get("weight")).size());

      String metrics = served.get("/metrics").body();
      assertTrue(metrics.contains("ontogeny_run_mailbox_messages{actor="), metrics);
      assertTrue(metrics.contains("ontogeny_run_step{run=\"growing\"}"), metrics);
      run.stop();
      assertThrows(CompletionException.class, development::join);
      assertEquals(Map.of(), live.mailboxes("growing"));
      assertEquals(
          "retry: 1000\n\nevent: end\ndata: {\"run\":\"growing\"}\n\n",
          served.get("/api/runs/growing/activity").body());
    }
  }

  private static String observed(Served served) throws Exception {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                served.open(served.request("/api/runs/growing/activity")).body(),
                StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (!line.startsWith("data: ")) {
        line = lines.readLine();
      }
      return line.substring("data: ".length());
    }
  }
}
