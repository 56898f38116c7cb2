package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.execution.GroupFailure;
import picocli.CommandLine;

/** Mistakes have exit status 2 and a message that says what was expected; failures have 1. */
class MistakesTest {

  @TempDir Path folder;

  private Path tiny;
  private Path runs;

  @BeforeEach
  void describe() throws IOException {
    tiny = TinyExperiment.write(folder, "tiny.conf", 5);
    runs = folder.resolve("runs");
  }

  private static void assertEnds(int status, String expected, CommandLine line, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    assertEquals(status, line.execute(words), err.toString());
    assertEquals("", out.toString());
    assertTrue(err.toString().contains(expected), err.toString());
    assertFalse(err.toString().contains("\tat "), err.toString());
  }

  private void assertMistake(String expected, String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("--runs", runs.toString()));
    assertEnds(2, expected, Main.commandLine(), all.toArray(String[]::new));
    assertFalse(Files.exists(runs), "a mistake left a run behind");
  }

  private void assertMistakeInRun(String expected, String... words) {
    List<String> all = new ArrayList<>(List.of("run", tiny.toString()));
    all.addAll(Arrays.asList(words));
    assertMistake(expected, all.toArray(String[]::new));
  }

  @Test
  void valuesOfTheExperiment() throws IOException {
    assertMistakeInRun("--set data.sides=9: unknown key data.sides", "--set", "data.sides=9");
    assertMistakeInRun("data.side: expected a whole number", "--set", "data.side=eight");
    assertMistakeInRun("ensembles.examples.columns: expected at most", "--set", "data.train=40");
    String text = Files.readString(tiny).replace("side = 8", "side = eight");
    Files.writeString(tiny, text);
    assertMistakeInRun("tiny.conf:3: data.side: expected a whole number, got eight");
  }

  @Test
  void anExperimentThatIsNotThere() {
    assertMistake("'nothing': expected a file or one of digits", "run", "nothing");
  }

  @Test
  void optionsOfRun() {
    assertMistakeInRun("'../up' is no id of a run", "--id", "../up");
    assertMistakeInRun("--threads: expected", "--threads", "0");
    assertMistakeInRun("'--seed'", "--seed", "lucky");
    assertMistakeInRun("--sed", "--sed", "1");
  }

  @Test
  void dataThatCannotBeHad() {
    assertMistakeInRun("expected one of digits, mnist", "--dataset", "letters");
    String nowhere = folder.resolve("nowhere").toString();
    assertMistakeInRun(nowhere, "--dataset", "mnist", "--data", nowhere);
  }

  @Test
  void runsThatAreNotThere() {
    String none = "no run 'tiny-77' in " + runs + ": there are no runs there";
    assertMistake(none, "show", "tiny-77");
    assertMistake(none, "events", "tiny-77");
    assertMistake(none, "export", "tiny-77", "--out", folder.toString());
    assertMistake(none, "sample", "tiny-77", "--n", "1", "--out", "x.npz");
    assertMistake("'../tiny' is no id of a run", "show", "../tiny");
  }

  @Test
  void optionsOfOtherCommands() {
    assertMistake(
        "--kind weather: expected one of run-started", "events", "x", "--kind", "weather");
    assertMistake("--out", "export", "x");
    assertMistake("--n: expected", "sample", "x", "--n", "0", "--out", "x.npz");
    assertMistake("ends in .npz, got x.txt", "sample", "x", "--n", "1", "--out", "x.txt");
  }

  @Test
  void optionsOfServe() throws IOException {
    assertMistake("--runs: expected a folder, and there is none", "serve", "--port", "0");
    assertMistakeInRun("'--serve': 'web' is not an int", "--serve=web");
    assertMistakeInRun("port: expected 0 to 65535, got 65536", "--serve=65536");
    String here = folder.toString();
    Path token = Files.writeString(folder.resolve("token"), "short");
    assertServeMistake("expected a token (--token-file", "--runs", here, "--address", "0.0.0.0");
    assertServeMistake("port: expected 0 to 65535", "--runs", here, "--port", "-1");
    assertServeMistake(
        "expected a token of 16 to 1024", "--runs", here, "--token-file", token.toString());
    assertServeMistake(
        "--token-file: expected a text file", "--runs", here, "--token-file", here + "/none");
    assertServeMistake("host name: expected NAME", "--runs", here, "--host-name", "http://a");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "" + taken.getLocalPort();
      assertServeMistake("cannot listen on port " + port, "--runs", here, "--port", port);
      assertMistakeInRun("cannot listen on port " + port, "--serve=" + port);
    }
  }

  private static void assertServeMistake(String expected, String... options) {
    List<String> words = new ArrayList<>(List.of("serve"));
    words.addAll(List.of(options));
    assertEnds(2, expected, Main.commandLine(), words.toArray(String[]::new));
  }

  @Test
  void commandsThatThereAreNot() {
    assertEnds(
        2,
        "unknown command 'devolve': expected one of run, resume, stop",
        Main.commandLine(),
        "devolve");
  }

  @CommandLine.Command(name = "fails")
  private static final class Fails implements Runnable {
    @Override
    public void run() {
      throw new GroupFailure(null, "group h1[0:6] failed at step 3: why", new Error("why"));
    }
  }

  @Test
  void aFailedGroupIsAFailureThatExplainsItself() {
    CommandLine line = new CommandLine(new Fails()).setExecutionExceptionHandler(new Problems());
    assertEnds(1, "ontogeny: group h1[0:6] failed at step 3: why", line);
  }
}
