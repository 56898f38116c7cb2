package org.ontogeny.dashboards.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.JsonObjects;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.stage.Course;
import org.ontogeny.engine.stage.Experiment;

/**
 * What the events of a run have come to, in few numbers.
 *
 * @param events recorded
 * @param step of the last one, -1 for none
 * @param stage of the last one, empty for none
 * @param synapses alive after it, -1 if nothing tells
 * @param accuracy of the network, the last one measured in the main development; NaN for none
 * @param progress share of the planned steps that is done, 0 to 1; NaN where there is no end, or no
 *     specification that tells
 */
public record RunStanding(
    long events, long step, String stage, long synapses, double accuracy, double progress) {

  /** Nothing has happened. */
  static final RunStanding NONE = new RunStanding(0, -1, "", -1, Double.NaN, Double.NaN);

  /** Nobody can tell what has happened. */
  static final RunStanding UNREADABLE = new RunStanding(-1, -1, "", -1, Double.NaN, Double.NaN);

  /** Kinds of events that say how many synapses there are. */
  private static final Set<String> TOTALS =
      Set.of("run-started", "branched", "evaluated", "run-ended");

  /** Kinds of events that say how good the run is. */
  private static final Set<String> MARKS = Set.of("branched", "evaluated");

  /** What the marks so far come to. */
  private static final class Marks {
    private boolean main = true;
    private double accuracy = Double.NaN;

    void append(JournalReader.Line line) {
      if (line.kind().equals("branched")) {
        main = "main".equals(fields(line).get("course"));
      } else if (main && line.kind().equals("evaluated")) {
        read(fields(line));
      }
    }

    private void read(Map<String, Object> fields) {
      if ("accuracy".equals(fields.get("measure"))
          && !Outcome.PIXELS.equals(fields.get("of"))
          && fields.get("value") instanceof String value) {
        accuracy = Double.parseDouble(value);
      }
    }
  }

  /**
   * That of a journal; it is read for it.
   *
   * @param spec of the run; empty if it cannot be read
   */
  static RunStanding of(JournalReader journal, Optional<RunSpec> spec) {
    long last = journal.last();
    Marks marks = new Marks();
    journal.lines(1, MARKS).takeWhile(line -> line.seq() <= last).forEachOrdered(marks::append);
    Optional<JournalReader.Line> line = journal.lines(last, Set.of()).findFirst();
    long step = line.map(JournalReader.Line::step).orElse(-1L);
    return new RunStanding(
        last,
        step,
        line.map(JournalReader.Line::stage).orElse(""),
        synapses(journal),
        marks.accuracy,
        spec.map(s -> progress(s.experiment(), step)).orElse(Double.NaN));
  }

  /**
   * Share of the planned steps that is done, 0 to 1; NaN where there is no end.
   *
   * @param step of the last event, -1 for none
   */
  public static double progress(Experiment experiment, long step) {
    long planned = experiment.steps();
    return planned == Course.ENDLESS || planned == 0
        ? Double.NaN
        : Math.min(1, Math.max(0, (double) step / planned));
  }

  /** The last total, and what came and went since. */
  private static long synapses(JournalReader journal) {
    AtomicLong seq = new AtomicLong();
    AtomicLong living = new AtomicLong(-1);
    journal
        .lines(1, TOTALS)
        .forEachOrdered(
            line -> {
              seq.set(line.seq());
              living.set(number(line, "synapses"));
            });
    if (seq.get() > 0) {
      journal
          .lines(seq.get() + 1, Set.of("synapses-formed", "synapses-pruned"))
          .forEachOrdered(line -> living.addAndGet(change(line)));
    }
    return living.get();
  }

  private static long change(JournalReader.Line line) {
    boolean initial =
        Fact.SynapsesFormed.INITIAL.equals(fields(line).get("rule")); // counted when the run began
    long count = initial ? 0 : number(line, "count");
    return line.kind().equals("synapses-formed") ? count : -count;
  }

  private static long number(JournalReader.Line line, String field) {
    return Long.parseLong((String) fields(line).get(field));
  }

  private static Map<String, Object> fields(JournalReader.Line line) {
    try {
      return JsonObjects.parse(line.detail());
    } catch (IOException e) {
      throw new UncheckedIOException("event " + line.seq() + " cannot be read", e);
    }
  }
}
