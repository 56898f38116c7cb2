package org.ontogeny.actors.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ontogeny.engine.checkpoint.Checkpoint;

/**
 * The checkpoints of a run.
 *
 * <pre>
 *  000000000412-000000036000.ckpt           after event 412, at step 36,000
 *  000000000300-000000024000.ckpt           one before it
 *  000000000390-000000030000.ckpt.damaged   could not be read
 *  .(random).ckpt.part                      being written, or left by a crash
 * </pre>
 *
 * A checkpoint is written first and named later, when every event that it builds on is on the disk
 * too. A name therefore always means a whole checkpoint.
 */
public final class CheckpointFolder {

  private static final String NAMED = ".ckpt";
  private static final String UNFINISHED = ".ckpt.part";
  private static final String DAMAGED = ".damaged";
  private static final Pattern NAME = Pattern.compile("(\\d{12,18})-(\\d{12,18})\\.ckpt");
  private static final int FEWEST = 2;

  private static final Comparator<Path> NEWEST_FIRST =
      Comparator.comparingLong((Path file) -> number(file, 1))
          .thenComparingLong(file -> number(file, 2))
          .reversed();

  private final Path folder;
  private final int keep;

  /**
   * The checkpoints in a folder.
   *
   * @param folder made where it is missing, when something is written
   * @param keep how many are kept, at least 2: one may turn out to be damaged
   */
  public CheckpointFolder(Path folder, int keep) {
    if (keep < FEWEST) {
      throw new IllegalArgumentException(
          "checkpoints to keep: expected %d or more, got %d".formatted(FEWEST, keep));
    }
    this.folder = folder;
    this.keep = keep;
  }

  /**
   * A checkpoint that was read.
   *
   * @param file it was read from
   * @param damaged says of each newer file why it could not be read
   */
  public record Found(Checkpoint checkpoint, Path file, List<String> damaged) {

    public Found {
      damaged = List.copyOf(damaged);
    }
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  private static <T> T attempt(String what, Path file, Step<T> step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot %s %s: %s".formatted(what, file, e), e);
    }
  }

  /**
   * Writes a checkpoint to a temporary file, which is on the disk afterwards but has no name yet.
   *
   * @return the file
   * @throws UncheckedIOException if it cannot be written; then nothing is left behind
   */
  public Path write(Checkpoint checkpoint) {
    attempt("make the folder", folder, this::make);
    Path temporary = folder.resolve("." + UUID.randomUUID() + UNFINISHED);
    CheckpointFile.write(temporary, checkpoint);
    return temporary;
  }

  private Path make() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      WholeFile.sync(folder.toAbsolutePath().getParent());
    }
    return folder;
  }

  /**
   * Gives a temporary file its name, in place of one of the same name, and deletes what is older
   * than the newest ones to keep.
   *
   * @param temporary that {@link #write} returned
   * @param seq sequence number of the last event before the checkpoint
   * @param step of the checkpoint: many may follow one event
   * @return the file under its name
   * @throws UncheckedIOException if that fails; a checkpoint has its old name, or the new one
   */
  public Path name(Path temporary, long seq, long step) {
    Path named = folder.resolve("%012d-%012d%s".formatted(seq, step, NAMED));
    attempt("name a checkpoint", named, () -> rename(temporary, named));
    List<Path> files = files();
    for (Path old : files.subList(Math.min(keep, files.size()), files.size())) {
      attempt("delete", old, () -> Files.deleteIfExists(old));
    }
    return named;
  }

  private Path rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    WholeFile.sync(folder);
    return to;
  }

  /**
   * Reads the newest checkpoint that can be read. Newer ones that cannot are renamed, so that they
   * neither count among those to keep nor get lost.
   *
   * @return empty if there is no checkpoint
   * @throws DamagedCheckpoint if there are some, and all are damaged, or the newest comes from a
   *     newer version of the program; nothing is renamed then
   * @throws UncheckedIOException if a file may not be read, or not renamed
   */
  public Optional<Found> newest() {
    List<Path> broken = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    for (Path file : files()) {
      try {
        Checkpoint checkpoint = CheckpointFile.read(file);
        broken.forEach(this::setAside);
        return Optional.of(new Found(checkpoint, file, messages));
      } catch (DamagedCheckpoint e) {
        if (e.isNewer()) {
          throw e; // what a newer program has computed is not to be computed again by this one
        }
        broken.add(file);
        messages.add(e.getMessage());
      }
    }
    if (!broken.isEmpty()) {
      throw DamagedCheckpoint.all(folder, messages);
    }
    return Optional.empty();
  }

  private void setAside(Path file) {
    attempt("set aside", file, () -> rename(file, free(file)));
  }

  /** A name for a damaged file that no other has: moving would replace that one. */
  private static Path free(Path file) {
    Path free = file.resolveSibling(file.getFileName() + DAMAGED);
    for (int number = 2; Files.exists(free); number++) {
      free = file.resolveSibling(file.getFileName() + "." + number + DAMAGED);
    }
    return free;
  }

  /**
   * Reads the newest checkpoint of a folder that can be read, and leaves the others as they are;
   * the run may go on meanwhile.
   *
   * @return empty if there is no checkpoint
   * @throws DamagedCheckpoint if there are some, and all are damaged
   */
  public static Optional<Found> latest(Path folder) {
    List<String> messages = new ArrayList<>();
    for (Path file : files(folder)) {
      try {
        return Optional.of(new Found(CheckpointFile.read(file), file, messages));
      } catch (DamagedCheckpoint e) {
        messages.add(e.getMessage());
      } catch (UncheckedIOException e) {
        if (Files.exists(file)) {
          throw e; // else a newer one has taken its place
        }
        return latest(folder);
      }
    }
    if (!messages.isEmpty()) {
      throw DamagedCheckpoint.all(folder, messages);
    }
    return Optional.empty();
  }

  /** The step in the name of a checkpoint. */
  public static long step(Path file) {
    return number(file, 2);
  }

  /** The number of the last event before a checkpoint, from its name. */
  public static long seq(Path file) {
    return number(file, 1);
  }

  /** Checkpoints with a name, newest first. */
  public List<Path> files() {
    return files(folder);
  }

  /** Checkpoints of a folder, newest first. */
  public static List<Path> files(Path folder) {
    return list(folder, name -> NAME.matcher(name).matches()).stream()
        .sorted(NEWEST_FIRST)
        .toList();
  }

  /** A number in the name of a checkpoint: 1 for the event, 2 for the step. */
  private static long number(Path file, int which) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException(file + " is no name of a checkpoint");
    }
    return Long.parseLong(name.group(which));
  }

  /** Removes what a crash has left half written, or whole but without a name. */
  public void clean() {
    for (Path file : list(folder, name -> name.startsWith(".") && name.endsWith(UNFINISHED))) {
      attempt("delete", file, () -> Files.deleteIfExists(file));
    }
  }

  private static List<Path> list(Path folder, Predicate<String> wanted) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    return attempt(
        "list",
        folder,
        () -> {
          try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> wanted.test(file.getFileName().toString())).toList();
          }
        });
  }
}
