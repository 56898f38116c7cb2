package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.ontogeny.engine.pruning.synapse.Criterion;

/** A jar that is compiled and packed when it is needed. */
final class PluginJar {

  static final String SERVICES = "META-INF/services/" + Criterion.class.getName();

  private PluginJar() {}

  /** The source of a criterion that looks at no activity, unless {@code body} has more methods. */
  static String criterion(String type, String name, String body) {
    return """
    import org.ontogeny.engine.pruning.synapse.Criterion;
    import org.ontogeny.engine.statistic.SynapseView;

    public final class %s implements Criterion {
      @Override public double importance(SynapseView synapse) { %s }

      @Override public boolean looksAtActivity() { return false; }

      @Override public String toString() { return "%s"; }
    }
    """
        .formatted(type, body, name);
  }

  /**
   * Makes a jar.
   *
   * @param services text of the file that names criteria
   * @param sources of one public class each
   */
  static void make(Path jar, String services, String... sources) throws IOException {
    Path folder = Files.createTempDirectory("plugin");
    try {
      List<String> arguments = new ArrayList<>();
      arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
      arguments.addAll(List.of("-d", folder.resolve("classes").toString()));
      for (String source : sources) {
        Path file = folder.resolve(type(source) + ".java");
        arguments.add(Files.writeString(file, source).toString());
      }
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      int status = compiler.run(null, said, said, arguments.toArray(String[]::new));
      assertEquals(0, status, () -> said.toString(StandardCharsets.UTF_8));
      pack(jar, services, folder.resolve("classes"));
    } finally {
      delete(folder);
    }
  }

  private static String type(String source) {
    Matcher declared = Pattern.compile("public final class (\\w+)").matcher(source);
    assertTrue(declared.find(), source);
    return declared.group(1);
  }

  private static void pack(Path jar, String services, Path classes) throws IOException {
    try (JarOutputStream packed = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.list(classes)) {
      packed.putNextEntry(new JarEntry(SERVICES));
      packed.write(services.getBytes(StandardCharsets.UTF_8));
      for (Path file : files.sorted().toList()) {
        packed.putNextEntry(new JarEntry(file.getFileName().toString()));
        packed.write(Files.readAllBytes(file));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
