package org.ontogeny.dashboards.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What pages make of the events that they hear, in a real browser and without a run. */
@Timeout(120)
class TrackTest {

  @TempDir static Path folder;

  private static Chromium chromium;

  @BeforeAll
  static void open() {
    Assumptions.assumeFalse(
        Chromium.isMissing(), "needs Chromium: apt-get install chromium (/usr/bin/chromium)");
    chromium = new Chromium();
  }

  @AfterAll
  static void leave() {
    if (chromium != null) {
      chromium.close();
    }
  }

  /** What a script on our pages answers. */
  private static Object told(String script) {
    try (Served served = Served.of(folder);
        Visit visit = chromium.visit(1280, 900)) {
      visit.page().navigate(served.url());
      Object told = visit.evaluate(script);
      visit.end(served.url());
      return told;
    }
  }

  @Test
  void anEventThatIsHeardTwiceCountsOnceAndAMissingOneIsNoticed() {
    Object told =
        told(
            """
            async () => {
              const { append, trackOf } = await import("/track.js");
              const network = [{ projection: "a-b", pre: "a", "pre-neurons": 3, post: "b", "post-neurons": 2 }];
              const columns = { course: [], "first-step": [], step: [], seq: [], births: [], deaths: [], synapses: {}, neurons: {} };
              const track = trackOf({ series: columns, courses: [{ course: "main", seq: 1, step: 0, fence: 0 }], measures: [], folded: 1, step: 0 }, network);
              const formed = { seq: 1, step: 0, kind: "synapses-formed", projection: "a-b", count: 6 };
              const died = { seq: 2, step: 9, kind: "synapses-pruned", projection: "a-b", count: 2 };
              const went = [append(track, formed), append(track, formed), append(track, died), append(track, died)];
              const missed = append(track, { ...died, seq: 4 });
              const turned = append(track, { seq: 3, step: 9, kind: "branched" });
              return JSON.stringify([went, missed, turned, track.points.map((p) => [p.step, p.seq, p.synapses["a-b"]])]);
            }
            """);
    assertEquals("[[true,true,true,true],false,false,[[0,1,6],[9,2,4]]]", told);
  }

  /** As the server tells decisions, so that a rule is one whether it was heard or read. */
  @Test
  void numbersOfCountsMakeNoRulesOfTheirOwn() {
    Object told =
        told(
            """
            async () => {
              const { decided } = await import("/track.js");
              const decisions = { rows: [], last: 0 };
              const died = { step: 3, kind: "synapses-pruned", projection: "a-b", rule: "magnitude", threshold: 1 };
              const formed = { step: 4, kind: "synapses-formed", projection: "a-b", rule: "layer-random(3)", threshold: 1 };
              decided(decisions, { ...died, seq: 1, selection: "layer-count(2)" }, 0);
              decided(decisions, { ...died, seq: 2, selection: "layer-percentile(5)" }, 0);
              decided(decisions, { ...formed, seq: 3 }, 0);
              return JSON.stringify(decisions.rows.map((row) => [row.rule, row.selection]));
            }
            """);
    assertEquals(
        "[[\"magnitude\",\"layer-count\"],[\"magnitude\",\"layer-percentile(5)\"],"
            + "[\"layer-random\",null]]",
        told);
  }
}
