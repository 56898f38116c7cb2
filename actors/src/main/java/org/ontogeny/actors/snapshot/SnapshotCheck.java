package org.ontogeny.actors.snapshot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.network.Network;

/**
 * Snapshots that are recorded, held against their files.
 *
 * @param sound files that were read, are whole, and hold the arrays that their events name
 * @param awaited snapshots whose files are not there yet: they are being written, or a resumed run
 *     will write them
 * @param damages a sentence each
 */
public record SnapshotCheck(long sound, long awaited, List<String> damages) {

  /** Nothing was looked at. */
  public static final SnapshotCheck NONE = new SnapshotCheck(0, 0, List.of());

  public SnapshotCheck {
    damages = List.copyOf(damages);
  }

  /**
   * Checks the snapshots of a run, also of one that goes on.
   *
   * @param last event that is looked at
   * @param certain files of all events up to this one must be there: a checkpoint follows it
   */
  public static SnapshotCheck of(
      SnapshotFolder folder, Network network, JournalReader journal, long last, long certain) {
    long sound = 0;
    long awaited = 0;
    List<String> damages = new ArrayList<>();
    Iterator<JournalReader.Line> lines =
        journal.lines(1, Set.of("snapshot")).takeWhile(line -> line.seq() <= last).iterator();
    while (lines.hasNext()) {
      JournalReader.Line line = lines.next();
      Path file = folder.file(line.seq(), line.step());
      if (line.seq() > certain && !Files.exists(file)) {
        awaited++;
        continue;
      }
      Fact.Snapshot snapshot =
          (Fact.Snapshot) EventReader.fact(line.kind(), line.detail(), List.of());
      Optional<String> damage = SnapshotFile.damage(file, network, snapshot);
      damage.ifPresent(damages::add);
      sound += damage.isEmpty() ? 1 : 0;
    }
    return new SnapshotCheck(sound, awaited, damages);
  }
}
