package org.ontogeny.dashboards.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Semaphore;

/**
 * Work on a thread of its own that stands still until it is its turn, and says itself when a turn
 * is over. Two lanes that take short turns meet the same weather on a machine that they share with
 * others. What they spend is counted by the clock and in processor time; the latter is that of the
 * whole process, since only one lane moves at a time.
 */
final class Lane {

  /** What a lane does; it calls {@link Lane#pause} where a turn may end. */
  interface Work {
    void run(Lane lane);
  }

  private static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Semaphore turn = new Semaphore(0);
  private final Semaphore over = new Semaphore(0);
  private final Thread thread;
  private volatile boolean abandoned;
  private volatile boolean ended;
  private volatile Throwable failure;

  // Of the lane's own thread until a turn is over.
  private boolean counts;
  private long began; // ns
  private long usedBefore; // ns
  private long wall; // ns
  private long processor; // ns

  Lane(String name, Work work) {
    thread = new Thread(() -> live(work), name);
    thread.setDaemon(true);
    thread.start();
  }

  private void live(Work work) {
    try {
      begin();
      work.run(this);
      rest();
    } catch (Abandoned e) {
      // nobody waits for it any more
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      ended = true;
      over.release();
    }
  }

  private void begin() {
    turn.acquireUninterruptibly();
    if (abandoned) {
      throw new Abandoned();
    }
    counts = true;
    usedBefore = SYSTEM.getProcessCpuTime();
    began = System.nanoTime();
  }

  /** What follows in this turn is not counted. For the work of this lane. */
  void rest() {
    if (counts) {
      wall += System.nanoTime() - began;
      processor += SYSTEM.getProcessCpuTime() - usedBefore;
      counts = false;
    }
  }

  /** Ends a turn; goes on with the next one. For the work of this lane. */
  void pause() {
    rest();
    over.release();
    begin();
  }

  /** Gives the lane a turn, if its work is not done, and waits until that is over. */
  void advance() {
    if (ended) {
      return;
    }
    turn.release();
    over.acquireUninterruptibly();
    if (failure != null) {
      throw new IllegalStateException(thread.getName() + " failed: " + failure, failure);
    }
  }

  /** Whether its work is done. */
  boolean isEnded() {
    return ended;
  }

  /** Ends what is not done, and waits for that. */
  void abandon() {
    abandoned = true;
    turn.release();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Seconds of all its turns. */
  double seconds() {
    return wall / 1e9;
  }

  /** Seconds of processors in all its turns. */
  double processorSeconds() {
    return processor / 1e9;
  }
}
