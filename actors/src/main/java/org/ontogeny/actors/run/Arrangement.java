package org.ontogeny.actors.run;

import java.time.Duration;
import org.ontogeny.engine.network.Network;
import org.ontogeny.kernel.Kernels;

/**
 * How a network is arranged on a machine. No result depends on it.
 *
 * @param placement of groups in actors
 * @param threads that compute, at least 1
 * @param credit phase executions that may be under way at once, at least 1
 * @param deadline a network in which nothing moves for so long is asked why, positive
 */
public record Arrangement(Placement placement, int threads, int credit, Duration deadline) {

  private static final double MOST = 0.9; // of all sites, where the rest is little work

  public Arrangement {
    if (threads < 1 || credit < 1) {
      throw new IllegalArgumentException(
          "threads and credit must be at least 1, got %d and %d".formatted(threads, credit));
    }
    if (deadline.isZero() || deadline.isNegative()) {
      throw new IllegalArgumentException("the deadline must be positive, got " + deadline);
    }
  }

  /**
   * One actor a group, a deadline of a minute, and credit for the phases of one update and the
   * first of the next.
   */
  public static Arrangement of(int threads) {
    return new Arrangement(Placement.ONE_PER_GROUP, threads, 4, Duration.ofMinutes(1));
  }

  /**
   * The usual arrangement for a backend: if it computes on a device, which has one owner, one actor
   * hosts the whole network, and what its groups tell each other stays on the device.
   */
  public static Arrangement of(int threads, Kernels kernels) {
    Arrangement usual = of(threads);
    return kernels.onDevice() ? usual.withPlacement(Placement.WHOLE) : usual;
  }

  /**
   * Whether actors work in turn, so that the thread that waits at a fence does their work: with one
   * thread, with one actor, or where one group has at least nine tenths of all sites of synapses,
   * so that other threads could take little off it.
   */
  public boolean inTurn(Network network) {
    return threads == 1
        || placement.share(network).size() == 1
        || network.projections().stream()
            .anyMatch(
                most ->
                    most.post().groups() == 1 && most.potential() >= MOST * network.potential());
  }

  /** The same with another placement. */
  public Arrangement withPlacement(Placement other) {
    return new Arrangement(other, threads, credit, deadline);
  }

  /** The same with another deadline. */
  public Arrangement withDeadline(Duration other) {
    return new Arrangement(placement, threads, credit, other);
  }
}
