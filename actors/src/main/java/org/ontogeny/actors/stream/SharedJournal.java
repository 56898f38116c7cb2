package org.ontogeny.actors.stream;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.Scheduler;
import org.ontogeny.actors.journal.JournalReader;
import scala.concurrent.ExecutionContextExecutor;

/**
 * What the followers of one run have in common: they read each page once, and while some of them
 * wait at the end of the journal, one look now and then tells all of them how far it goes. Whatever
 * waits for the disk runs on an executor of its own.
 */
final class SharedJournal {

  /** From one look to the next. */
  static final Duration PAUSE = Duration.ofMillis(100);

  /**
   * Somebody who waits at the end.
   *
   * @param seq of the event that he waits for
   * @param there completed with whether it has come, when that is known
   */
  private record Wait(long seq, CompletableFuture<Boolean> there) {}

  private final SharedReader reader;
  private final Scheduler scheduler;
  private final ExecutionContextExecutor blocking;
  private final PageCache pages = new PageCache();

  // Guarded by this.
  private final Set<Follower> followers = new HashSet<>();
  private final Map<Follower, Wait> waiting = new HashMap<>();
  private long last; // event that is known to be recorded
  private boolean finished; // and none will follow
  private boolean looked;
  private boolean looking; // or about to

  SharedJournal(
      Path directory, Scheduler scheduler, ExecutionContextExecutor blocking, Tally tally) {
    this.reader = new SharedReader(directory, tally);
    this.scheduler = scheduler;
    this.blocking = blocking;
  }

  /** Somebody begins to follow. */
  synchronized Follower enter(Interest interest) {
    Follower follower = new Follower(this, interest);
    followers.add(follower);
    return follower;
  }

  /** Somebody follows no more; what he waited for does not come. */
  synchronized void leave(Follower follower) {
    followers.remove(follower);
    waiting.remove(follower);
  }

  synchronized int followers() {
    return followers.size();
  }

  /** Lets go of the file, when nobody follows any more. */
  void end() {
    blocking.execute(reader::end);
  }

  /** The last event that is recorded now. */
  CompletableFuture<Long> lookAtEnd() {
    return CompletableFuture.supplyAsync(
        () -> {
          JournalReader.Extent extent = reader.look();
          note(extent);
          return extent.last();
        },
        blocking);
  }

  /** The page that begins at an event which is recorded. */
  CompletableFuture<Page> page(long from, Interest interest) {
    return pages.get(
        new PageCache.Key(from, interest.filter(), interest.synapses()),
        () -> CompletableFuture.supplyAsync(() -> reader.read(from, last(), interest), blocking));
  }

  private synchronized long last() {
    return last;
  }

  /** Whether an event is recorded: true when it is, false when it will never be. */
  synchronized CompletableFuture<Boolean> reaches(long seq, Follower follower) {
    if (seq <= last) {
      return CompletableFuture.completedFuture(true);
    }
    if (finished || !followers.contains(follower)) {
      return CompletableFuture.completedFuture(false);
    }
    Wait wait = new Wait(seq, new CompletableFuture<>());
    waiting.put(follower, wait);
    lookSoon();
    return wait.there();
  }

  private synchronized void lookSoon() {
    if (looking || waiting.isEmpty()) {
      return;
    }
    looking = true;
    if (looked) {
      scheduler.scheduleOnce(PAUSE, this::look, blocking);
    } else {
      looked = true;
      blocking.execute(this::look);
    }
  }

  private void look() {
    try {
      if (isAwaited() && note(reader.look()) == 0) {
        pages.clear(); // whoever waits has had them
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      goOn();
    }
  }

  private synchronized boolean isAwaited() {
    return !waiting.isEmpty();
  }

  private synchronized void goOn() {
    looking = false;
    lookSoon();
  }

  /** Tells those who waited for what is there now, and how many they are. */
  private int note(JournalReader.Extent extent) {
    List<Wait> over = new ArrayList<>();
    synchronized (this) {
      last = Math.max(last, extent.last());
      finished |= extent.finished();
      waiting.values().removeIf(wait -> isOver(wait) && over.add(wait));
    }
    over.forEach(wait -> wait.there().complete(wait.seq() <= last()));
    return over.size();
  }

  private boolean isOver(Wait wait) {
    return finished || wait.seq() <= last;
  }

  private void fail(Throwable failure) {
    List<Wait> over;
    synchronized (this) {
      over = List.copyOf(waiting.values());
      waiting.clear();
    }
    over.forEach(wait -> wait.there().completeExceptionally(failure));
  }
}
