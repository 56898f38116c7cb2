package org.ontogeny.dashboards.server.api;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.view.DecisionsFold;
import org.ontogeny.dashboards.view.ImportanceHistogram;
import org.ontogeny.dashboards.view.Lineage;
import org.ontogeny.dashboards.view.LivingCounts;
import org.ontogeny.dashboards.view.LivingNetwork;
import org.ontogeny.dashboards.view.Outcome;
import org.ontogeny.dashboards.view.OutcomeFold;
import org.ontogeny.dashboards.view.RecordedJournal;
import org.ontogeny.dashboards.view.RunStanding;
import org.ontogeny.dashboards.view.Series;
import org.ontogeny.dashboards.view.SeriesFold;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.spec.RunSpec;

/**
 * What the journal of one run has come to. It knows how far it has read, so that a question about a
 * run that goes on reads what is new only. Synapses are read for a {@link LivingNetwork} alone; all
 * else needs their numbers only, which the events tell.
 */
final class RunFold {

  private static final Set<String> STRUCTURE =
      Set.of("synapses-formed", "synapses-pruned", "neurons-died");
  private static final Set<String> DECISIONS =
      Set.of("synapses-formed", "synapses-pruned", "branched");

  private final RunDirectory directory;
  private final RunSpec spec;
  private final OutcomeFold outcome;
  private final SeriesFold series;
  private final DecisionsFold decisions = new DecisionsFold();
  private final Lineage lineage = new Lineage();
  private final KeptImportances importances;
  private JournalReader journal; // while somebody reads; null else
  private long last; // event that was read last, 0 for none
  private long step = -1; // of that event
  private String stage = ""; // of that event
  private long lastDeath; // event of the last deaths of synapses, or of a turn behind them
  private LivingNetwork network; // as after the event below; null if nobody has asked
  private long networkSeq;
  private LivingNetwork earlier; // of another event that was asked about; null if none was
  private long earlierSeq;
  private DecisionsFold earlierDecisions; // of another event that was asked about; null if none was
  private long earlierDecisionsSeq;

  RunFold(RunDirectory directory, RunSpec spec) {
    this.directory = directory;
    this.spec = spec;
    this.outcome = new OutcomeFold(spec.network());
    this.series = new SeriesFold(spec.network(), seq -> countsAfter(journal, seq));
    this.importances = new KeptImportances(directory);
  }

  /** Reads what is new; returns whether the journal is the one that was read before. */
  synchronized boolean advance() {
    return RecordedJournal.read(directory, this::advance, last == 0);
  }

  private boolean advance(JournalReader reader) {
    if (reader.last() < last) {
      return false;
    }
    journal = reader;
    try {
      Iterator<JournalReader.Line> lines = reader.lines(last + 1, Set.of()).iterator();
      while (lines.hasNext()) {
        append(RecordedJournal.withoutFaces(lines.next()));
      }
      return true;
    } finally {
      journal = null;
    }
  }

  private void append(Event event) {
    if (event.fact() instanceof Fact.Branched branched) {
      lineage.branched(event.seq(), branched.fence());
    }
    if (event.fact() instanceof Fact.Branched || event.fact() instanceof Fact.SynapsesPruned) {
      lastDeath = event.seq();
    }
    outcome.append(event);
    series.append(event);
    decisions.append(event);
    last = event.seq();
    step = event.step();
    stage = event.stage();
  }

  private LivingCounts countsAfter(JournalReader reader, long seq) {
    LivingCounts counts = new LivingCounts(spec.network());
    for (Lineage.Stretch stretch : lineage.until(seq)) {
      reader
          .lines(stretch.first(), STRUCTURE)
          .takeWhile(line -> line.seq() <= stretch.last())
          .forEachOrdered(line -> counts.accept(RecordedJournal.withoutFaces(line).fact()));
    }
    return counts;
  }

  RunSpec spec() {
    return spec;
  }

  Network network() {
    return spec.network();
  }

  synchronized long last() {
    return last;
  }

  /** What all of it comes to, in few numbers. */
  synchronized RunStanding standing() {
    return new RunStanding(
        last,
        step,
        stage,
        last == 0 ? -1 : Arrays.stream(series.counts().synapses()).sum(),
        outcome.outcome().latest().orElse(Double.NaN),
        RunStanding.progress(spec.experiment(), step));
  }

  synchronized Outcome outcome() {
    return outcome.outcome();
  }

  synchronized Series series(int most) {
    return series.series(most);
  }

  /** The courses that events up to one belong to. */
  synchronized List<Series.Course> courses(long seq) {
    return series.courses().stream().filter(course -> course.seq() <= Math.max(1, seq)).toList();
  }

  /**
   * Who lived right after an event; not to be changed.
   *
   * @param seq up to {@link #last}
   */
  synchronized LivingCounts counts(long seq) {
    return seq == last
        ? series.counts()
        : RecordedJournal.read(
            directory, reader -> countsAfter(reader, seq), new LivingCounts(spec.network()));
  }

  /**
   * Decisions of the events up to one. Those of all are kept and brought up to date, and those up
   * to one other event.
   *
   * @param seq up to {@link #last}
   * @param most as {@link DecisionsFold#decisions} takes it
   */
  synchronized List<DecisionsFold.Decision> decisions(long seq, int most) {
    if (seq == last) {
      return decisions.decisions(most);
    }
    if (earlierDecisions == null || earlierDecisionsSeq != seq) {
      earlierDecisions =
          RecordedJournal.read(
              directory, reader -> decisionsUntil(reader, seq), new DecisionsFold());
      earlierDecisionsSeq = seq;
    }
    return earlierDecisions.decisions(most);
  }

  private static DecisionsFold decisionsUntil(JournalReader reader, long seq) {
    DecisionsFold fold = new DecisionsFold();
    reader
        .lines(1, DECISIONS)
        .takeWhile(line -> line.seq() <= seq)
        .forEachOrdered(line -> fold.append(RecordedJournal.withoutFaces(line)));
    return fold;
  }

  /**
   * How the importances of the deaths that led to an event are distributed. Reading them takes
   * long, so other questions about the run are answered meanwhile.
   *
   * @param seq up to {@link #last}
   */
  List<ImportanceHistogram> importances(long seq, int bins) {
    List<Lineage.Stretch> stretches;
    synchronized (this) {
      // what follows the last death changes nothing, and need not be read again
      stretches = lineage.until(Math.min(seq, lastDeath));
    }
    return importances.of(stretches, bins);
  }

  synchronized String course(long seq) {
    return series.course(seq);
  }

  /**
   * The network as it was right after an event; not to be changed. The one at the end is kept and
   * brought up to date, and one other.
   *
   * @param seq up to {@link #last}
   */
  synchronized LivingNetwork network(long seq) {
    if (earlier != null && earlierSeq == seq) {
      return earlier;
    }
    boolean grown = network != null && networkSeq <= seq && lineage.isPast(networkSeq, seq);
    if (grown && networkSeq == seq) {
      return network;
    }
    // what others still look at is not changed under them: only the newest goes on, and for the end
    boolean atEnd = seq == last;
    LivingNetwork result = grown && atEnd ? network.copy() : new LivingNetwork(spec.network());
    long from = grown && atEnd ? networkSeq + 1 : 1;
    RecordedJournal.read(
        directory,
        reader -> {
          read(reader, from, seq, result);
          return true;
        },
        false);
    if (atEnd) {
      network = result;
      networkSeq = seq;
    } else {
      earlier = result;
      earlierSeq = seq;
    }
    return result;
  }

  private void read(JournalReader reader, long from, long seq, LivingNetwork into) {
    for (Lineage.Stretch stretch : lineage.until(seq)) {
      if (stretch.last() >= from) {
        reader
            .events(Math.max(from, stretch.first()))
            .takeWhile(event -> event.seq() <= stretch.last())
            .forEachOrdered(into::append);
      }
    }
  }
}
