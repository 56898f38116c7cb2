package org.ontogeny.dashboards.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ontogeny.actors.run.Run;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.cli.TinyExperiment;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Journal;
import org.ontogeny.engine.stage.Progress;

/** The pages in a real browser, of runs that are really developed. */
@Timeout(300)
class PagesTest {

  private static final int WIDE = 1280;
  private static final int NARROW = 390;
  private static final int HIGH = 900;
  private static final double PATIENCE = 20_000; // milliseconds

  /** An event of growing runs, with some fences before it and more after it. */
  private static final long MIDDLE = 30;

  @TempDir static Path folder;

  private static Path runs; // that have ended
  private static Path growing; // that tests develop
  private static RunDirectory tiny;
  private static Chromium chromium;

  @BeforeAll
  static void developAndOpen() throws IOException {
    Assumptions.assumeFalse(
        Chromium.isMissing(), "needs Chromium: apt-get install chromium (/usr/bin/chromium)");
    runs = folder.resolve("runs");
    growing = folder.resolve("growing");
    Path experiment = TinyExperiment.write(folder, "tiny.conf", 5);
    tiny = Recorded.developed(experiment, runs, "tiny");
    Recorded.developed(experiment, runs, "another");
    chromium = new Chromium();
  }

  @AfterAll
  static void leave() {
    if (chromium != null) {
      chromium.close();
    }
  }

  // ---- the list

  @Test
  void theListSortsAndSearches() {
    try (Served served = Served.of(runs);
        Visit visit = chromium.visit(WIDE, HIGH)) {
      visit.page().navigate(served.url());
      visit.await("td.name", "tiny");
      visit.find("th button", "run").click();
      assertEquals(List.of("another", "tiny"), names(visit));
      assertEquals("ascending", visit.find("th[data-key=run]").getAttribute("aria-sort"));
      visit.find("th button", "run").click();
      assertEquals(List.of("tiny", "another"), names(visit));
      assertEquals("descending", visit.find("th[data-key=run]").getAttribute("aria-sort"));
      assertTrue(visit.page().url().endsWith("?sort=run&order=descending"), visit.page().url());
      visit.find("#search").fill("ANO finished");
      assertEquals(List.of("another"), names(visit));
      visit.find("#search").fill("nothing like it");
      visit.await("#unmatched", "No run matches");
      visit.find("#search").fill("");
      visit.find("td.name a").first().click();
      visit.await("h1", "tiny");
      visit.end(served.url());
    }
  }

  private static List<String> names(Visit visit) {
    return visit.find("td.name").allTextContents();
  }

  @Test
  void anEmptyListSaysWhatToTypeAndFillsByItself() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("filling"));
    try (Served served = Served.of(empty);
        Visit visit = chromium.visit(WIDE, HIGH)) {
      visit.page().navigate(served.url());
      visit.await("#none", "./ontogeny run quick");
      Recorded.developed(TinyExperiment.write(folder, "first.conf", 5), empty, "first");
      visit.await("td.name", "first");
      assertFalse(visit.find("#none").isVisible());
      visit.end(served.url());
    }
  }

  // ---- a run that goes on

  @Test
  void aRunIsFollowedWhileItDevelops() throws Exception {
    Run run = Recorded.run(GrowingExperiment.write(folder, 40), growing, "followed", Map.of());
    CountDownLatch seen = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (Served served = Served.of(growing);
        Visit visit = chromium.visit(WIDE, HIGH)) {
      Future<?> developed = thread.submit(() -> run.develop(pausing(seen), Progress.NONE));
      awaitRun(served, "followed");
      visit.openRun(served.url(), "followed");
      visit.await("#connection", "live");
      seen.countDown();
      visit.await("#connection", "ended: finished");
      developed.get();
      assertEquals(fences("followed"), shown(visit));
      visit.end(served.url());
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void aRestartOfTheServerLosesNothingAndDoublesNothing() throws Exception {
    Run run = Recorded.run(GrowingExperiment.write(folder, 60), growing, "restarted", Map.of());
    CountDownLatch away = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Served served = Served.of(growing);
    int port = served.port();
    String url = served.url();
    try (Visit visit = chromium.visit(WIDE, HIGH)) {
      Future<?> developed = thread.submit(() -> run.develop(pausing(away), Progress.NONE));
      awaitRun(served, "restarted");
      visit.openRun(url, "restarted");
      visit.await("#connection", "live");
      served.close();
      visit.await("#connection", "reconnecting");
      away.countDown();
      served = Served.of(growing, Listening.onLoopback(port, Optional.empty()));
      visit.await("#connection", "ended: finished");
      developed.get();
      assertEquals(fences("restarted"), shown(visit));
      visit.endAfterRestart(url);
    } finally {
      thread.shutdownNow();
      served.close();
    }
  }

  /** Stops the run in its middle until somebody has seen it there, however slow the browser is. */
  private static Journal pausing(CountDownLatch seen) {
    return event -> {
      if (event.seq() == MIDDLE) {
        await(seen);
      }
    };
  }

  private static void await(CountDownLatch seen) {
    try {
      seen.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitRun(Served served, String id) throws Exception {
    int status = 404;
    while (status == 404) {
      status = served.get("/api/runs/" + id + "/projections").statusCode();
    }
    assertEquals(200, status);
  }

  /** Step and living synapses of both projections, of each fence that changed them. */
  private static List<List<String>> fences(String id) {
    Map<Long, List<String>> fences = new LinkedHashMap<>();
    long[] living = new long[2];
    for (Event event : Recorded.events(RunDirectory.open(growing, id))) {
      boolean structural = event.fact() instanceof Fact.NeuronsDied;
      if (event.fact() instanceof Fact.Structural fact) {
        int place = fact.projection().equals("visible-h1") ? 0 : 1;
        int count = fact.fates().size();
        living[place] += fact instanceof Fact.SynapsesFormed ? count : -count;
        structural = true;
      }
      if (structural) {
        fences.put(event.step(), List.of("" + event.step(), "" + living[0], "" + living[1]));
      }
    }
    return new ArrayList<>(fences.values());
  }

  /** The same as the page shows it. */
  private static List<List<String>> shown(Visit visit) {
    return visit.numbers("synapses").stream()
        .map(row -> List.of(row.get(2), row.get(4), row.get(5)))
        .toList();
  }

  // ---- the past

  @Test
  void thePastIsReplayedAsTheJournalHasIt() throws Exception {
    List<Event> events = Recorded.events(tiny);
    try (Served served = Served.of(runs);
        Visit visit = chromium.visit(WIDE, HIGH)) {
      visit.openRun(served.url(), "tiny");
      long living = 0;
      boolean turned = false;
      for (Event event : events) {
        turned |= event.fact() instanceof Fact.Branched;
        if (event.fact() instanceof Fact.Structural fact && !turned) {
          int count = fact.fates().size();
          living += fact instanceof Fact.SynapsesFormed ? count : -count;
          visit.moveTo(event.seq());
          visit.await("#facts div:nth-child(3) dd", "%s of ".formatted(thin(living)));
          visit.await("#time .moment", "step %s".formatted(thin(event.step())));
          if (fact.projection().equals("visible-h1")) {
            visit.await("#matrix .note", "After event %s: ".formatted(thin(event.seq())));
          }
        }
      }
      assertTrue(living > 0);
      assertTrue(visit.page().url().contains("at="), visit.page().url());
      visit.find("#time .live").click();
      long end = ((Fact.RunEnded) events.get(events.size() - 1).fact()).synapses();
      visit.await("#facts div:nth-child(3) dd", "%s of ".formatted(thin(end)));
      assertFalse(visit.page().url().contains("at="), visit.page().url());
      visit.end(served.url());
    }
  }

  @Test
  void aLinkShowsTheSameMomentAndProjection() throws Exception {
    Event pruned = firstDeath();
    try (Served served = Served.of(runs);
        Visit visit = chromium.visit(WIDE, HIGH)) {
      visit
          .page()
          .navigate(
              "%s/runs/tiny?at=%d&projection=h1-h2&scale=count"
                  .formatted(served.url(), pruned.seq()));
      visit.await("#time .moment", "event %s of ".formatted(thin(pruned.seq())));
      visit.await("#matrix .note", "After event %s: ".formatted(thin(pruned.seq())));
      assertTrue(visit.find("#matrix canvas").getAttribute("aria-label").startsWith("h1-h2"));
      assertEquals("count", visit.find("#synapses select").inputValue());
      visit.end(served.url());
    }
  }

  @Test
  void aSynapseThatIsClickedTellsItsRecord() throws Exception {
    Event event = firstDeath();
    Fact.SynapsesPruned pruned = (Fact.SynapsesPruned) event.fact();
    Fate dead = pruned.deaths().get(0);
    try (Served served = Served.of(runs);
        Visit visit = chromium.visit(WIDE, HIGH)) {
      visit.openRun(served.url(), "tiny");
      visit.find("#matrix select").selectOption(pruned.projection());
      visit.await("#matrix .note", "After event");
      visit
          .page()
          .waitForFunction(
              "name => document.querySelector('#matrix canvas').getAttribute('aria-label').startsWith(name)",
              pruned.projection());
      BoundingBox box = visit.find("#matrix canvas").boundingBox();
      boolean first = pruned.projection().equals("visible-h1");
      int pres = first ? 64 : 12;
      int posts = first ? 12 : 8;
      visit
          .find("#matrix canvas")
          .click(
              new Locator.ClickOptions()
                  .setPosition(
                      1 + (dead.post() + 0.5) * (box.width - 2) / posts,
                      1 + (dead.pre() + 0.5) * (box.height - 2) / pres));
      visit.await(
          "#record h3", "%d \u2192 %s %d".formatted(dead.pre(), first ? "h1" : "h2", dead.post()));
      visit.await("#record li", "died at step %s".formatted(thin(event.step())));
      visit.await("#record li", pruned.rule());
      visit.await("#record li", "0.05");
      visit.end(served.url());
    }
  }

  private static Event firstDeath() {
    return Recorded.events(tiny).stream()
        .filter(event -> event.fact() instanceof Fact.SynapsesPruned)
        .findFirst()
        .orElseThrow();
  }

  /** A number as the pages write it. */
  private static String thin(long number) {
    return "%,d".formatted(number).replace(',', '\u202f');
  }

  // ---- for everybody

  @ParameterizedTest
  @CsvSource({WIDE + ",LIGHT", WIDE + ",DARK", NARROW + ",LIGHT", NARROW + ",DARK"})
  void nobodyIsKeptOutAndNothingSticksOut(int width, ColorScheme scheme) {
    try (Served served = Served.of(runs);
        Visit visit = chromium.visit(width, HIGH)) {
      visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      visit.page().navigate(served.url());
      visit.await("td.name", "tiny");
      assertEquals(List.of(), visit.barriers());
      assertTrue(visit.overhang() <= 0, "the list is wider than the window");
      visit.openRun(served.url(), "tiny");
      visit.await("#matrix .note", "After event");
      visit.await("#fields .source", "Snapshot of event");
      visit.find("#fields li").first().waitFor();
      assertEquals(List.of(), visit.barriers());
      assertTrue(visit.overhang() <= 0, "the run is wider than the window");
      visit.end(served.url());
    }
  }

  /** What the buttons of a panel save is what they say; no record is open yet. */
  /** What a button gives; a panel that is not drawn yet gives nothing, and is asked again. */
  private static Download taken(Visit visit, Locator button) {
    Page.WaitForDownloadOptions patience = new Page.WaitForDownloadOptions().setTimeout(PATIENCE);
    for (int asked = 1; asked < 4; asked++) {
      try {
        return visit.page().waitForDownload(patience, button::click);
      } catch (TimeoutError e) {
        // asked again, the last time below
      }
    }
    return visit.page().waitForDownload(patience, button::click);
  }

  @Test
  void panelsAreTakenAlongAsNumbersAndAsImages() throws IOException {
    try (Served served = Served.of(runs);
        Visit visit = chromium.visit(WIDE, HIGH)) {
      visit.openRun(served.url(), "tiny");
      visit.await("#matrix .note", "After event");
      visit.await("#fields", "Snapshot of event");
      Map<String, Integer> saved = new TreeMap<>();
      for (Locator button : visit.find(".panel:not(#record) .keep button").all()) {
        Download download = taken(visit, button);
        byte[] bytes = Files.readAllBytes(download.path());
        String text = new String(bytes, StandardCharsets.UTF_8);
        String name = download.suggestedFilename();
        assertTrue(name.startsWith("tiny-"), name);
        String kind = button.textContent();
        switch (kind) {
          case "CSV" -> assertTrue(text.contains(",") && text.endsWith("\r\n"), name);
          case "SVG" -> assertTrue(text.startsWith("<svg") && text.contains("<path"), name);
          default -> assertEquals("PNG", text.substring(1, 4), name);
        }
        assertTrue(name.endsWith("." + kind.toLowerCase(Locale.ROOT)), name);
        saved.merge(kind, 1, Integer::sum);
      }
      assertTrue(saved.getOrDefault("CSV", 0) >= 10, saved::toString);
      assertTrue(saved.getOrDefault("SVG", 0) >= 4, saved::toString);
      assertTrue(saved.getOrDefault("PNG", 0) >= 6, saved::toString);
    }
  }

  @Test
  void whatIsWrongIsSaid() {
    try (Served served = Served.of(runs);
        Visit visit = chromium.visit(WIDE, HIGH)) {
      visit.page().navigate(served.url() + "/runs/nobody");
      visit.await("#trouble", "there is no run of this id");
    }
  }
}
