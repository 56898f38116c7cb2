package org.ontogeny.dashboards.server.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ontogeny.actors.journal.DamagedJournal;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Refusal;
import org.ontogeny.dashboards.view.RunSummary;

/**
 * Runs in a line each. The journal of a run that rests is read once; that of one that goes on is
 * read as far as it is new.
 */
final class RunSummaries {

  private static final int MOST = 10_000; // lines that are remembered

  /** What would be different if a resting run had gone on. */
  private record Stamp(long size, FileTime changed, List<Path> checkpoints) {}

  private record Remembered(Stamp stamp, RunSummary summary) {}

  private final RunFolds folds;
  private final Map<String, Remembered> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
          return size() > MOST;
        }
      };

  RunSummaries(RunFolds folds) {
    this.folds = folds;
  }

  /** The summary of a run, up to date. */
  RunSummary of(RunDirectory directory) {
    if (directory.holder().isPresent()) {
      return ofGoingOn(directory);
    }
    Stamp stamp = stamp(directory);
    Remembered known = known(directory.id());
    if (known != null && known.stamp().equals(stamp)) {
      return known.summary();
    }
    RunSummary summary = RunSummary.of(directory);
    remember(directory.id(), new Remembered(stamp, summary));
    return summary;
  }

  private synchronized Remembered known(String id) {
    return remembered.get(id);
  }

  private synchronized void remember(String id, Remembered summary) {
    remembered.put(id, summary);
  }

  private RunSummary ofGoingOn(RunDirectory directory) {
    try {
      return of(directory, folds.of(directory));
    } catch (Refusal | DamagedJournal | IllegalArgumentException e) {
      return RunSummary.of(directory); // which says what of it is unreadable
    }
  }

  /** The summary of a run that has been read. */
  static RunSummary of(RunDirectory directory, RunFold fold) {
    return RunSummary.of(directory, fold.spec(), fold.standing());
  }

  private static Stamp stamp(RunDirectory directory) {
    try {
      Path journal = directory.journal();
      return Files.exists(journal)
          ? new Stamp(
              Files.size(journal), Files.getLastModifiedTime(journal), directory.checkpointFiles())
          : new Stamp(0, FileTime.fromMillis(0), List.of());
    } catch (IOException e) {
      return new Stamp(-1, FileTime.fromMillis(0), List.of());
    }
  }
}
