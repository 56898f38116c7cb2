package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Serving runs, each time from a process of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
class ServeTest {

  private static final Pattern URL = Pattern.compile("http://[0-9.]+:[0-9]+/");

  @TempDir static Path folder;

  private static Program program;

  @BeforeAll
  static void describe() throws IOException {
    program = new Program(folder);
    EndlessExperiment.write(folder, "endless.conf");
    TinyExperiment.write(folder, "tiny.conf", 5);
  }

  private static HttpResponse<String> get(String url, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The address that a process has said, in a file that it writes. */
  private static String url(Program.Running running, Path file) throws Exception {
    running.awaitText("/\n", file);
    Matcher url = URL.matcher(Files.readString(file));
    assertTrue(url.find(), Files.readString(file));
    return url.group();
  }

  @Test
  void aFolderIsServedUntilTheProcessIsTerminated() throws Exception {
    Files.createDirectories(folder.resolve("empty"));
    try (Program.Running running = program.launch("serve", "--runs", "empty", "--port", "0")) {
      String url = url(running, running.out());
      assertEquals("{\"runs\":[],\"next\":null}", get(url + "api/runs").body());
      assertEquals(200, get(url).statusCode());
      running.terminate();
      Program.Ended ended = running.ended();
      assertEquals(0, ended.status());
      assertEquals("serving empty at " + url + "\n", ended.out());
      assertEquals("", ended.err());
      assertThrows(IOException.class, () -> get(url));
    }
  }

  @Test
  void aTokenIsReadFromAFile() throws Exception {
    Files.createDirectories(folder.resolve("empty"));
    String token = "a-token-of-some-length";
    Files.writeString(folder.resolve("token"), token + "\n");
    try (Program.Running running =
        program.launch("serve", "--runs", "empty", "--port", "0", "--token-file", "token")) {
      String url = url(running, running.out());
      assertEquals(401, get(url + "api/runs").statusCode());
      assertEquals(200, get(url + "api/runs", "Authorization", "Bearer " + token).statusCode());
    }
  }

  @Test
  void runsAreServedWhileOneDevelopsAndUntilItStops() throws Exception {
    try (Program.Running running =
        program.launch("run", "--serve=0", "endless.conf", "--id", "endless")) {
      running.awaitText("develop", running.err());
      String url = url(running, running.err());
      String told = get(url + "api/runs/endless").body();
      assertTrue(told.contains("\"state\":\"running\""), told);
      assertTrue(told.contains("process " + running.process().pid()), told);
      running.terminate();
      Program.Ended ended = running.ended();
      assertEquals(143, ended.status(), ended.err());
      assertTrue(ended.err().contains("'./ontogeny resume endless' goes on"), ended.err());
      assertThrows(IOException.class, () -> get(url));
    }
    try (Program.Running running = program.launch("resume", "--serve=0", "endless")) {
      running.awaitText("develop", running.err());
      String told = get(url(running, running.err()) + "api/runs").body();
      assertTrue(told.contains("\"state\":\"running\""), told);
    }
  }

  @Test
  void aRunThatIsServedEndsAsAnyOther() throws Exception {
    Program.Ended ended = program.run("run", "--json", "--serve=0", "tiny.conf");
    assertEquals(0, ended.status(), ended.err());
    assertTrue(ended.out().startsWith("{\"run\":\"tiny-1\""), ended.out());
    assertTrue(ended.err().startsWith("ontogeny: serving runs at http://127.0.0.1:"), ended.err());
  }
}
