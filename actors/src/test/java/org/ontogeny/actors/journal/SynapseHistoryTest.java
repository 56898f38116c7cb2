package org.ontogeny.actors.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;

class SynapseHistoryTest {

  @TempDir Path directory;

  private static Event born(long seq, String projection, Fate... births) {
    GroupId group = new GroupId(projection, 0, 9);
    return new Event(
        seq,
        seq,
        "s",
        new Fact.SynapsesFormed(
            projection, group, "initial", Double.NaN, List.of(births), Living.NONE));
  }

  private void write(List<Event> events) throws SQLException {
    try (JournalWriter writer = JournalWriter.create(directory.resolve(SqliteJournal.FILE))) {
      writer.write(events);
      writer.commit();
      writer.checkpoint();
    }
  }

  @Test
  void birthsAndDeathsOfOneSynapseAreFoundInOrder() throws SQLException {
    Fate wanted = new Fate(3, 4, Double.NaN, 0.1f, 0, Float.NaN);
    Fate other = new Fate(4, 3, 1, 1, 1, 1);
    Fate death = new Fate(3, 4, 0.25, -0.5f, 7, 0.75f);
    write(
        List.of(
            born(1, "visible-h1", other, wanted),
            born(2, "h1-h2", wanted),
            JournalExamples.deaths(3, List.of(other, death)),
            born(4, "visible-h1", wanted)));
    List<SynapseHistory.Entry> all =
        SynapseHistory.read(directory, "visible-h1", 3, 4, Integer.MAX_VALUE);
    assertEquals(List.of(1L, 3L, 4L), all.stream().map(e -> e.event().seq()).toList());
    assertEquals(List.of(wanted, death, wanted), all.stream().map(e -> e.fate()).toList());
    assertEquals("synapses-pruned", all.get(1).event().kind());
    assertEquals(2, SynapseHistory.read(directory, "visible-h1", 3, 4, 2).size());
    assertEquals(List.of(), SynapseHistory.read(directory, "visible-h1", 9, 9, 2));
  }

  @Test
  void withoutAJournalThereIsNoAnswer() {
    assertThrows(UncheckedIOException.class, () -> SynapseHistory.read(directory, "a", 0, 0, 1));
  }
}
