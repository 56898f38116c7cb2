package org.ontogeny.dashboards.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.Conditions;
import org.ontogeny.actors.run.Run;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.cli.TinyExperiment;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.spec.Campaign;
import org.ontogeny.engine.spec.CampaignReader;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Progress;

/** Two tiny members with two seeds, two runs at a time. */
class CampaignExecutionTest {

  private static final Conditions ONE_THREAD = Conditions.of(1, Map.of("version", "test"));

  @TempDir private Path folder;
  private Path runs;
  private Campaign campaign;

  @BeforeEach
  void read() throws IOException {
    TinyExperiment.write(folder, "tiny.conf", 5);
    runs = folder.resolve("runs");
    campaign = CampaignReader.read(TinyCampaign.write(folder, "campaign.conf", "0.05").toString());
  }

  /** Notes what it hears, run by run. */
  private static class Heard implements CampaignListener {
    final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    List<String> sorted() {
      return lines.stream().sorted().toList();
    }

    @Override
    public void began(CampaignRun run) {
      lines.add(run.directory().id() + " began");
    }

    @Override
    public void resumed(CampaignRun run, long step) {
      lines.add(run.directory().id() + " resumed");
    }

    @Override
    public void finished(CampaignRun run, Duration time) {
      lines.add(run.directory().id() + " finished");
    }

    @Override
    public void stopped(CampaignRun run, String message) {
      lines.add(run.directory().id() + " stopped");
    }

    @Override
    public void failed(CampaignRun run, Throwable failure) {
      lines.add(run.directory().id() + " failed: " + failure.getMessage());
    }
  }

  private List<CampaignRun> all() {
    return CampaignRun.all(campaign, runs);
  }

  private List<String> states() {
    return all().stream().map(run -> run.directory().id() + " " + run.state()).toList();
  }

  private CampaignExecution execution(CampaignListener listener, List<CampaignRun> open) {
    CampaignExecution execution = new CampaignExecution(runs, ONE_THREAD, 2, listener);
    execution.prepare(open, Optional.empty());
    return execution;
  }

  private List<String> developed(List<CampaignRun> open) {
    Heard heard = new Heard();
    execution(heard, open).develop(open);
    return heard.sorted();
  }

  private static List<Event> events(RunDirectory directory) {
    try (JournalReader journal = JournalReader.open(directory.path())) {
      return journal.events(1).toList();
    }
  }

  /** What a run of the same by itself leaves, with other threads. */
  private List<Event> alone(long seed, Map<String, String> values) {
    Path file = folder.resolve("tiny.conf");
    Map<String, String> all = new HashMap<>(values);
    all.put("seed", "" + seed);
    RunSpec spec = SpecReader.read(file.toString(), all);
    RunDirectory directory = RunDirectory.create(folder.resolve("alone"), "tiny", Optional.empty());
    Conditions conditions = Conditions.of(3, Map.of("version", "test"));
    new Run(spec, Run.load(spec, Optional.empty()), directory, conditions)
        .develop(event -> {}, Progress.NONE);
    return events(directory);
  }

  @Test
  void stoppedRunsGoOnAndThoseThatFinishedStayAsTheyAre() {
    Heard heard = new Heard();
    CampaignExecution[] execution = new CampaignExecution[1];
    List<CampaignRun> open = all();
    execution[0] =
        execution(
            new Heard() {
              @Override
              public void began(CampaignRun run) {
                heard.began(run);
                execution[0].stop();
              }

              @Override
              public void stopped(CampaignRun run, String message) {
                heard.stopped(run, message);
              }
            },
            open);
    execution[0].develop(open);
    assertTrue(execution[0].isStopped());
    long stopped = heard.lines.stream().filter(line -> line.endsWith(" stopped")).count();
    assertTrue(stopped >= 1 && stopped <= 2, heard.lines.toString());
    assertEquals(2 * stopped, heard.lines.size(), heard.lines.toString());

    List<String> again = developed(all());
    assertEquals(stopped, again.stream().filter(line -> line.endsWith(" resumed")).count());
    assertEquals(
        4 - stopped, again.stream().filter(line -> line.endsWith(" began")).count(), "" + again);
    assertEquals(
        List.of(
            "tiny-pair-gentle-1 FINISHED",
            "tiny-pair-gentle-2 FINISHED",
            "tiny-pair-harsh-1 FINISHED",
            "tiny-pair-harsh-2 FINISHED"),
        states());

    Map<String, String> harsh = Map.of("stages.2.rule.threshold", "0.2");
    assertEquals(alone(1, Map.of()), events(all().get(0).directory()));
    assertEquals(alone(2, harsh), events(all().get(3).directory()));
  }

  @Test
  void aRunThatFailsLeavesTheOthersAlone() throws IOException {
    CampaignRun broken = all().get(2);
    Files.createDirectories(broken.directory().path());
    Files.writeString(broken.directory().specification(), broken.spec().resolved());
    Files.writeString(broken.directory().journal(), "no database, though it has its name");
    List<String> heard = developed(all());
    String failure =
        heard.stream()
            .filter(line -> line.startsWith("tiny-pair-harsh-1 failed"))
            .findFirst()
            .get();
    assertTrue(failure.contains("journal.db"), failure);
    assertEquals(
        List.of("tiny-pair-gentle-1", "tiny-pair-gentle-2", "tiny-pair-harsh-2"),
        heard.stream()
            .filter(line -> line.endsWith(" finished"))
            .map(line -> line.substring(0, line.indexOf(' ')))
            .toList());

    CampaignResult result = CampaignResult.of(campaign, all());
    assertEquals(CampaignRun.State.INTERRUPTED, result.runs().get(broken));
    assertEquals(List.of(2, 1), result.quantities().stream().map(q -> q.values().size()).toList());
    assertEquals("not tested: fewer than 2 values", result.comparisons().get(0).verdict());
    assertFalse(String.join("\n", CampaignText.closing(result)).contains("NaN"));
  }

  @Test
  void aRunOfThatNameByAnotherSpecificationIsNoRunOfTheCampaign() throws IOException {
    CampaignRun first = all().get(0);
    Files.createDirectories(first.directory().path());
    Files.writeString(
        first.directory().specification(),
        first.spec().resolved().replace("\"a tiny machine\"", "\"an old one\""));
    assertEquals(CampaignRun.State.INTERRUPTED, all().get(0).state());
    campaign = CampaignReader.read(TinyCampaign.write(folder, "campaign.conf", "0.06").toString());
    String message = assertThrows(RunDirectory.Unusable.class, this::all).getMessage();
    assertTrue(
        message.contains("stages.2.rule.threshold is 0.05 there, and 0.06 in the campaign"),
        message);
  }
}
