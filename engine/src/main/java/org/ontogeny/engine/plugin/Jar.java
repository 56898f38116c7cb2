package org.ontogeny.engine.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import org.ontogeny.engine.pruning.synapse.Criterion;

/** A jar with criteria. Its classes see those of the program, and of no other jar. */
final class Jar {

  private static final String SERVICES = "META-INF/services/" + Criterion.class.getName();

  private Jar() {}

  /**
   * The criteria that a jar names, in its order.
   *
   * @throws PluginException if it names none, or one that cannot be made
   */
  static List<PluggedIn> criteria(Path jar) {
    try {
      requireServices(jar);
      String sha256 = sha256(jar);
      // stays open as long as the program: classes are read from it when they are first used
      URLClassLoader classes =
          new URLClassLoader(new URL[] {jar.toUri().toURL()}, Jar.class.getClassLoader());
      List<PluggedIn> found = new ArrayList<>();
      for (Criterion criterion : ServiceLoader.load(Criterion.class, classes)) {
        if (criterion.getClass().getClassLoader() == classes) {
          found.add(new PluggedIn(criterion.toString(), jar, sha256, criterion));
        }
      }
      if (found.isEmpty()) {
        throw new PluginException(
            "%s: %s names no criterion that is in the jar".formatted(jar, SERVICES));
      }
      return found;
    } catch (IOException e) {
      throw new PluginException("%s: expected a jar that can be read: %s".formatted(jar, e), e);
    } catch (ServiceConfigurationError | LinkageError e) {
      String why = e.getCause() == null ? "" : ": " + e.getCause();
      throw new PluginException("%s: %s%s".formatted(jar, e.getMessage(), why), e);
    }
  }

  /** The class loader would pass over what is no jar without a word. */
  private static void requireServices(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      if (file.getEntry(SERVICES) == null) {
        throw new PluginException("%s: expected criteria, named in %s".formatted(jar, SERVICES));
      }
    }
  }

  private static String sha256(Path jar) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
