package org.ontogeny.engine.spec;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds and parses what somebody has written in HOCON, or what comes with the program. */
final class SpecFile {

  private static final ConfigParseOptions OPTIONS =
      ConfigParseOptions.defaults().setAllowMissing(false).setSyntax(ConfigSyntax.CONF);

  private SpecFile() {}

  /**
   * Parses a file.
   *
   * @param kind of file, such as {@code experiment}; those on the class path are in the folder of
   *     this name in the plural
   * @param name of a shipped one, or a file
   * @param shipped names of those on the class path
   * @throws SpecException if there is none, or it is no HOCON
   */
  static Config parse(String kind, String name, List<String> shipped) {
    try {
      Path file = Path.of(name);
      if (Files.isRegularFile(file)) {
        return ConfigFactory.parseFile(file.toFile(), OPTIONS);
      }
      String resource = kind + "s/" + name + ".conf";
      if (SpecFile.class.getClassLoader().getResource(resource) != null) {
        return ConfigFactory.parseResources(SpecFile.class.getClassLoader(), resource, OPTIONS);
      }
    } catch (ConfigException e) {
      throw new SpecException(e.getMessage(), e);
    }
    throw new SpecException(
        "no %s '%s': expected a file or one of %s"
            .formatted(kind, name, String.join(", ", shipped)));
  }
}
