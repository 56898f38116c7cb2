package org.ontogeny.actors.stream;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Supervision;
import org.apache.pekko.stream.javadsl.Source;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.engine.event.Event;

/**
 * Journals of runs as streams, also while other processes write them. A stream reads when it is
 * asked and keeps no page, so that a slow consumer loses nothing and slows nobody. Followers of one
 * run share a connection, the pages that they read at the same place, and a look at the end of the
 * journal about ten times a second while one of them waits there. Where nobody follows, nothing is
 * open and nobody looks.
 */
public final class JournalStreams {

  private static final String BLOCKING = "ontogeny.dispatcher.blocking";

  private final ActorSystem<?> system;
  private final DispatcherSelector blocking;
  private final Tally tally = new Tally();
  private final Map<Path, SharedJournal> journals = new HashMap<>(); // guarded by this

  /**
   * Streams that are read on the dispatcher {@code ontogeny.dispatcher.blocking} of an actor
   * system, or, where it has none of that name, on Pekko's own for whatever waits for a disk.
   */
  public JournalStreams(ActorSystem<?> system) {
    this.system = system;
    this.blocking =
        system.settings().config().hasPath(BLOCKING)
            ? DispatcherSelector.fromConfig(BLOCKING)
            : DispatcherSelector.blocking();
  }

  /**
   * Events of a run in pages, each once and in order: what is recorded, and, where the interest
   * says so, what happens from then on, without a gap at the seam.
   *
   * <p>A page has at most 200 events, and ends behind the event with which it tells of more than
   * 50,000 synapses. It has none where none of those that it went through were asked for. Without
   * following, the source completes with the last event that was recorded when it was materialized.
   * With it, the source completes when the run has finished; it goes on while a run has only
   * stopped or failed, which can be resumed, and where there is no journal yet.
   *
   * <p>The source fails with {@link org.ontogeny.actors.journal.DamagedJournal} where the journal
   * is not what was written, and with {@link java.io.UncheckedIOException} where it cannot be read.
   *
   * @param directory of the run
   */
  public Source<Page, NotUsed> pages(Path directory, Interest interest) {
    return Source.unfoldResourceAsync(
            () -> CompletableFuture.completedFuture(enter(directory, interest)),
            Follower::next,
            follower -> {
              leave(directory, follower);
              return CompletableFuture.completedFuture(Done.getInstance());
            })
        .withAttributes(stopping());
  }

  /** The same with facts instead of rows; they have their synapses whatever the interest says. */
  public Source<Event, NotUsed> events(Path directory, Interest interest) {
    return pages(directory, interest.withSynapses())
        .mapConcat(Page::entries)
        .map(entry -> JournalReader.event(directory, entry.line(), entry.synapses()))
        .withAttributes(stopping());
  }

  /**
   * Whatever the rest of a stream does after failures: going on here would lose or repeat events.
   */
  private static Attributes stopping() {
    return ActorAttributes.withSupervisionStrategy(Supervision.getStoppingDecider());
  }

  /** How many streams of each run are open at present, by the directory as it was given. */
  synchronized Map<Path, Integer> followers() {
    Map<Path, Integer> followers = new HashMap<>();
    journals.forEach((directory, journal) -> followers.put(directory, journal.followers()));
    return followers;
  }

  Tally tally() {
    return tally;
  }

  private synchronized Follower enter(Path directory, Interest interest) {
    return journals
        .computeIfAbsent(
            directory,
            path ->
                new SharedJournal(
                    path, system.scheduler(), system.dispatchers().lookup(blocking), tally))
        .enter(interest);
  }

  private synchronized void leave(Path directory, Follower follower) {
    SharedJournal journal = journals.get(directory);
    journal.leave(follower);
    if (journal.followers() == 0) {
      journals.remove(directory);
      journal.end();
    }
  }
}
