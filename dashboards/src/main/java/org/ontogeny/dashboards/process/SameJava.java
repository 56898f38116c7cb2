package org.ontogeny.dashboards.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Further processes by the same Java, options and class path as this one. */
public final class SameJava {

  /**
   * What the Java machine says at every start with the vector API; there is no option against it.
   */
  private static final String GREETING = "WARNING: Using incubator modules: jdk.incubator.vector";

  private SameJava() {}

  /**
   * Command line of such a process; further options may be inserted after the first word.
   *
   * @param main name of the class that is the program
   */
  public static List<String> command(String main, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-D" + StandardError.PROPERTY + "=")) // ours alone
        .forEach(line::add);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    line.addAll(arguments);
    return line;
  }

  /** What a process has said on standard error, without what the Java machine says by itself. */
  public static String withoutGreeting(String err) {
    return err.lines()
        .filter(line -> !line.equals(GREETING))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
