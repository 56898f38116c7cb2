package org.ontogeny.actors.journal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;

/** Events to write. */
final class JournalExamples {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-03T04:05:06.789Z"), ZoneOffset.UTC);

  static final GroupId GROUP = new GroupId("visible-h1", 0, 98);

  private JournalExamples() {}

  /** Values at the ends of their ranges. */
  static final List<Fate> ODD =
      List.of(
          new Fate(0, 0, Double.NaN, Float.NaN, 0, Float.NaN),
          new Fate(1, 0, -0.0, -0.0f, Long.MAX_VALUE, -0.0f),
          new Fate(2, 0, Double.MIN_VALUE, Float.MIN_VALUE, Long.MIN_VALUE, Float.MIN_VALUE),
          new Fate(Integer.MAX_VALUE, 0, 1, 1, 1, 0.99999994f),
          new Fate(0, Integer.MAX_VALUE, Double.MAX_VALUE, -Float.MAX_VALUE, 1, 0.1f),
          new Fate(
              3,
              Integer.MAX_VALUE,
              Double.POSITIVE_INFINITY,
              Float.NEGATIVE_INFINITY,
              2,
              Float.POSITIVE_INFINITY));

  /** Events without synapses. */
  static List<Event> plain(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(n -> new Event(n, 10 * n, "größer/𝔊", new Fact.EpochEnded(n, n)))
        .toList();
  }

  /** So many synapses. */
  static List<Fate> fates(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> new Fate(n % 100, n / 100, 1.0 / (n + 1), 0.1f * n, n, 0.5f))
        .toList();
  }

  /** The death of these synapses. */
  static Event deaths(long seq, List<Fate> fates) {
    return new Event(
        seq,
        10 * seq,
        "rounds/1/prune",
        new Fact.SynapsesPruned(
            "visible-h1",
            GROUP,
            "fisher",
            "layer-percentile(10)",
            0.25,
            OptionalLong.of(-2),
            fates,
            new Living(7, -1)));
  }

  /** An event of each kind, some of a kind that may look differently. */
  static List<Event> ofEveryKind() {
    List<Event> events = new ArrayList<>(ofTheFirstKinds());
    Fact snapshot = new Fact.Snapshot(Map.of("visible-h1", 64, "größer", 0), 50, 4, 5);
    events.add(new Event(events.size() + 1, events.size(), "größer/𝔊", snapshot));
    return events;
  }

  /** An event of each kind that there was at the beginning: the oldest golden journal has these. */
  static List<Event> ofTheFirstKinds() {
    List<Fact> facts =
        List.of(
            new Fact.RunStarted("größe \"q\" \\ \n", Long.MIN_VALUE, Long.MAX_VALUE, 3),
            new Fact.StageStarted(),
            new Fact.SynapsesFormed(
                "visible-h1", GROUP, Fact.SynapsesFormed.INITIAL, Double.NaN, ODD, Living.NONE),
            new Fact.SynapsesFormed("visible-h1", GROUP, "r", -0.0, List.of(), Living.NONE),
            new Fact.EpochEnded(1, 2),
            new Fact.SynapsesPruned(
                "visible-h1",
                GROUP,
                Fact.SynapsesPruned.CASCADE,
                "",
                Double.NaN,
                OptionalLong.empty(),
                fates(300),
                new Living(7, -1)),
            deaths(0, ODD).fact(),
            new Fact.NeuronsDied("h1", new GroupId("h1", 0, 98), List.of(1, 5)),
            new Fact.Evaluated("accuracy", "encoding", 0.9, 1, 2),
            new Fact.Changed(List.of(1L, 2L), Map.of("rule.rate", "0.5")),
            new Fact.Lesioned(List.of(3L), "h1", 0.5, List.of(3)),
            new Fact.StageEnded(),
            new Fact.Branched("start", 3, "random", 4, 5),
            new Fact.RunEnded(1, 2));
    return IntStream.range(0, facts.size())
        .mapToObj(n -> new Event(n + 1, n == 5 ? Long.MAX_VALUE : n, "größer/𝔊", facts.get(n)))
        .toList();
  }
}
