package org.ontogeny.actors.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ontogeny.actors.checkpoint.WholeFile;

/**
 * The snapshots of a run. All are kept.
 *
 * <pre>
 *  0000000412-36000.npz         of event 412, at step 36,000
 *  .0000000412-36000.npz.part   being written, or left by a crash
 * </pre>
 *
 * @param path of the folder, made where it is missing, when something is written
 */
public record SnapshotFolder(Path path) {

  private static final Pattern NAME = Pattern.compile("(\\d{10,18})-\\d{1,18}\\.npz");
  private static final Pattern UNFINISHED = Pattern.compile("\\..*\\.npz\\.part");

  /** Where the snapshot of an event is. */
  public Path file(long seq, long step) {
    return path.resolve("%010d-%d.npz".formatted(seq, step));
  }

  /** Snapshots that are whole, in the order of their events. */
  public List<Path> files() {
    return list(NAME).stream().sorted(Comparator.comparingLong(SnapshotFolder::seq)).toList();
  }

  /**
   * Writes the snapshot of an event, which is on the disk afterwards.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  void write(long seq, long step, SnapshotArrays arrays) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path);
        WholeFile.sync(path.toAbsolutePath().getParent());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + path, e);
    }
    SnapshotFile.write(file(seq, step), arrays);
  }

  /**
   * Removes what a crash has left half written, and snapshots whose events it has taken: those may
   * come by other numbers when the run goes on.
   *
   * @param last sequence number of the last event that is recorded
   */
  public void clean(long last) {
    Stream.concat(list(UNFINISHED).stream(), files().stream().filter(file -> seq(file) > last))
        .forEach(SnapshotFolder::delete);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }

  private static long seq(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException(file + " is no name of a snapshot");
    }
    return Long.parseLong(name.group(1));
  }

  private List<Path> list(Pattern wanted) {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> wanted.matcher(file.getFileName().toString()).matches()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + path, e);
    }
  }
}
