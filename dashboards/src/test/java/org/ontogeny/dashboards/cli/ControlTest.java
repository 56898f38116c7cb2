package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of a run without an end, by commands of other processes. The steps follow each other,
 * since a process takes its time to start.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ControlTest {

  @TempDir static Path folder;

  private static Program program;
  private static Program.Running run;
  private static Program.Running follower;

  @BeforeAll
  static void runEndlessly() throws Exception {
    program = new Program(folder);
    EndlessExperiment.write(folder, "endless.conf");
    run = program.launch("run", "endless.conf", "--id", "endless");
    run.awaitText("develop", run.err());
    follower = program.launch("events", "endless", "--follow", "--json");
  }

  @AfterAll
  static void endAll() {
    run.close();
    follower.close();
  }

  private static String ok(String... arguments) throws Exception {
    Program.Ended ended = program.run(arguments);
    assertEquals("", ended.err());
    assertEquals(0, ended.status());
    return ended.out();
  }

  private static void assertRefused(String expected, String... arguments) throws Exception {
    Program.Ended ended = program.run(arguments);
    assertEquals(2, ended.status(), ended.err());
    assertEquals("", ended.out());
    assertContains(expected, ended.err());
    assertFalse(ended.err().contains("\tat "), ended.err());
  }

  private static void assertContains(String expected, String text) {
    assertTrue(text.contains(expected), expected + " is not in\n" + text);
  }

  @Test
  @Order(1)
  void itIsListedAsRunning() throws Exception {
    assertTrue(ok("runs").matches("(?s).*endless +running .*"));
  }

  @Test
  @Order(2)
  void aCheckpointIsWrittenOnRequest() throws Exception {
    assertTrue(Files.isRegularFile(folder.resolve(ok("checkpoint", "endless").strip())));
  }

  @Test
  @Order(3)
  void valuesAreChangedAndNeuronsTaken() throws Exception {
    assertContains("stages.0.rule.threshold=0.03", ok("change", "endless", "--set", CHANGE));
    ok("lesion", "endless", "--population", "h1", "--neurons", "1,2");
    ok("lesion", "endless", "--population", "h1", "--share", "0.1");
  }

  private static final String CHANGE = "stages.0.rule.threshold=0.03";

  @Test
  @Order(4)
  void whatCannotBeIsRefusedWithTheReason() throws Exception {
    assertRefused("unknown key stages[0].ruel", "change", "endless", "--set", "stages.0.ruel=1");
    assertRefused(
        "network cannot change", "change", "endless", "--set", "network.populations.1.neurons=9");
    assertRefused(
        "no living neuron 1", "lesion", "endless", "--population", "h1", "--neurons", "1");
  }

  @Test
  @Order(5)
  void onlyOneProcessDevelopsIt() throws Exception {
    assertRefused("by process " + run.process().pid() + " since", "resume", "endless");
  }

  @Test
  @Order(6)
  void itIsStoppedInOrder() throws Exception {
    assertContains("endless has stopped", ok("stop", "endless"));
    Program.Ended ended = run.ended();
    assertEquals(0, ended.status(), ended.err());
    List<String> lines = ended.err().lines().toList();
    assertContains("'./ontogeny resume endless' goes on", lines.get(lines.size() - 1));
    assertRefused("no process develops it", "stop", "endless");
  }

  @Test
  @Order(7)
  void whoFollowsMissesNothingAndEndsByItself() throws Exception {
    Program.Ended ended = follower.ended();
    assertEquals(0, ended.status(), ended.err());
    List<String> lines = ended.out().lines().toList();
    assertEquals(
        LongStream.rangeClosed(1, lines.size())
            .mapToObj("{\"run\":\"endless\",\"seq\":%d,"::formatted)
            .toList(),
        lines.stream().map(line -> line.substring(0, line.indexOf("\"step\""))).toList());
    assertEquals(ok("events", "endless", "--json"), ended.out());
  }

  @Test
  @Order(8)
  void whatWasDoneToItIsRecordedShownAndSound() throws Exception {
    String done = ok("events", "endless", "--kind", "changed", "--kind", "lesioned", "--json");
    assertEquals(3, done.lines().count(), done);
    assertContains("0.03", done.lines().findFirst().orElseThrow());
    String shown = ok("show", "endless");
    assertContains("changed: {" + CHANGE + "}", shown);
    assertContains("lesion: 2 neurons of h1 taken", shown);
    assertContains("lesion: 3 neurons of h1 taken", shown);
    assertContains("all is sound", ok("verify", "endless"));
  }

  @Test
  @Order(9)
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
  void resumedItStopsInOrderWhenItsProcessIsTerminated() throws Exception {
    try (Program.Running resumed = program.launch("resume", "endless")) {
      resumed.awaitText("develop", resumed.err());
      resumed.terminate();
      Program.Ended ended = resumed.ended();
      assertEquals(143, ended.status(), ended.err());
      assertContains("ontogeny: resumed at step", ended.err());
      assertContains("'./ontogeny resume endless' goes on", ended.err());
    }
    assertContains("all is sound", ok("verify", "endless"));
    assertContains("stopped before its end", ok("show", "endless"));
  }
}
