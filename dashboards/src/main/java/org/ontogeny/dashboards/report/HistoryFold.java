package org.ontogeny.dashboards.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ontogeny.actors.journal.EventFilter;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.dashboards.view.DecisionsFold;
import org.ontogeny.dashboards.view.Lineage;
import org.ontogeny.dashboards.view.LivingCounts;
import org.ontogeny.dashboards.view.OutcomeFold;
import org.ontogeny.dashboards.view.RecordedJournal;
import org.ontogeny.dashboards.view.SeriesFold;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.stage.Rounds;

/** Everything that a report takes from events without their synapses, in one walk. */
final class HistoryFold {

  private static final Set<String> STRUCTURE =
      Set.of("synapses-formed", "synapses-pruned", "neurons-died");

  final OutcomeFold outcome;
  final SeriesFold series;
  final DecisionsFold decisions = new DecisionsFold();
  final Lineage lineage = new Lineage();
  final List<Event> interventions = new ArrayList<>();
  final List<Event> snapshots = new ArrayList<>();
  final List<Long> fenceSteps = new ArrayList<>(); // of each return to a fence, in order
  Optional<Event> last = Optional.empty();
  int rounds; // that have ended on the main course

  private final Network network;
  private final Set<String> roundStages = new HashSet<>();
  private JournalReader journal; // null before a journal is read

  HistoryFold(RunSpec spec) {
    network = spec.network();
    outcome = new OutcomeFold(network);
    series = new SeriesFold(network, this::countsAfter);
    spec.experiment().stages().stream()
        .filter(Rounds.class::isInstance)
        .forEach(stage -> roundStages.add(stage.name()));
  }

  /** Reads a journal as far as it goes now. */
  HistoryFold read(JournalReader from) {
    journal = from;
    long end = from.last();
    if (end > 0) {
      from.lines(1, end, EventFilter.ALL)
          .map(RecordedJournal::withoutFaces)
          .forEachOrdered(this::append);
    }
    return this;
  }

  private void append(Event event) {
    Fact fact = event.fact();
    if (fact instanceof Fact.Branched branched) {
      lineage.branched(event.seq(), branched.fence());
      fenceSteps.add(stepOf(branched.fence()));
    } else if (fact instanceof Fact.Intervened) {
      interventions.add(event);
    } else if (fact instanceof Fact.Snapshot) {
      snapshots.add(event);
    } else if (fact instanceof Fact.StageEnded && isRound(event.stage())) {
      rounds++;
    }
    outcome.append(event);
    series.append(event);
    decisions.append(event);
    last = Optional.of(event);
  }

  /** A round of the main course is {@code rounds/3}, one of a control {@code rounds/random/3}. */
  private boolean isRound(String stage) {
    int slash = stage.lastIndexOf('/');
    return slash > 0
        && roundStages.contains(stage.substring(0, slash))
        && stage.substring(slash + 1).chars().allMatch(Character::isDigit);
  }

  private long stepOf(long seq) {
    return seq == 0 ? 0 : journal.lines(seq, seq, EventFilter.ALL).findFirst().orElseThrow().step();
  }

  private LivingCounts countsAfter(long seq) {
    EventFilter structure = new EventFilter(STRUCTURE, Set.of(), Long.MIN_VALUE, Long.MAX_VALUE);
    LivingCounts counts = new LivingCounts(network);
    for (Lineage.Stretch stretch : lineage.until(seq)) {
      journal
          .lines(stretch.first(), stretch.last(), structure)
          .forEachOrdered(line -> counts.accept(RecordedJournal.withoutFaces(line).fact()));
    }
    return counts;
  }
}
