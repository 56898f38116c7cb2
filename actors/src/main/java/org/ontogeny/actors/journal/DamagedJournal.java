package org.ontogeny.actors.journal;

import java.io.Serial;
import java.nio.file.Path;

/** A journal does not hold what was written to it. */
public final class DamagedJournal extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /**
   * Damage at one place.
   *
   * @param where event, table or page
   * @param expected what belongs there
   * @param found what is there
   */
  DamagedJournal(Path file, String where, String expected, String found) {
    super("%s is damaged at %s: expected %s, found %s".formatted(file, where, expected, found));
  }
}
