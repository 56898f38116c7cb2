package org.ontogeny.dashboards.server.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Problem;
import org.ontogeny.dashboards.server.http.Refusal;

/**
 * The runs of a folder, as far as they may be shown. A run's directory must lie in the folder
 * itself: one that is a link could lead anywhere. Paths stay as they were given, because the lock
 * of a run that this process develops is known by that.
 */
public final class Runs {

  private final Path folder;

  /**
   * The runs of a folder.
   *
   * @param folder of all runs; while it is missing there are none
   */
  public Runs(Path folder) {
    this.folder = folder;
  }

  /** Ids in alphabetical order. */
  public List<String> ids() {
    return RunDirectory.ids(folder).stream().filter(this::isOurs).toList();
  }

  private boolean isOurs(String id) {
    try {
      return folder.resolve(id).toRealPath().equals(folder.toRealPath().resolve(id));
    } catch (IOException e) {
      return false; // it has just been deleted
    }
  }

  /**
   * The directory of a run.
   *
   * @throws Refusal with status 404 if there is none, whatever is wrong with the id
   */
  public RunDirectory open(String id) {
    try {
      RunDirectory directory = RunDirectory.open(folder, id);
      if (isOurs(id)) {
        return directory;
      }
    } catch (RunDirectory.Unusable e) {
      throw unknown(); // its message tells which runs there are, and where
    }
    throw unknown();
  }

  /** The same; empty if there is none, as where a run has just been deleted. */
  public Optional<RunDirectory> find(String id) {
    try {
      return Optional.of(open(id));
    } catch (Refusal e) {
      return Optional.empty();
    }
  }

  private static Refusal unknown() {
    return new Refusal(Problem.notFound("there is no run of this id"));
  }
}
