package org.ontogeny.actors.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/**
 * What a network does at present, for whoever listens: a stream that loses what a listener is too
 * slow for, and says how much. Nothing of it is recorded, and the run does nothing for it while
 * nobody listens. Any thread may call any method.
 */
public final class LiveActivity {

  /**
   * What a listener hears.
   *
   * @param dropped observations that this listener lost since the one before
   */
  public record Heard(Observation observation, long dropped) {}

  private static final Duration PAUSE = Duration.ofMillis(250); // from one observation to the next

  private final LongSupplier nanoTime;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile long told; // when, of nanoTime
  private volatile boolean ended;

  /** Nobody listens yet. */
  public LiveActivity() {
    this(System::nanoTime);
  }

  LiveActivity(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.told = nanoTime.getAsLong() - PAUSE.toNanos();
  }

  /**
   * Observations from now on. There is room for two that wait for the listener; when another comes,
   * the older one is dropped. The source completes at {@link #end}, at once if that was before.
   */
  public Source<Heard, NotUsed> listen() {
    return Source.unfoldResourceAsync(
        () -> CompletableFuture.completedFuture(enter()),
        Listener::next,
        listener -> {
          listeners.remove(listener);
          return CompletableFuture.completedFuture(Done.getInstance());
        });
  }

  private Listener enter() {
    Listener listener = new Listener();
    listeners.add(listener);
    if (ended) { // looked at when the listener is there to be told, lest nobody tells it
      listener.end();
    }
    return listener;
  }

  /** How many listen at present. */
  public int listeners() {
    return listeners.size();
  }

  /** Whether somebody listens, and the last observation is a quarter of a second old. */
  public boolean wanted() {
    return !listeners.isEmpty() && nanoTime.getAsLong() - told >= PAUSE.toNanos();
  }

  /** Tells all who listen; never waits for any. */
  public void tell(Observation observation) {
    told = nanoTime.getAsLong();
    listeners.forEach(listener -> listener.tell(observation));
  }

  /** The run goes on no more: all who listen get what waits for them, and that is all. */
  public void end() {
    ended = true;
    listeners.forEach(Listener::end);
  }
}
