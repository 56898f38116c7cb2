package org.ontogeny.engine.spec;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ontogeny.engine.plugin.Catalogue;

/** Finds, parses and validates specifications. */
public final class SpecReader {

  /** What runs did that do not say so themselves. */
  private static final Config BEFORE =
      ConfigFactory.parseMap(Map.of("snapshots", Map.of("ends", false)));

  private SpecReader() {}

  /**
   * Reads an experiment.
   *
   * @param experiment a name of a shipped one, or a file
   * @param overrides values that replace those of the file, by path: {@code seed=2}
   * @throws SpecException if there is none, or something in it is wrong
   */
  public static RunSpec read(String experiment, Map<String, String> overrides) {
    return read(experiment, overrides, Catalogue.SHIPPED);
  }

  /**
   * Reads an experiment whose rules may name other criteria than those of the engine.
   *
   * @param criteria that rules can name
   * @throws SpecException as above
   */
  public static RunSpec read(String experiment, Map<String, String> overrides, Catalogue criteria) {
    return read(parse(experiment), options(overrides), criteria);
  }

  private static List<Replacement> options(Map<String, String> overrides) {
    return overrides.entrySet().stream()
        .map(override -> Replacement.option(override.getKey(), override.getValue()))
        .toList();
  }

  /** Reads an experiment that has been parsed, with other values in some places. */
  static RunSpec read(Config given, List<Replacement> replacements, Catalogue criteria) {
    Config config = given;
    for (Replacement replacement : replacements) {
      config = replacement.in(config.root()).toConfig();
    }
    try {
      return validate(config.resolve(), criteria);
    } catch (ConfigException e) {
      throw new SpecException(e.getMessage(), e);
    }
  }

  /** Reads the resolved specification that a run keeps, as below. */
  public static RunSpec readResolved(Path file) {
    return readResolved(file, Map.of());
  }

  /**
   * Reads the resolved specification that a run keeps, with other values in some places. What its
   * version of the program did not know yet is as it was then, not by default: the run is to go on
   * by the same events. A criterion of a plugin is known by its name alone: the run can be looked
   * at without the plugin, but cannot go on.
   *
   * @param overrides values that replace those of the file, by path
   * @throws SpecException if something in it is wrong
   */
  public static RunSpec readResolved(Path file, Map<String, String> overrides) {
    return readResolved(file, overrides, Catalogue.SHIPPED.byName());
  }

  /**
   * Reads it for a run that is to go on.
   *
   * @param criteria that rules can name
   * @throws SpecException if something in it is wrong, or a criterion is not among these
   */
  public static RunSpec readResolved(Path file, Map<String, String> overrides, Catalogue criteria) {
    return read(parse(file.toString()).withFallback(BEFORE), options(overrides), criteria);
  }

  private static RunSpec validate(Config config, Catalogue criteria) {
    Section root = new Section("", config.root());
    return SpecParser.parse(root, criteria);
  }

  /** An experiment as it stands. */
  static Config parse(String experiment) {
    return SpecFile.parse("experiment", experiment, ShippedExperiments.names());
  }
}
