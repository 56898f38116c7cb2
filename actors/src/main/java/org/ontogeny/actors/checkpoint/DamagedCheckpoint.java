package org.ontogeny.actors.checkpoint;

import java.nio.file.Path;
import java.util.List;

/** A checkpoint that cannot be read: cut, changed, or of another format. */
public final class DamagedCheckpoint extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String file;
  private final boolean newer;

  private DamagedCheckpoint(Path file, String message, boolean newer) {
    super(message);
    this.file = file.toString();
    this.newer = newer;
  }

  static DamagedCheckpoint of(Path file, String expected, String found) {
    return new DamagedCheckpoint(file, message(file, expected, found), false);
  }

  /** A whole file, of a version of the format that this program does not know. */
  static DamagedCheckpoint newer(Path file, long known, long version) {
    String expected = "format version %d".formatted(known);
    String found = "version %d, which only a newer Ontogeny reads".formatted(version);
    return new DamagedCheckpoint(file, message(file, expected, found), true);
  }

  /** None of the checkpoints in a folder can be read. */
  static DamagedCheckpoint all(Path folder, List<String> damaged) {
    String found = "only such:%n%s".formatted(String.join(System.lineSeparator(), damaged));
    return new DamagedCheckpoint(folder, message(folder, "one that is not damaged", found), false);
  }

  private static String message(Path file, String expected, String found) {
    return "cannot read checkpoint %s: expected %s, found %s".formatted(file, expected, found);
  }

  /** The file, or the folder in which no file can be read. */
  public Path file() {
    return Path.of(file);
  }

  /** Whether nothing is wrong with the file but that this program is too old for it. */
  public boolean isNewer() {
    return newer;
  }
}
