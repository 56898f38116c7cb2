package org.ontogeny.dashboards.soak;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Whether followers slow a run, and whether they miss anything. The run goes on alone for a while,
 * then with all followers, and so on: what the machine does besides meets both. One of the
 * followers reads nothing from beginning to end, and catches up afterwards.
 */
public final class FollowerSoak {

  private static final int ALONE = 20; // seconds of a block
  private static final int SETTLING = 5; // seconds in which those who come read what they missed
  private static final int FOLLOWED = 60; // seconds of a block
  private static final int CATCHING_UP = 60; // seconds at most

  /**
   * Steps a second in two blocks that follow each other.
   *
   * @param alone without followers, but for the one who reads nothing
   * @param followed with all
   */
  public record Blocks(double alone, double followed) {

    /** By how much followers slowed the run; below 0 if it was faster. */
    public double slowdown() {
      return 1 - followed / alone;
    }
  }

  private final InetSocketAddress server;
  private final String path;
  private final int followers;
  private final LongSupplier steps;
  private final CountDownLatch never = new CountDownLatch(1);

  /**
   * A trial that has not begun.
   *
   * @param server on this machine
   * @param path of the stream of events
   * @param followers besides the one who reads nothing
   * @param steps that the run has done so far
   */
  public FollowerSoak(InetSocketAddress server, String path, int followers, LongSupplier steps) {
    this.server = server;
    this.path = path;
    this.followers = followers;
    this.steps = steps;
  }

  /**
   * Follows.
   *
   * @param minutes with all followers, at least
   * @param listener hears every pair of blocks
   * @param stop ends the run; returns the sequence number of its last event
   * @return all pairs
   * @throws IllegalStateException if a follower misses an event or hears one twice
   */
  public List<Blocks> follow(int minutes, Consumer<Blocks> listener, LongSupplier stop)
      throws InterruptedException {
    List<Blocks> all = new ArrayList<>();
    try (Crowd crowd = new Crowd(server, path, followers);
        Crowd stuck = new Crowd(server, path, 1)) {
      stuck.come();
      stuck.stall();
      for (int k = 0; k * FOLLOWED < minutes * 60; k++) {
        double alone = rate(ALONE);
        crowd.come();
        pause(SETTLING);
        Blocks blocks = new Blocks(alone, rate(FOLLOWED));
        crowd.leave();
        all.add(blocks);
        listener.accept(blocks);
      }
      crowd.come();
      stuck.goOn();
      long last = stop.getAsLong();
      awaitHeard(crowd, last);
      awaitHeard(stuck, last);
    }
    return all;
  }

  /** The middle one of the slowdowns of all pairs. */
  public static double medianSlowdown(List<Blocks> all) {
    double[] sorted = all.stream().mapToDouble(Blocks::slowdown).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private double rate(int seconds) throws InterruptedException {
    long before = steps.getAsLong();
    long began = System.nanoTime();
    pause(seconds);
    return (steps.getAsLong() - before) / ((System.nanoTime() - began) / 1e9);
  }

  private void awaitHeard(Crowd crowd, long last) throws InterruptedException {
    for (int second = 0; crowd.heard() < last; second++) {
      if (second == CATCHING_UP) {
        throw new IllegalStateException(
            "a follower has heard %d of %d events %d s after the last"
                .formatted(crowd.heard(), last, second));
      }
      pause(1);
    }
  }

  private void pause(int seconds) throws InterruptedException {
    never.await(seconds, TimeUnit.SECONDS);
  }
}
