package org.ontogeny.dashboards.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Where peers are looked for.
 *
 * @param folder of their scripts, if they are wanted
 * @param pythons interpreters to be tried, in order
 * @param environment of their processes
 * @param seconds that a peer may measure at a time
 * @param notice hears what takes time
 */
public record Peers(
    Optional<Path> folder,
    List<String> pythons,
    Map<String, String> environment,
    double seconds,
    Consumer<String> notice) {

  /**
   * What a script can measure.
   *
   * @param name by which the script knows it
   * @param label pattern of the result's label
   */
  public record Way(String name, Pattern label) {

    /** The way with a pattern in words. */
    public static Way of(String name, String label) {
      return new Way(name, Pattern.compile(label));
    }
  }

  /**
   * A script and how to call it.
   *
   * @param file in the folder
   * @param modules that it imports
   * @param arguments before the one that names a way and a time
   * @param ways from which the fastest is taken
   */
  public record Script(String file, List<String> modules, List<String> arguments, List<Way> ways) {}

  /**
   * The peer, or why there is none.
   *
   * @param peer that has been warmed up
   * @param story which was taken, or why none was
   */
  public record Choice(Optional<Peer> peer, String story) {}

  /** No peers at all. */
  public static Peers none() {
    return new Peers(Optional.empty(), List.of(), Map.of(), 0, text -> {});
  }

  /** The fastest way of a script, found by trying each. */
  public Choice choose(Script script) {
    if (folder.isEmpty()) {
      return without("--peers DIR names no folder of scripts");
    }
    Path file = folder.get().resolve(script.file());
    if (!Files.isRegularFile(file)) {
      return without("there is no script " + file);
    }
    Python.Search search = Python.find(pythons, script.modules());
    if (search.python().isEmpty()) {
      return without(search.story());
    }
    try {
      return fastest(new Run(search.python().get(), file), script);
    } catch (IOException e) {
      return without(e.getMessage());
    }
  }

  private static Choice without(String reason) {
    return new Choice(Optional.empty(), "no peer: " + reason);
  }

  private Choice fastest(Run run, Script script) throws IOException {
    List<String> lines = new ArrayList<>();
    Peer best = null;
    ResultLine fastest = null;
    for (Way way : script.ways()) {
      Peer peer = new Peer(run, script.arguments(), way);
      // A script that measures all its ways at once has answered already.
      if (ResultLine.find(lines, way.label()).isEmpty()) {
        notice.accept("trying %s of %s".formatted(way.name(), run.file()));
        lines.addAll(peer.lines());
      }
      Optional<ResultLine> result = ResultLine.find(lines, way.label());
      if (result.isPresent() && (fastest == null || result.get().number() > fastest.number())) {
        fastest = result.get();
        best = peer;
      }
    }
    if (best == null) {
      return without(
          "%s prints no line \"LABEL: NUMBER UNIT\" with a label such as %s"
              .formatted(run.file(), script.ways().get(0).label()));
    }
    return new Choice(
        Optional.of(best),
        "peer: %s (%s, %s)".formatted(fastest.label(), run.file(), run.python().command()));
  }

  /** A script and its interpreter. */
  final class Run {
    private final Python python;
    private final Path file;

    Run(Python python, Path file) {
      this.python = python;
      this.file = file;
    }

    Python python() {
      return python;
    }

    Path file() {
      return file;
    }

    /** What the script prints. */
    List<String> lines(List<String> arguments, Way way) throws IOException {
      List<String> line = new ArrayList<>(List.of(file.toString()));
      line.addAll(arguments);
      line.add(String.format(Locale.ROOT, "%s:%.3f", way.name(), seconds));
      Python.Said said = python.run(line, environment);
      if (said.status() != 0) {
        throw new IOException(
            "%s ended with status %d: %s".formatted(file, said.status(), said.lastError()));
      }
      return said.out();
    }
  }
}
