package org.ontogeny.dashboards.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import picocli.CommandLine.IVersionProvider;

/** Which program this is: what the build wrote beside the folder of its jars. */
final class Version implements IVersionProvider {

  private static final String FILE = "build.properties";

  /** Facts about the build; a program that runs from its classes knows only that. */
  static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    Path file = file();
    if (!Files.isRegularFile(file)) {
      facts.put("version", "unpackaged");
      return facts;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    facts.put("version", properties.getProperty("version"));
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      facts.put(name, properties.getProperty(name));
    }
    return facts;
  }

  /** {@code lib/ontogeny.jar} is this class's place; the file lies beside {@code lib}. */
  private static Path file() {
    try {
      Path jar = Path.of(Version.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return jar.getParent().resolveSibling(FILE);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of the program is no file", e);
    }
  }

  /** One line. */
  static String line() {
    Map<String, String> facts = facts();
    String built = facts.containsKey("built") ? ", built " + facts.get("built") : "";
    String commit = facts.containsKey("commit") ? ", commit " + facts.get("commit") : "";
    return "ontogeny " + facts.get("version") + built + commit;
  }

  @Override
  public String[] getVersion() {
    return new String[] {line()};
  }
}
