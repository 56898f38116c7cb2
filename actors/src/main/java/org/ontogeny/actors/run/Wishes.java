package org.ontogeny.actors.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Wishes that other processes bring to a run: a file each in its directory, and a file for the
 * answer. A folder needs no port, no token and no peer that is awake, and only who may write to the
 * run may wish.
 *
 * <pre>
 *  wishes/ID.wish     an object of JSON; named when it is whole
 *  wishes/ID.answer   "done" or "refused: why"; named when it is whole
 * </pre>
 */
public final class Wishes {

  private static final String WISH = ".wish";
  private static final String ANSWER = ".answer";
  private static final String DONE = "done";
  private static final Duration GLANCE = Duration.ofMillis(50);

  private final Path folder;

  /** Those of a run. */
  public Wishes(RunDirectory directory) {
    this.folder = directory.wishes();
  }

  /**
   * A wish that was brought.
   *
   * @param id of it
   * @param text of it, an object of JSON where nothing is wrong
   */
  record Brought(String id, String text) {}

  /** Forgets what was brought to a process that has ended. */
  void clear() {
    try {
      Files.createDirectories(folder);
      for (Path file : files("")) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + folder, e);
    }
  }

  /** Takes the wishes that were brought, in order of their times. */
  List<Brought> take() {
    List<Brought> brought = new ArrayList<>();
    try {
      for (Path file : files(WISH)) {
        String name = file.getFileName().toString();
        brought.add(
            new Brought(name.substring(0, name.length() - WISH.length()), Files.readString(file)));
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the wishes in " + folder, e);
    }
    return brought;
  }

  /** Answers a wish; a refusal says why. */
  void answer(String id, Optional<String> refusal) {
    write(id, ANSWER, refusal.map(why -> "refused: " + why).orElse(DONE));
  }

  /**
   * Brings a wish and waits for the answer.
   *
   * @throws RunDirectory.Unusable if nobody develops the run, or the wish is refused
   */
  public static void bring(RunDirectory directory, Wish wish) {
    Wishes wishes = new Wishes(directory);
    String id = "%019d-%s".formatted(System.currentTimeMillis(), UUID.randomUUID());
    requireRunning(directory);
    wishes.write(id, WISH, wish.json());
    Path answer = wishes.folder.resolve(id + ANSWER);
    try {
      while (!Files.exists(answer)) {
        if (RunLock.holder(directory).isEmpty() && !Files.exists(answer)) {
          Files.deleteIfExists(wishes.folder.resolve(id + WISH));
          throw notRunning(directory);
        }
        Thread.sleep(GLANCE.toMillis());
      }
      String said = Files.readString(answer);
      Files.deleteIfExists(answer);
      if (!said.equals(DONE)) {
        throw new RunDirectory.Unusable("run %s: %s".formatted(directory.id(), said));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + answer, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }

  private static void requireRunning(RunDirectory directory) {
    if (RunLock.holder(directory).isEmpty()) {
      throw notRunning(directory);
    }
  }

  private static RunDirectory.Unusable notRunning(RunDirectory directory) {
    return new RunDirectory.Unusable(
        "run %s: no process develops it at present".formatted(directory.id()));
  }

  private void write(String id, String ending, String text) {
    Path part = folder.resolve(id + ".part");
    try {
      Files.createDirectories(folder);
      Files.writeString(part, text);
      Files.move(part, folder.resolve(id + ending), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + part, e);
    }
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
