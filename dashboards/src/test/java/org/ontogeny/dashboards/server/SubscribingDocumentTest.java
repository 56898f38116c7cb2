package org.ontogeny.dashboards.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.actors.snapshot.SnapshotFolder;
import org.ontogeny.dashboards.cli.TinyExperiment;
import org.ontogeny.engine.event.Event;

/** The Python example of {@code docs/subscribing.md} does what it says, and its routes exist. */
@Timeout(120)
class SubscribingDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "subscribing.md");

  @TempDir Path folder;

  @Test
  void thePythonExampleFollowsARunThroughLostConnections() throws Exception {
    assumeTrue(hasPython(), "needs python3");
    Matcher block =
        Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
    assertTrue(block.find());
    Path script = Files.writeString(folder.resolve("follow.py"), block.group(1));
    Path runs = folder.resolve("runs");
    RunDirectory run =
        Recorded.developed(TinyExperiment.write(folder, "tiny.conf", 5), runs, "tiny");
    try (CuttingProxy proxy = new CuttingProxy(List.of(700, 3_000));
        Served served =
            Served.of(
                runs,
                new Listening(
                    "127.0.0.1", 0, List.of("127.0.0.1:" + proxy.port()), Optional.empty()))) {
      proxy.leadTo(served.port());
      String printed =
          output("python3", script.toString(), "http://127.0.0.1:" + proxy.port(), "tiny");
      String expected =
          Recorded.events(run).stream()
              .map(SubscribingDocumentTest::line)
              .collect(Collectors.joining());
      assertEquals(expected, printed);
      assertEquals(3, proxy.connections());
    }
  }

  private static String line(Event event) {
    return "%d %d %s\n".formatted(event.seq(), event.step(), event.fact().kind());
  }

  @Test
  void everyPathThatIsDocumentedIsServed() throws Exception {
    Path runs = folder.resolve("runs");
    RunDirectory run =
        Recorded.developed(TinyExperiment.write(folder, "tiny.conf", 5), runs, "tiny");
    String snapshot = new SnapshotFolder(run.snapshots()).files().get(0).getFileName().toString();
    Matcher row =
        Pattern.compile("^\\| `(/[^`]*)` \\|", Pattern.MULTILINE)
            .matcher(Files.readString(DOCUMENT));
    int count = 0;
    try (Served served = Served.of(runs)) {
      while (row.find()) {
        String path =
            row.group(1)
                .replace("ID", "tiny")
                .replace("snapshots/NAME", "snapshots/" + snapshot)
                .replace("NAME", "h1-h2")
                .replace("POPULATION/INDEX", "h1/0")
                .replace("PROJECTION/PRE/POST", "h1-h2/0/0");
        int status = served.get(path).statusCode();
        assertTrue(status == 200 || (status == 409 && path.endsWith("activity")), path);
        count++;
      }
    }
    assertEquals(23, count);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return output("python3", "-c", "import json").isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
