package org.ontogeny.dashboards.view;

import java.nio.file.Files;
import java.util.function.Function;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;

/** The journal of a run, where there is one already. */
public final class RecordedJournal {

  private RecordedJournal() {}

  /**
   * Reads something from the journal of a run.
   *
   * @param otherwise if there is none yet, since the run has only just begun
   * @throws java.io.UncheckedIOException if the file cannot be read
   * @throws org.ontogeny.actors.journal.DamagedJournal if it does not hold what was written
   */
  public static <T> T read(RunDirectory directory, Function<JournalReader, T> what, T otherwise) {
    if (!Files.exists(directory.journal())) {
      return otherwise;
    }
    try (JournalReader journal = JournalReader.open(directory.path())) {
      return what.apply(journal);
    }
  }
}
