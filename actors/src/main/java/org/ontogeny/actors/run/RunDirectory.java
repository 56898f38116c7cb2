package org.ontogeny.actors.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ontogeny.actors.checkpoint.CheckpointFolder;
import org.ontogeny.actors.journal.SqliteJournal;

/**
 * What a run leaves behind: a folder of files that can be read without Ontogeny.
 *
 * <pre>
 *  experiment.conf    the specification with every value made explicit
 *  journal.db         developmental events with every synapse, and operational facts with times
 *  checkpoints/       complete states; the newest one of a run that has ended is its last
 *  snapshots/         what was recorded of moments of the past, as arrays
 *  report.html        a page to look at, where one was asked for
 *  lock               held by the process that develops the run, and says who that is
 *  wishes/            what other processes want of it
 * </pre>
 *
 * @param path of the folder
 */
public record RunDirectory(Path path) {

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]*");
  private static final int LONGEST_ID = 100;

  /** A run that is not there or cannot be made. The message is for the user. */
  public static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unusable(String message) {
      super(message);
    }
  }

  /**
   * Makes sure that a run could have this id, so that a mistake is known before anything is done.
   *
   * @throws Unusable if the id is taken or malformed
   */
  public static void requireFree(Path runs, String id) {
    requireWellFormed(id);
    if (Files.exists(runs.resolve(id))) {
      throw new Unusable(
          "--id %s: there is a run of that name already, %s; choose another id"
              .formatted(id, runs.resolve(id)));
    }
  }

  /**
   * Makes the folder of a new run.
   *
   * @param runs folder of all runs, made where it is missing
   * @param experiment gives the run its name with a number, where no id is asked for
   * @param id of the run
   * @throws Unusable if the id is taken or malformed
   */
  public static RunDirectory create(Path runs, String experiment, Optional<String> id) {
    id.ifPresent(wanted -> requireFree(runs, wanted));
    try {
      Files.createDirectories(runs);
      return id.isPresent()
          ? new RunDirectory(Files.createDirectory(runs.resolve(id.get())))
          : createNumbered(runs, stem(experiment));
    } catch (FileAlreadyExistsException e) {
      throw new Unusable(
          "%s: expected a folder that can be made, found something there".formatted(e.getFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder in " + runs, e);
    }
  }

  private static void requireWellFormed(String id) {
    if (!ID.matcher(id).matches() || id.length() > LONGEST_ID) {
      throw new Unusable(
          ("'%s' is no id of a run: expected up to %d of a-z, 0-9, dot, underscore and hyphen,"
                  + " beginning with a letter or a digit")
              .formatted(id, LONGEST_ID));
    }
  }

  /** Another process may take a number at the same time: then the next one is tried. */
  private static RunDirectory createNumbered(Path runs, String stem) throws IOException {
    for (int number = highest(runs, stem) + 1; ; number++) {
      Path folder = runs.resolve(stem + "-" + number);
      if (isMade(folder)) {
        return new RunDirectory(folder);
      }
    }
  }

  private static boolean isMade(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static int highest(Path runs, String stem) throws IOException {
    Pattern numbered = Pattern.compile(Pattern.quote(stem) + "-([1-9][0-9]{0,8})");
    try (Stream<Path> folders = Files.list(runs)) {
      return folders
          .map(folder -> numbered.matcher(folder.getFileName().toString()))
          .filter(Matcher::matches)
          .mapToInt(match -> Integer.parseInt(match.group(1)))
          .max()
          .orElse(0);
    }
  }

  /** The name of an experiment as the beginning of an id. */
  private static String stem(String experiment) {
    String stem = experiment.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    String trimmed = stem.replaceAll("^[^a-z0-9]+|-+$", "");
    String whole = trimmed.isEmpty() ? "run" : trimmed;
    return whole.substring(0, Math.min(whole.length(), LONGEST_ID - 10));
  }

  /**
   * The folder of a run that was made earlier.
   *
   * @throws Unusable if there is none
   */
  public static RunDirectory open(Path runs, String id) {
    requireWellFormed(id);
    RunDirectory directory = new RunDirectory(runs.resolve(id));
    if (!Files.isRegularFile(directory.specification())) {
      List<String> known = ids(runs);
      throw new Unusable(
          "no run '%s' in %s: %s"
              .formatted(
                  id,
                  runs,
                  known.isEmpty()
                      ? "there are no runs there"
                      : "expected one of " + String.join(", ", known)));
    }
    return directory;
  }

  /** Ids of the runs in a folder, in alphabetical order. */
  public static List<String> ids(Path runs) {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(runs)) {
      return folders
          .filter(folder -> Files.isRegularFile(new RunDirectory(folder).specification()))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + runs, e);
    }
  }

  /** Name of the run. */
  public String id() {
    return path.getFileName().toString();
  }

  /** The resolved specification. */
  public Path specification() {
    return path.resolve("experiment.conf");
  }

  /** The journal. */
  public Path journal() {
    return path.resolve(SqliteJournal.FILE);
  }

  /**
   * The newest complete state that can be read; empty if there is none yet.
   *
   * @throws org.ontogeny.actors.checkpoint.DamagedCheckpoint if none can be read
   */
  public Optional<CheckpointFolder.Found> latest() {
    return CheckpointFolder.latest(checkpoints());
  }

  /** Complete states, newest first. */
  public List<Path> checkpointFiles() {
    return CheckpointFolder.files(checkpoints());
  }

  /** The step of one of {@link #checkpointFiles}. */
  public static long step(Path checkpoint) {
    return CheckpointFolder.step(checkpoint);
  }

  /** Where complete states are. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** Where snapshots are. */
  public Path snapshots() {
    return path.resolve("snapshots");
  }

  /** Who develops the run, in words; empty if nobody does at present. */
  public Optional<String> holder() {
    return RunLock.holder(this);
  }

  Path lock() {
    return path.resolve("lock");
  }

  Path wishes() {
    return path.resolve("wishes");
  }
}
