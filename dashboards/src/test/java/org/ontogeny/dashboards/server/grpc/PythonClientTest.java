package org.ontogeny.dashboards.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.journal.SqliteJournal;
import org.ontogeny.engine.event.Fact;

/**
 * The program {@code docs/follow.py}, with a client that another project's compiler makes of the
 * published file.
 */
@Timeout(120)
class PythonClientTest {

  private static final Path PUBLISHED = Path.of("../proto/src/main/protobuf");
  private static final Path PROGRAM = Path.of("../docs/follow.py");
  private static final String PYTHON = "/usr/bin/python3"; // Debian's, which has Debian's modules

  @TempDir private Path runs;

  @TempDir private Path stubs;

  private final List<Process> programs = new ArrayList<>();

  private Served served;

  @BeforeEach
  void open() throws Exception {
    assumeRuns("apt-get install python3-grpcio", PYTHON, "-c", "import grpc, google.protobuf");
    assumeRuns("apt-get install protobuf-compiler-grpc", "protoc", "--version");
    assertRuns(
        "protoc",
        "-I",
        PUBLISHED.toString(),
        "--python_out=" + stubs,
        "--grpc_out=" + stubs,
        "--plugin=protoc-gen-grpc=/usr/bin/grpc_python_plugin",
        "org/ontogeny/v1/runs.proto");
    served = new Served(runs).journals();
  }

  @AfterEach
  void close() {
    programs.forEach(Process::destroyForcibly);
    if (served != null) {
      served.close();
    }
  }

  private static void assumeRuns(String remedy, String... command) throws Exception {
    int status;
    try {
      status = start(Map.of(), command).waitFor();
    } catch (IOException e) {
      status = -1; // there is no such program
    }
    Assumptions.assumeTrue(
        status == 0, "'%s' does not run here: %s".formatted(String.join(" ", command), remedy));
  }

  private static void assertRuns(String... command) throws Exception {
    Process process = start(Map.of(), command);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private static Process start(Map<String, String> environment, String... command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Process follow(String run, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(PYTHON, PROGRAM.toString(), "127.0.0.1:" + served.port(), run));
    command.addAll(List.of(more));
    Process python =
        start(
            Map.of("PYTHONPATH", stubs.toString(), "PYTHONUTF8", "1"),
            command.toArray(String[]::new));
    programs.add(python);
    return python;
  }

  private static String all(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aRunIsFollowedWhileItIsWritten() throws Exception {
    try (SqliteJournal journal =
        SqliteJournal.create(
            served.newRun("digits-1").path(), Clock.systemUTC(), served.system())) {
      journal.append(EventExamples.event(1, new Fact.RunStarted("digits", 1, 2, 3)));
      journal.append(EventExamples.event(2, EventExamples.formed(EventExamples.fates(45_000))));
      journal.fence();
      Process python = follow("digits-1");
      BufferedReader said =
          new BufferedReader(
              new InputStreamReader(python.getInputStream(), StandardCharsets.UTF_8));
      assertEquals("1 10 rounds/1/größer run_started", said.readLine());
      assertEquals(
          "2 20 rounds/1/größer synapses_formed visible-h1 initial 45000 living 9",
          said.readLine());
      journal.append(EventExamples.event(3, EventExamples.pruned(EventExamples.fates(7))));
      journal.append(EventExamples.event(4, new Fact.RunEnded(1, 2)));
      journal.fence();
      journal.record("finished", Map.of());
      assertEquals(
          "3 30 rounds/1/größer synapses_pruned visible-h1 fisher 7 living 7", said.readLine());
      assertEquals("4 40 rounds/1/größer run_ended", said.readLine());
      assertEquals(0, python.waitFor());
    }
  }

  @Test
  void itResumesWhereItIsTold() throws Exception {
    try (SqliteJournal journal =
        SqliteJournal.create(
            served.newRun("digits-1").path(), Clock.systemUTC(), served.system())) {
      for (int k = 0; k < EventExamples.facts().size(); k++) {
        journal.append(EventExamples.event(k + 1, EventExamples.facts().get(k)));
      }
      journal.fence();
      journal.record("finished", Map.of());
    }
    String said = all(follow("digits-1", "16"));
    assertEquals("16 160 rounds/1/größer run_ended\n17 170 rounds/1/größer snapshot\n", said);
  }

  @Test
  void itSaysWhatIsWrong() throws Exception {
    Process python = follow("digits-2");
    String said = all(python);
    assertTrue(said.startsWith("NOT_FOUND: there is no run of this id"), said);
    assertEquals(1, python.waitFor());
  }
}
