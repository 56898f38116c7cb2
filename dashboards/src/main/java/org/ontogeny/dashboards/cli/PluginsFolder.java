package org.ontogeny.dashboards.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.plugin.PluginException;
import picocli.CommandLine.Option;

/** Where jars are that add criteria to those of the engine. */
final class PluginsFolder {

  private static final String OPTION = "--plugins";
  private static final String VARIABLE = "ONTOGENY_PLUGINS";

  @Option(
      names = OPTION,
      paramLabel = "DIR",
      description = "Folder of jars with criteria of your own (or set " + VARIABLE + ").")
  private Optional<Path> path;

  private Catalogue criteria; // null until somebody has asked

  /**
   * The criteria that rules can name.
   *
   * @throws PluginException if there is a folder, and something is wrong with it or a jar
   */
  Catalogue criteria() {
    if (criteria == null) {
      criteria =
          path.isPresent()
              ? read(path.get(), OPTION)
              : Optional.ofNullable(System.getenv(VARIABLE))
                  .filter(value -> !value.isBlank())
                  .map(value -> read(Path.of(value), VARIABLE))
                  .orElse(Catalogue.SHIPPED);
    }
    return criteria;
  }

  private static Catalogue read(Path folder, String origin) {
    try {
      return Catalogue.of(folder);
    } catch (PluginException e) {
      throw new PluginException(origin + ": " + e.getMessage(), e);
    }
  }

  /** The option that leads a later command to the same folder, with a space before it. */
  String asOption() {
    return path.map(folder -> " " + OPTION + " " + folder).orElse("");
  }
}
