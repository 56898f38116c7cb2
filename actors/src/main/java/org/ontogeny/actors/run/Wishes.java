package org.ontogeny.actors.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ontogeny.actors.checkpoint.WholeFile;
import org.ontogeny.actors.journal.SqliteJournal;

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
  private static final String LOST = "the process that it was brought to has ended";
  private static final Duration GLANCE = Duration.ofMillis(50);

  private final Path folder;
  private final SqliteJournal journal; // null where nobody develops the run in this process

  /** Those of a run that nobody develops in this process. */
  Wishes(RunDirectory directory) {
    this(directory, null);
  }

  /**
   * Those of a run.
   *
   * @param journal is told of wishes that cannot be read or answered
   */
  Wishes(RunDirectory directory, SqliteJournal journal) {
    this.folder = directory.wishes();
    this.journal = journal;
  }

  /** Refuses what was brought to a process that has ended. */
  void clear() {
    try {
      Files.createDirectories(folder);
      for (Path file : files(WISH)) {
        write(id(file), ANSWER, refused(LOST));
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + folder, e);
    }
  }

  /**
   * Passes on the wishes that were brought since the last call, in order of their times. What goes
   * wrong with a wish is recorded, and stops neither the run nor other wishes.
   */
  void pass(FenceKeeper fences) {
    try {
      for (Path file : files(WISH)) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        Files.delete(file);
        pass(id(file), text, fences);
      }
    } catch (IOException | RuntimeException e) {
      record("wishes-unreadable", e);
    }
  }

  private void pass(String id, String text, FenceKeeper fences) {
    try {
      fences.bring(Wish.of(text), refusal -> answer(id, refusal));
    } catch (IllegalArgumentException e) {
      answer(id, Optional.of(e.getMessage()));
    }
  }

  /** Answers a wish; a refusal says why. Who cannot be answered must not stop the run. */
  private void answer(String id, Optional<String> refusal) {
    try {
      Files.createDirectories(folder);
      write(id, ANSWER, refusal.map(Wishes::refused).orElse(DONE));
    } catch (IOException | RuntimeException e) {
      record("wish-unanswered", e);
    }
  }

  private void record(String kind, Exception e) {
    try {
      journal.record(kind, Map.of("message", e.toString()));
    } catch (RuntimeException closed) {
      e.addSuppressed(closed); // the run is ending, for this or another reason that it tells itself
    }
  }

  private static String refused(String why) {
    return "refused: " + why;
  }

  /**
   * Brings a wish and waits for the answer; after a stop, until the run can be resumed.
   *
   * @throws RunDirectory.Unusable if nobody develops the run, or the wish is refused
   */
  public static void bring(RunDirectory directory, Wish wish) {
    Wishes wishes = new Wishes(directory);
    String id = "%019d-%s".formatted(System.currentTimeMillis(), UUID.randomUUID());
    Optional<String> holder = directory.holder();
    if (holder.isEmpty()) {
      throw notRunning(directory);
    }
    try {
      Files.createDirectories(wishes.folder);
      wishes.write(id, WISH, wish.json());
      String said = wishes.await(id, directory, holder);
      if (!said.equals(DONE)) {
        throw new RunDirectory.Unusable("run %s: %s".formatted(directory.id(), said));
      }
      while (wish instanceof Wish.Stop && directory.holder().equals(holder)) {
        Thread.sleep(GLANCE.toMillis());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot bring a wish to " + wishes.folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }

  /** The answer, or that the process that was there is not there any more. */
  private String await(String id, RunDirectory directory, Optional<String> holder)
      throws IOException, InterruptedException {
    Path answer = folder.resolve(id + ANSWER);
    while (!Files.exists(answer)) {
      boolean there = directory.holder().equals(holder);
      if (!there && !Files.exists(answer)) {
        Files.deleteIfExists(folder.resolve(id + WISH));
        return refused(LOST);
      }
      Thread.sleep(GLANCE.toMillis());
    }
    String said = Files.readString(answer);
    Files.deleteIfExists(answer);
    return said;
  }

  private static RunDirectory.Unusable notRunning(RunDirectory directory) {
    return new RunDirectory.Unusable(
        "run %s: no process develops it at present".formatted(directory.id()));
  }

  private void write(String id, String ending, String text) {
    WholeFile.write(folder.resolve(id + ending), text);
  }

  private static String id(Path wish) {
    String name = wish.getFileName().toString();
    return name.substring(0, name.length() - WISH.length());
  }

  private List<Path> files(String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
