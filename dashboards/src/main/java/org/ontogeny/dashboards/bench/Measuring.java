package org.ontogeny.dashboards.bench;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.ontogeny.dashboards.bench.peer.Peers;

/**
 * How a benchmark is to measure.
 *
 * @param wanted blocks of each side; empty for as many as usual
 * @param threads that compute, on either side
 * @param seconds of a block, at most five
 * @param data folder of data sets, where the command line names one
 * @param peers to stand beside
 * @param disk folder on the disk to be measured, where the command line names one
 * @param notice hears what is measured next
 */
public record Measuring(
    OptionalInt wanted,
    int threads,
    double seconds,
    Optional<Path> data,
    Peers peers,
    Optional<Path> disk,
    Consumer<String> notice) {

  /** Seconds of a block unless a test wants it shorter. */
  public static final double BLOCK = 2.5;

  private static final int USUAL = 5;

  /** Blocks of each side. */
  int repeats() {
    return wanted.orElse(USUAL);
  }
}
