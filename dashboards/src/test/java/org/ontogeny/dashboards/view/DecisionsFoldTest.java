package org.ontogeny.dashboards.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.ontogeny.dashboards.view.DecisionsFold.Decision;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;

/** Decisions of several groups, projections and courses, put together. */
class DecisionsFoldTest {

  private final DecisionsFold fold = new DecisionsFold();
  private long seq;

  private void happened(long step, Fact fact) {
    fold.append(new Event(++seq, step, "stage", fact));
  }

  private static List<Fate> fates(int count) {
    return Collections.nCopies(count, new Fate(0, 0, 0, 0, 0, 0));
  }

  private static Fact formed(String projection, int from, double threshold, int count) {
    return formed(projection, from, "uniform", threshold, count);
  }

  private static Fact formed(
      String projection, int from, String rule, double threshold, int count) {
    GroupId group = new GroupId(projection, from, from + 1);
    return new Fact.SynapsesFormed(projection, group, rule, threshold, fates(count), Living.NONE);
  }

  private static Fact pruned(String projection, int from, double threshold, int count) {
    return pruned(projection, from, "hazard", threshold, count);
  }

  private static Fact pruned(
      String projection, int from, String selection, double threshold, int count) {
    GroupId group = new GroupId(projection, from, from + 1);
    return new Fact.SynapsesPruned(
        projection,
        group,
        "fisher",
        selection,
        threshold,
        OptionalLong.empty(),
        fates(count),
        Living.NONE);
  }

  @Test
  void groupsThatDecideAtOneFenceDecideTogether() {
    happened(10, pruned("a", 0, 0.1, 3));
    happened(10, pruned("a", 1, 0.3, 4));
    happened(10, pruned("a", 2, Double.POSITIVE_INFINITY, 5));
    happened(10, pruned("a", 3, Double.NaN, 6));
    happened(10, pruned("b", 0, Double.NaN, 7));
    happened(10, formed("a", 0, 0.2, 8));
    happened(20, pruned("a", 0, 0.2, 9));
    assertEquals(
        List.of(
            new Decision(0, 10, 10, 4, "a", false, "fisher", "hazard", 0.3, 18, 1),
            new Decision(0, 10, 10, 5, "b", false, "fisher", "hazard", Double.NaN, 7, 1),
            new Decision(0, 10, 10, 6, "a", true, "uniform", "", 0.2, 8, 1),
            new Decision(0, 20, 20, 7, "a", false, "fisher", "hazard", 0.2, 9, 1)),
        fold.decisions(100));
  }

  /** What a quota means differs from fence to fence, and it is one rule. */
  @Test
  void numbersOfCountsMakeNoOtherRule() {
    happened(10, formed("a", 0, "layer-random(2)", 0.1, 2));
    happened(20, formed("a", 0, "layer-random(3)", 0.2, 3));
    happened(30, pruned("a", 0, "layer-count(4)", 0.3, 4));
    happened(40, pruned("a", 0, "layer-count(5)", 0.4, 5));
    happened(50, pruned("a", 0, "layer-percentile(5)", 0.5, 6));
    assertEquals(
        List.of(
            new Decision(0, 10, 20, 2, "a", true, "layer-random", "", 0.2, 5, 2),
            new Decision(0, 30, 40, 4, "a", false, "fisher", "layer-count", 0.4, 9, 2),
            new Decision(0, 50, 50, 5, "a", false, "fisher", "layer-percentile(5)", 0.5, 6, 1)),
        fold.decisions(3));
  }

  @Test
  void coursesDecideApart() {
    happened(10, pruned("a", 0, 0.1, 3));
    happened(10, new Fact.Branched("start", 0, "random", 1, 1));
    happened(10, pruned("a", 0, 0.1, 4));
    happened(20, new Fact.EpochEnded(1, 2));
    happened(30, pruned("a", 0, 0.2, 5));
    assertEquals(
        List.of(
            new Decision(0, 10, 10, 1, "a", false, "fisher", "hazard", 0.1, 3, 1),
            new Decision(1, 10, 30, 5, "a", false, "fisher", "hazard", 0.2, 9, 2)),
        fold.decisions(2));
  }

  /** Two projections by turns, for long; the one birth keeps its place. */
  @Test
  void aLongRunHasFewDecisions() {
    happened(0, formed("a", 0, 0.5, 1000));
    int steps = 3 * DecisionsFold.MOST;
    for (int step = 1; step <= steps; step++) {
      happened(step, pruned("a", 0, step, 1));
      happened(step, pruned("b", 0, step, 2));
    }
    for (int most : new int[] {1, 7, 500, 5_000}) {
      List<Decision> decisions = fold.decisions(most);
      assertTrue(decisions.size() <= Math.max(3, most), most + ": " + decisions.size());
      assertTrue(decisions.size() >= Math.max(3, most / 4), most + ": " + decisions.size());
      assertEquals(1000 + 3L * steps, decisions.stream().mapToLong(Decision::count).sum());
      assertEquals(1 + 2L * steps, decisions.stream().mapToLong(Decision::folded).sum());
      assertEquals(1000, decisions.get(0).count());
      Decision last = decisions.get(decisions.size() - 1);
      assertEquals(steps, last.step());
      assertEquals(steps, last.threshold());
      assertEquals(
          decisions.stream().map(Decision::seq).sorted().toList(),
          decisions.stream().map(Decision::seq).toList());
    }
  }
}
