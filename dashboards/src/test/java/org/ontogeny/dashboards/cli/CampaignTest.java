package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.dashboards.campaign.TinyCampaign;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;

/** The command campaign: what it says, what it leaves, how it ends. */
class CampaignTest {

  @TempDir private Path folder;
  private Path file;
  private Path runs;

  @BeforeEach
  void describe() throws IOException {
    TinyExperiment.write(folder, "tiny.conf", 5);
    file = TinyCampaign.write(folder, "campaign.conf", "0.05");
    runs = folder.resolve("runs");
  }

  private Program.Ended campaign(String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> words = new ArrayList<>(List.of("campaign", file.toString()));
    words.addAll(Arrays.asList(options));
    words.addAll(List.of("--runs", runs.toString()));
    int status =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(words.toArray(String[]::new));
    return new Program.Ended(status, out.toString(), err.toString());
  }

  private Program.Ended shipped(String name) {
    file = Path.of(name);
    return campaign();
  }

  private int operations(String id) {
    try (JournalReader journal = JournalReader.open(runs.resolve(id))) {
      return journal.operations(1).size();
    }
  }

  private static void assertContains(String expected, String text) {
    assertTrue(text.contains(expected), expected + " is not in\n" + text);
  }

  @Test
  void aSecondCallRunsNothingAgainAndSaysTheSame() throws IOException {
    Program.Ended first = campaign("--parallel", "2");
    assertEquals(0, first.status(), first.err());
    assertContains("tiny-pair: 4 runs, 0 have finished before; 2 at a time", first.err());
    for (String id : List.of("gentle-1", "gentle-2", "harsh-1", "harsh-2")) {
      assertContains("tiny-pair-" + id + "  begins", first.err());
      assertContains("tiny-pair-" + id + "  has finished after", first.err());
    }
    assertTrue(first.out().matches("(?s).*gentle +encoding accuracy: main +2 .*"), first.out());
    assertContains("less-is-more", first.out());
    assertContains(
        "./ontogeny report tiny-pair-gentle-1 tiny-pair-harsh-1 --runs " + runs, first.out());

    int operations = operations("tiny-pair-harsh-2");
    Program.Ended second = campaign();
    assertEquals(0, second.status(), second.err());
    assertEquals("tiny-pair: all 4 runs have finished before", second.err().strip());
    assertEquals(first.out(), second.out());
    assertEquals(operations, operations("tiny-pair-harsh-2"));

    String json = campaign("--json").out();
    assertEquals(1, json.lines().count());
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      parser.skipChildren();
      assertEquals(null, parser.nextToken());
    }
    assertContains("\"run\":\"tiny-pair-harsh-2\",\"member\":\"harsh\",\"seed\":2", json);
    assertContains("\"verdict\":\"", json);
  }

  /** Masks of three critical periods on drawn digits, trained anew beside random ones. */
  @Test
  void theSmallCampaignOfMasksEndsWithItsComparisons() {
    Program.Ended ended = shipped("stothers-architecture-ci");
    assertEquals(0, ended.status(), ended.err());
    assertContains("runs  3 of 3 have finished", ended.out());
    for (String course : List.of("grown", "random", "random-in-total")) {
      String row = "(?s).*digits +output accuracy: " + course + " +3 +0\\.[0-9]+ .*";
      assertTrue(ended.out().matches(row), ended.out());
    }
    for (String id : List.of("H-3", "H-3b")) {
      assertTrue(ended.out().matches("(?s).*" + id + " .*(not )?shown.*"), ended.out());
    }
    try (JournalReader journal =
        JournalReader.open(runs.resolve("stothers-architecture-ci-digits-2"))) {
      assertEquals(
          List.of("grown", "random", "random-in-total", "main"),
          journal
              .events(1)
              .map(Event::fact)
              .filter(Fact.Branched.class::isInstance)
              .map(fact -> ((Fact.Branched) fact).course())
              .toList());
    }
  }

  @Test
  void aFailureIsToldByNameAndHasExitStatus1() throws IOException {
    Path broken = Files.createDirectories(runs.resolve("tiny-pair-gentle-2"));
    Files.createDirectories(broken.resolve("lock")); // which is no file that could be locked
    Program.Ended ended = campaign();
    assertEquals(1, ended.status(), ended.err());
    assertContains("tiny-pair-gentle-2  has failed: cannot lock", ended.err());
    assertContains("tiny-pair-harsh-2  has finished after", ended.err());
    assertContains("runs  3 of 4 have finished", ended.out());
    assertContains("not tested: fewer than 2 values", ended.out());
    assertContains("./ontogeny campaign " + file, ended.out());
  }

  @Test
  void mistakesAreKnownBeforeAnythingIsDone() throws IOException {
    assertMistake("--parallel: expected a whole number", campaign("--parallel", "0"));
    String text = Files.readString(file);
    Files.writeString(file, text.replace("0.2", "lots"));
    assertMistake("campaign.conf:6: stages[2].rule.threshold: expected a number", campaign());
    Files.writeString(file, text.replace("seeds", "sedes"));
    assertMistake("campaign.conf:1: seeds is missing: expected a list", campaign());
    Files.writeString(file, text.replace("set {", "set { data.set = mnist, "));
    assertMistake("no-such-folder", campaign("--data", folder.resolve("no-such-folder") + ""));
  }

  private void assertMistake(String expected, Program.Ended ended) {
    assertEquals(2, ended.status(), ended.err());
    assertEquals("", ended.out());
    assertContains(expected, ended.err());
    assertFalse(ended.err().contains("\tat "), ended.err());
    assertFalse(Files.exists(runs), "a mistake left a run behind");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
  void aSignalStopsThePresentRunsInOrder() throws Exception {
    TinyExperiment.write(folder, "tiny.conf", 1_000_000);
    Program program = new Program(folder);
    try (Program.Running campaign =
        program.launch("campaign", "campaign.conf", "--parallel", "2")) {
      campaign.awaitText("tiny-pair-gentle-1  begins", campaign.err());
      campaign.awaitText("tiny-pair-gentle-2  begins", campaign.err());
      campaign.terminate();
      Program.Ended ended = campaign.ended();
      assertEquals(143, ended.status(), ended.err());
      assertEquals("", ended.out());
      assertContains("tiny-pair-gentle-1  has stopped: the run was stopped at", ended.err());
      assertContains("tiny-pair-gentle-2  has stopped: the run was stopped at", ended.err());
      assertContains("'./ontogeny campaign campaign.conf' goes on", ended.err());
      assertFalse(ended.err().contains("harsh"), ended.err());
    }
    String listed = program.run("runs").out();
    assertTrue(listed.matches("(?s).*tiny-pair-gentle-1 +stopped .*"), listed);
  }
}
