package org.ontogeny.engine.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The folder that holds one folder for each data set read from files.
 *
 * @param path the folder
 * @param origin who named it, for messages: {@code --data} or {@code ONTOGENY_DATA}
 */
public record DataDirectory(Path path, String origin) {

  /** Environment variable that names the folder where the command line does not. */
  public static final String VARIABLE = "ONTOGENY_DATA";

  public DataDirectory {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(origin, "origin");
  }

  /**
   * The folder of the command line, else of the environment.
   *
   * @param flag what {@code --data} says
   * @param environment such as {@code System.getenv()}
   */
  public static Optional<DataDirectory> find(Optional<Path> flag, Map<String, String> environment) {
    if (flag.isPresent()) {
      return flag.map(path -> new DataDirectory(path, "--data"));
    }
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(value -> !value.isBlank())
        .map(value -> new DataDirectory(Path.of(value), VARIABLE));
  }

  /** Whether a folder of that name is here. */
  boolean has(String dataset) {
    return Files.isDirectory(path.resolve(dataset));
  }

  @Override
  public String toString() {
    return "%s (from %s)".formatted(path, origin);
  }
}
