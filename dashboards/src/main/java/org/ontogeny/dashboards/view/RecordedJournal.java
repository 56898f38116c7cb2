package org.ontogeny.dashboards.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.JsonObjects;

/** The journal of a run, where there is one already. */
public final class RecordedJournal {

  private static final Fate ANYONE = new Fate(0, 0, Double.NaN, Float.NaN, 0, Float.NaN);

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

  /** The event of a line, in which synapses have a number and no faces. */
  public static Event withoutFaces(JournalReader.Line line) {
    return new Event(
        line.seq(),
        line.step(),
        line.stage(),
        EventReader.fact(line.kind(), line.detail(), fates(line)));
  }

  private static List<Fate> fates(JournalReader.Line line) {
    if (!line.kind().startsWith("synapses-")) {
      return List.of();
    }
    return Collections.nCopies(Integer.parseInt(text("count", line)), ANYONE);
  }

  /** A field of what an event says; empty text if it has none. */
  private static String text(String field, JournalReader.Line line) {
    try {
      Map<String, Object> fields = JsonObjects.parse(line.detail());
      return fields.get(field) instanceof String text ? text : "";
    } catch (IOException e) {
      throw new UncheckedIOException("event " + line.seq() + " cannot be read", e);
    }
  }
}
