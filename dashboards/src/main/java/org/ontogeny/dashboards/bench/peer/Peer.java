package org.ontogeny.dashboards.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** One way of a script: each measurement is a process of its own. */
public final class Peer {

  private final Peers.Run run;
  private final List<String> arguments;
  private final Peers.Way way;

  Peer(Peers.Run run, List<String> arguments, Peers.Way way) {
    this.run = run;
    this.arguments = List.copyOf(arguments);
    this.way = way;
  }

  List<String> lines() throws IOException {
    return run.lines(arguments, way);
  }

  /**
   * Measures once.
   *
   * @return in the unit of the script
   * @throws UncheckedIOException if the script fails or does not print what it printed before
   */
  public double measure() {
    try {
      return ResultLine.find(lines(), way.label())
          .orElseThrow(
              () -> new IOException("%s prints no result %s".formatted(run.file(), way.label())))
          .number();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
