package org.ontogeny.dashboards.server.grpc;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.stream.Page;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;

/** Events of every kind. */
final class EventExamples {

  static final GroupId GROUP = new GroupId("visible-h1", 0, 98);

  /** Values at the ends of their ranges. */
  private static final List<Fate> ODD =
      List.of(
          new Fate(0, 0, Double.NaN, Float.NaN, 0, Float.NaN),
          new Fate(1, 0, -0.0, -0.0f, Long.MAX_VALUE, 0.0f),
          new Fate(2, 0, Double.MIN_VALUE, Float.MIN_VALUE, 1, Float.MIN_VALUE),
          new Fate(Integer.MAX_VALUE, Integer.MAX_VALUE, Double.MAX_VALUE, -1e38f, 1, 0.1f),
          new Fate(3, Integer.MAX_VALUE, Double.POSITIVE_INFINITY, 1, 2, 0.5f));

  private EventExamples() {}

  /** Facts of every kind, some of a kind that may look differently. */
  static List<Fact> facts() {
    return List.of(
        new Fact.RunStarted("größe \"q\" \\ \n", Long.MAX_VALUE, Long.MAX_VALUE, 3),
        new Fact.StageStarted(),
        formed(ODD),
        new Fact.SynapsesFormed("visible-h1", GROUP, "uniform", -0.0, List.of(), Living.NONE),
        new Fact.EpochEnded(1, 2),
        pruned(ODD),
        new Fact.SynapsesPruned(
            "visible-h1",
            GROUP,
            Fact.SynapsesPruned.CASCADE,
            "",
            Double.NaN,
            OptionalLong.empty(),
            fates(3),
            new Living(7, Long.MIN_VALUE)),
        new Fact.NeuronsDied("h1", new GroupId("h1", 0, 98), List.of(1, Integer.MAX_VALUE)),
        new Fact.Evaluated("accuracy", "encoding", 0.9, 1, 2),
        new Fact.Evaluated("accuracy", "pixels", Double.NaN, 0, 0),
        new Fact.Changed(List.of(1L, 2L), Map.of("rule.rate", "0.5", "a", "")),
        new Fact.Lesioned(List.of(3L), "h1", 0.5, List.of(3)),
        new Fact.Lesioned(List.of(), "h1", Double.NaN, List.of(3, 4)),
        new Fact.StageEnded(),
        new Fact.Branched("start", 3, "random", 4, 5),
        new Fact.RunEnded(1, 2),
        new Fact.Snapshot(Map.of("visible-h1", 4), 20, 1, 2));
  }

  static Fact formed(List<Fate> fates) {
    return new Fact.SynapsesFormed(
        "visible-h1", GROUP, Fact.SynapsesFormed.INITIAL, Double.NaN, fates, new Living(9, -1));
  }

  static Fact pruned(List<Fate> fates) {
    return new Fact.SynapsesPruned(
        "visible-h1",
        GROUP,
        "fisher",
        "layer-percentile(10)",
        0.25,
        OptionalLong.of(-2),
        fates,
        new Living(7, -1));
  }

  /** So many synapses. */
  static List<Fate> fates(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> new Fate(n % 100, n / 100, 1.0 / (n + 1), 0.1f * n, n, 0.5f))
        .toList();
  }

  static Event event(long seq, Fact fact) {
    return new Event(seq, 10 * seq, "rounds/1/größer", fact);
  }

  /** An event as a page has it. */
  static Page.Entry entry(Event event, List<Fate> synapses) {
    return new Page.Entry(
        new JournalReader.Line(
            event.seq(),
            event.step(),
            event.stage(),
            event.fact().kind(),
            CanonicalJson.detail(event.fact())),
        synapses);
  }
}
