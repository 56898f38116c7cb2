package org.ontogeny.dashboards.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that trials make and remove. */
final class Folders {

  private Folders() {}

  /** Makes the first folder {@code name-1}, {@code name-2}, ... that is not there. */
  static Path make(Path parent, String name) {
    try {
      Files.createDirectories(parent);
      for (int number = 1; ; number++) {
        Path folder = parent.resolve(name + "-" + number);
        if (!Files.exists(folder)) {
          return Files.createDirectory(folder);
        }
      }
    } catch (FileAlreadyExistsException e) {
      return make(parent, name); // somebody else was faster
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder in " + parent, e);
    }
  }

  /** Deletes a file or a folder with everything in it; it need not be there. */
  static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(path)) {
      List<Path> inner = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path each : inner) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }
}
