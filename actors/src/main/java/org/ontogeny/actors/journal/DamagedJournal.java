package org.ontogeny.actors.journal;

import java.io.Serial;
import java.nio.file.Path;

/** A journal does not hold what was written to it. */
public final class DamagedJournal extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final String damage;

  /**
   * Damage at one place.
   *
   * @param where event, table or page
   * @param expected what belongs there
   * @param found what is there
   */
  DamagedJournal(Path file, String where, String expected, String found) {
    super("%s is damaged at %s: expected %s, found %s".formatted(file, where, expected, found));
    damage =
        "the journal is damaged at %s: expected %s, found %s".formatted(where, expected, found);
  }

  /** The damage without the path of the file, for who need not know where files are. */
  public String damage() {
    return damage;
  }
}
