package org.ontogeny.dashboards.soak;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Journal;

/**
 * Watches the heap of a run that goes on without an end: how much is in use after a collection,
 * once a minute, always at a fence, where no message is in flight and no act holds arrays of its
 * own.
 */
public final class MemorySoak implements Journal {

  private static final int COLLECTIONS = 3; // who writes behind may let go of something meanwhile
  private static final long MINUTE = 60_000_000_000L; // nanoseconds
  private static final double MIB = 1 << 20;

  /**
   * A look at the heap.
   *
   * @param minute since the run began
   * @param used after collection, MiB
   * @param events that had happened
   */
  public record Look(int minute, double used, long events) {}

  private final int minutes;
  private final Journal follower;
  private final Consumer<Look> listener;
  private final Runnable stop;
  private final List<Look> looks = new ArrayList<>();
  private final long start = System.nanoTime();
  private long events;

  /**
   * A follower of the run that is watched.
   *
   * @param minutes how long
   * @param follower hears every event too, as it would in a usual run
   * @param listener hears every look
   * @param stop ends the run after the last look
   */
  public MemorySoak(int minutes, Journal follower, Consumer<Look> listener, Runnable stop) {
    this.minutes = minutes;
    this.follower = follower;
    this.listener = listener;
    this.stop = stop;
  }

  @Override
  public void append(Event event) {
    events = event.seq();
    follower.append(event);
  }

  @Override
  public void fence() {
    follower.fence();
    if (looks.size() < minutes && System.nanoTime() - start >= (looks.size() + 1) * MINUTE) {
      Look look = new Look(looks.size() + 1, used(), events);
      looks.add(look);
      listener.accept(look);
      if (looks.size() == minutes) {
        stop.run();
      }
    }
  }

  private static double used() {
    long least = Long.MAX_VALUE;
    for (int k = 0; k < COLLECTIONS; k++) {
      System.gc();
      long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      least = Math.min(least, used);
    }
    return least / MIB;
  }

  /**
   * Growth from one minute to the last, as a share of the former.
   *
   * @param from that minute, from 1
   */
  public double growth(int from) {
    double before = looks.get(from - 1).used();
    return (looks.get(looks.size() - 1).used() - before) / before;
  }
}
