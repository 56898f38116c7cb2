package org.ontogeny.dashboards.server.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.server.http.Problem;
import org.ontogeny.dashboards.server.http.Refusal;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecException;
import org.ontogeny.engine.spec.SpecReader;

/** What journals have come to, kept for the runs that were asked about last. */
final class RunFolds {

  /**
   * A fold, and the specification that it was begun with: a run may be deleted, and another one
   * take its name.
   */
  private record Kept(RunFold fold, Object file) {}

  private final Map<String, Kept> kept;

  /**
   * No fold yet.
   *
   * @param most how many runs are remembered
   */
  RunFolds(int most) {
    kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > most;
          }
        };
  }

  /**
   * The fold of a run, up to date.
   *
   * @throws Refusal with status 409 if this version of the program cannot read its specification
   */
  RunFold of(RunDirectory directory) {
    RunFold fold = remembered(directory, false);
    try {
      if (!fold.advance()) {
        fold = remembered(directory, true);
        fold.advance();
      }
      return fold;
    } catch (RuntimeException e) {
      forget(directory); // it may have taken half of an event
      throw e;
    }
  }

  /**
   * The network that a run is about; its journal is not read for it.
   *
   * @throws Refusal with status 409 if this version of the program cannot read its specification
   */
  Network network(RunDirectory directory) {
    return remembered(directory, false).network();
  }

  private synchronized void forget(RunDirectory directory) {
    kept.remove(directory.id());
  }

  private synchronized RunFold remembered(RunDirectory directory, boolean anew) {
    Object file = file(directory);
    Kept found = kept.get(directory.id());
    if (anew || found == null || !found.file().equals(file)) {
      found = new Kept(new RunFold(directory, spec(directory)), file);
      kept.put(directory.id(), found);
    }
    return found.fold();
  }

  private static Object file(RunDirectory directory) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(directory.specification(), BasicFileAttributes.class);
      Object key = attributes.fileKey(); // null on Windows
      return Map.of(
          "key", key == null ? "none" : key, "made", attributes.lastModifiedTime().toMillis());
    } catch (NoSuchFileException e) {
      throw new Refusal(Problem.notFound("there is no run of this id"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + directory.specification(), e);
    }
  }

  private static RunSpec spec(RunDirectory directory) {
    try {
      return SpecReader.readResolved(directory.specification());
    } catch (SpecException e) {
      throw new Refusal(
          Problem.of(
              StatusCodes.CONFLICT,
              "this version of the program cannot read the specification of the run"));
    }
  }
}
