package org.ontogeny.dashboards.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.actors.snapshot.SnapshotFolder;
import org.ontogeny.dashboards.view.DecisionsFold;
import org.ontogeny.dashboards.view.ImportanceHistogram;
import org.ontogeny.dashboards.view.ImportanceHistograms;
import org.ontogeny.dashboards.view.Lineage;
import org.ontogeny.dashboards.view.LivingNetwork;
import org.ontogeny.dashboards.view.Outcome;
import org.ontogeny.dashboards.view.RecordedJournal;
import org.ontogeny.dashboards.view.RecordedOperations;
import org.ontogeny.dashboards.view.Series;
import org.ontogeny.dashboards.view.SnapshotView;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;

/**
 * What the files of a run tell, as they were at one instant.
 *
 * @param specification the resolved one, as the run keeps it
 * @param holder who develops the run at present; empty if nobody does
 * @param timeline of the series' courses
 * @param network of the main course
 * @param importances at deaths of the main course
 * @param interventions changes and lesions, in order
 * @param rounds of pruning that have ended
 * @param last event; empty where nothing has happened yet
 * @param snapshot the last one of the main course that is there
 */
public record RunHistory(
    String id,
    RunSpec spec,
    String specification,
    RecordedOperations operations,
    Optional<String> holder,
    Outcome outcome,
    Series series,
    Timeline timeline,
    List<DecisionsFold.Decision> decisions,
    LivingNetwork network,
    List<ImportanceHistogram> importances,
    List<Event> interventions,
    int rounds,
    Optional<Event> last,
    Optional<Shown> snapshot) {

  private static final int POINTS = 500; // of a curve
  private static final int BINS = 40;

  /**
   * A snapshot with its place in the run.
   *
   * @param file as in the run's directory
   */
  record Shown(Event event, String file, SnapshotView view) {}

  /** What needs the synapses of events. */
  private record Synapses(LivingNetwork network, List<ImportanceHistogram> importances) {}

  /**
   * Reads the files of a run, which may go on meanwhile.
   *
   * @throws org.ontogeny.engine.spec.SpecException if its specification cannot be read
   * @throws UncheckedIOException if another file cannot
   * @throws org.ontogeny.actors.journal.DamagedJournal if the journal is not what was written
   */
  public static RunHistory of(RunDirectory directory) {
    RunSpec spec = SpecReader.readResolved(directory.specification());
    HistoryFold nothing = new HistoryFold(spec);
    HistoryFold fold =
        RecordedJournal.read(directory, journal -> new HistoryFold(spec).read(journal), nothing);
    Series series = fold.series.series(POINTS);
    Timeline timeline = new Timeline(series.courses(), fold.fenceSteps);
    long end = timeline.lastOfMain(fold.last.map(Event::seq).orElse(0L));
    List<Lineage.Stretch> stretches = fold.lineage.until(end);
    Synapses synapses =
        RecordedJournal.read(
            directory,
            journal -> synapses(journal, stretches, spec),
            new Synapses(new LivingNetwork(spec.network()), List.of()));
    return new RunHistory(
        directory.id(),
        spec,
        text(directory.specification()),
        RecordedOperations.of(directory),
        directory.holder(),
        fold.outcome.outcome(),
        series,
        timeline,
        fold.decisions.decisions(POINTS),
        synapses.network(),
        synapses.importances(),
        List.copyOf(fold.interventions),
        fold.rounds,
        fold.last,
        snapshot(directory, spec, timeline, fold.snapshots));
  }

  /** Living synapses as a share of the possible ones, 0 to 1; NaN where there can be none. */
  double density(long living) {
    long possible = spec.network().potential();
    return possible == 0 ? Double.NaN : (double) living / possible;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Synapses synapses(
      JournalReader journal, List<Lineage.Stretch> stretches, RunSpec spec) {
    LivingNetwork network = new LivingNetwork(spec.network());
    for (Lineage.Stretch stretch : stretches) {
      journal
          .events(stretch.first())
          .takeWhile(event -> event.seq() <= stretch.last())
          .forEachOrdered(network::append);
    }
    return new Synapses(network, ImportanceHistograms.read(journal, stretches, BINS));
  }

  /** A file may follow its event by an instant. */
  private static Optional<Shown> snapshot(
      RunDirectory directory, RunSpec spec, Timeline timeline, List<Event> events) {
    SnapshotFolder folder = new SnapshotFolder(directory.snapshots());
    for (int k = events.size() - 1; k >= 0; k--) {
      Event event = events.get(k);
      Path file = folder.file(event.seq(), event.step());
      if (timeline.isMain(timeline.courseOf(event.seq())) && Files.exists(file)) {
        String name = directory.path().relativize(file).toString().replace('\\', '/');
        return Optional.of(new Shown(event, name, SnapshotView.read(file, spec.network())));
      }
    }
    return Optional.empty();
  }
}
