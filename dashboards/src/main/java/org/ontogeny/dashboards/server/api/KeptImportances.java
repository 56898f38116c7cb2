package org.ontogeny.dashboards.server.api;

import java.util.List;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.view.ImportanceHistogram;
import org.ontogeny.dashboards.view.ImportanceHistograms;
import org.ontogeny.dashboards.view.Lineage;
import org.ontogeny.dashboards.view.RecordedJournal;

/** Distributions of the importance at death in one run; the last answer is kept. */
final class KeptImportances {

  private record Answer(
      List<Lineage.Stretch> stretches, int bins, List<ImportanceHistogram> histograms) {}

  private final RunDirectory directory;
  private Answer last = new Answer(List.of(), 0, List.of());

  KeptImportances(RunDirectory directory) {
    this.directory = directory;
  }

  /** The distributions in these stretches; whoever asks meanwhile waits for the answer. */
  synchronized List<ImportanceHistogram> of(List<Lineage.Stretch> stretches, int bins) {
    if (last.bins() != bins || !last.stretches().equals(stretches)) {
      last =
          new Answer(
              stretches,
              bins,
              RecordedJournal.read(
                  directory,
                  journal -> ImportanceHistograms.read(journal, stretches, bins),
                  List.of()));
    }
    return last.histograms();
  }
}
