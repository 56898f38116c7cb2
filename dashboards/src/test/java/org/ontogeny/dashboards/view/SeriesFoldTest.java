package org.ontogeny.dashboards.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;

/** Curves, and the network that events lead to, with a control and a lesion on the way. */
class SeriesFoldTest {

  private static final Population V = new Population("v", 3, 1, true, 3);
  private static final Population H = new Population("h", 3, 1, false, 3);
  private static final Projection P = new Projection("v-h", V, H, 1);
  private static final Network NETWORK = new Network(List.of(V, H), List.of(P));
  private static final GroupId GROUP = new GroupId("v-h", 0, 3);

  private final List<Event> events = new ArrayList<>();
  private final Lineage lineage = new Lineage();
  private final SeriesFold fold = new SeriesFold(NETWORK, this::countsAfter);

  private LivingCounts countsAfter(long seq) {
    LivingCounts counts = new LivingCounts(NETWORK);
    lineage
        .until(seq)
        .forEach(
            s ->
                events.subList((int) s.first() - 1, (int) s.last()).stream()
                    .map(Event::fact)
                    .forEach(counts::accept));
    return counts;
  }

  private void happened(long step, Fact fact) {
    Event event = new Event(events.size() + 1, step, "stage", fact);
    if (fact instanceof Fact.Branched branched) {
      lineage.branched(event.seq(), branched.fence());
    }
    events.add(event);
    fold.append(event);
  }

  private static List<Fate> fates(int... pairs) {
    List<Fate> fates = new ArrayList<>();
    for (int k = 0; k < pairs.length; k += 2) {
      fates.add(new Fate(pairs[k], pairs[k + 1], 0, 0, 0, 0));
    }
    return fates;
  }

  private static Fact born(int... pairs) {
    return new Fact.SynapsesFormed("v-h", GROUP, "initial", 0, fates(pairs), Living.NONE);
  }

  private static Fact died(int... pairs) {
    return new Fact.SynapsesPruned(
        "v-h", GROUP, "r", "", 0, OptionalLong.empty(), fates(pairs), Living.NONE);
  }

  /** Seven synapses; two die, and a neuron; a control goes back and loses others. */
  private void develop() {
    happened(0, born(0, 0, 1, 0, 0, 1, 1, 1, 2, 1, 1, 2, 2, 2));
    happened(10, died(0, 0));
    happened(10, died(1, 0));
    happened(10, new Fact.NeuronsDied("h", new GroupId("h", 0, 3), List.of(0)));
    happened(10, new Fact.Evaluated("accuracy", "encoding", 0.9, 5, 5));
    happened(10, new Fact.Branched("start", 1, "random", 7, 6));
    happened(20, new Fact.Lesioned(List.of(1L), "h", Double.NaN, List.of(2)));
    happened(20, died(1, 2, 2, 2));
    happened(20, new Fact.NeuronsDied("h", new GroupId("h", 0, 3), List.of(2)));
    happened(20, new Fact.Evaluated("accuracy", "encoding", 0.5, 5, 5));
    happened(30, new Fact.Branched("pruned", 5, "main", 5, 5));
    happened(40, died(0, 1));
  }

  private LivingNetwork networkAfter(long seq) {
    LivingNetwork network = new LivingNetwork(NETWORK);
    lineage
        .until(seq)
        .forEach(s -> events.subList((int) s.first() - 1, (int) s.last()).forEach(network::append));
    return network;
  }

  @Test
  void aFenceGivesAPointAndATurnBringsBackWhatLived() {
    develop();
    Series series = fold.series(100);
    assertEquals(
        List.of("main", "random", "main"),
        series.courses().stream().map(Series.Course::name).toList());
    assertEquals(
        List.of(
            "0/0:7,6 +7 -0",
            "0/10:5,5 +0 -2",
            "1/10:7,6 +0 -0",
            "1/20:5,5 +0 -2",
            "2/30:5,5 +0 -0",
            "2/40:4,5 +0 -1"),
        series.points().stream().map(SeriesFoldTest::text).toList());
    assertEquals(40, series.step());
    assertEquals("random", fold.course(8));
    assertEquals("main", fold.course(12));
  }

  private static String text(Series.Point p) {
    return "%d/%d:%d,%d +%d -%d"
        .formatted(
            p.course(),
            p.step(),
            p.synapses()[0],
            p.neurons()[0] + p.neurons()[1],
            p.births(),
            p.deaths());
  }

  @Test
  void fewerPointsAddUpWithinTheirCourses() {
    develop();
    Series series = fold.series(2);
    assertEquals(
        List.of("0/10:5,5 +7 -2", "1/20:5,5 +0 -2", "2/30:5,5 +0 -0", "2/40:4,5 +0 -1"),
        series.points().stream().map(SeriesFoldTest::text).toList());
    assertEquals(2, series.points().get(0).folded());
    assertEquals(0, series.points().get(0).firstStep());
  }

  @Test
  void measuresHaveTheirCourses() {
    develop();
    List<Series.Readings> measures = fold.series(10).measures();
    assertEquals(List.of(0, 1), measures.stream().map(Series.Readings::course).toList());
    assertEquals(0.5, measures.get(1).readings().get(0).value());
  }

  @Test
  void aLongRunHasFewPoints() {
    happened(0, born(0, 0, 1, 0));
    for (int step = 1; step <= 12_000; step++) {
      happened(step, step % 2 == 1 ? died(0, 0) : born(0, 0));
    }
    Series series = fold.series(SeriesFold.MOST);
    assertTrue(series.points().size() <= SeriesFold.MOST);
    assertEquals(6_000, series.points().stream().mapToLong(Series.Point::deaths).sum());
    assertEquals(6_002, series.points().stream().mapToLong(Series.Point::births).sum());
    assertTrue(fold.series(7).points().size() <= 7);
  }

  @Test
  void numbersOfSynapsesAreEnough() {
    happened(
        0,
        new Fact.SynapsesFormed(
            "v-h", GROUP, "initial", 0, Collections.nCopies(7, fates(0, 0).get(0)), Living.NONE));
    assertArrayEquals(new long[] {7}, fold.counts().synapses());
    assertArrayEquals(new long[] {7}, fold.counts().born());
  }

  @Test
  void theNetworkAfterAnEventIsThatOfItsLineage() {
    develop();
    LivingNetwork end = networkAfter(12);
    assertEquals(LivingNetwork.PRUNED, end.synapse(P, 0, 0));
    assertEquals(LivingNetwork.PRUNED, end.synapse(P, 0, 1));
    assertEquals(LivingNetwork.ALIVE, end.synapse(P, 1, 2));
    assertEquals(LivingNetwork.NEVER, end.synapse(P, 2, 0));
    assertEquals(2, end.degree(P, End.PRE, 1));
    assertEquals(0, end.degree(P, End.POST, 0));
    assertEquals(2, end.degree(P, End.POST, 2));
    LivingNetwork.Death death = end.death("h", 0).orElseThrow();
    assertEquals(new LivingNetwork.Death(4, 10, "stage", false), death);
    assertTrue(end.death("h", 2).isEmpty());
    LivingNetwork control = networkAfter(10);
    assertEquals(LivingNetwork.ALIVE, control.synapse(P, 0, 0));
    assertEquals(LivingNetwork.PRUNED, control.synapse(P, 1, 2));
    assertTrue(control.death("h", 2).orElseThrow().taken());
    LivingNetwork copy = control.copy();
    copy.append(new Event(13, 50, "", died(0, 0)));
    assertEquals(LivingNetwork.ALIVE, control.synapse(P, 0, 0));
    assertEquals(LivingNetwork.PRUNED, copy.synapse(P, 0, 0));
  }
}
