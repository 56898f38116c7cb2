package org.ontogeny.actors.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.event.Event;

/** Facts of any size come back whole and in order, whichever statements write them. */
class SynapseRowsTest {

  private static final List<Integer> SIZES = List.of(0, 1, 2, 3, 5, 7, 8, 127, 128, 129, 255, 300);

  @TempDir private Path folder;

  @Test
  void factsOfAnySize() throws SQLException {
    List<Event> events =
        IntStream.range(0, SIZES.size())
            .mapToObj(n -> JournalExamples.deaths(n + 1, JournalExamples.fates(SIZES.get(n))))
            .toList();
    try (JournalWriter writer = JournalWriter.create(folder.resolve(SqliteJournal.FILE))) {
      writer.write(events);
      writer.commit();
    }
    try (JournalReader reader = JournalReader.open(folder)) {
      assertEquals(events, reader.events(1).toList());
      reader.check();
    }
  }
}
