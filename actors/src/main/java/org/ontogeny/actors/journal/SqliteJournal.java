package org.ontogeny.actors.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;

/**
 * A journal in a SQLite database, together with the operational facts of its run. Events become
 * durable fence by fence: whatever happens to the process or the machine, a fence is in the file
 * whole or not at all. They are written behind, and committed within about 200 ms.
 *
 * <p>Only one writer can have a journal at a time. For one thread at a time, except for {@link
 * #record}, {@link #flush} and {@link #committed}, and to be closed before the actor system is.
 */
public final class SqliteJournal implements DurableJournal {

  /** Name of the file in a run's directory. */
  public static final String FILE = "journal.db";

  /** So many events and synapses may wait to be written, about 200 MB of memory. */
  private static final long MOST_WAITING = 2_000_000;

  /** So many are written at once, while fewer wait for others to be written with. */
  private static final long MANY = 10_000;

  private static final AtomicLong WRITERS = new AtomicLong(); // names of actors must differ

  private final Path path;
  private final Clock clock;
  private final Standing standing;
  private final ActorRef<WriteBehind.Command> writer;
  private final CompletableFuture<Done> ended;

  private List<Event> collected = new ArrayList<>();
  private long rows; // of the collected events
  private long last;
  private volatile boolean closed;

  private SqliteJournal(JournalWriter writer, Clock clock, ActorSystem<?> system) {
    this.path = writer.path();
    this.clock = clock;
    this.last = writer.last();
    this.standing = Standing.after(last);
    this.ended = system.getWhenTerminated().toCompletableFuture();
    this.writer =
        system.systemActorOf(
            WriteBehind.create(writer, standing),
            "journal-" + WRITERS.incrementAndGet(),
            DispatcherSelector.fromConfig("ontogeny.dispatcher.blocking"));
  }

  /**
   * A new journal in this directory.
   *
   * @param clock tells the times of operational facts
   * @throws UncheckedIOException if the file exists or cannot be created
   */
  public static SqliteJournal create(Path directory, Clock clock, ActorSystem<?> system) {
    return of(JournalWriter.create(directory.resolve(FILE)), clock, system);
  }

  /**
   * Continues the journal of this directory after its last event.
   *
   * @param clock tells the times of operational facts
   * @throws UncheckedIOException if the file is missing, no journal, of a newer format version, or
   *     written by somebody else
   */
  public static SqliteJournal open(Path directory, Clock clock, ActorSystem<?> system) {
    return of(JournalWriter.open(directory.resolve(FILE)), clock, system);
  }

  static SqliteJournal of(JournalWriter writer, Clock clock, ActorSystem<?> system) {
    return new SqliteJournal(writer, clock, system);
  }

  /**
   * Takes the next event without touching the disk.
   *
   * @throws IllegalArgumentException if its number does not follow the last one
   * @throws UncheckedIOException if an earlier event could not be written
   */
  @Override
  public void append(Event event) {
    requireWriting();
    if (event.seq() != last + 1) {
      throw new IllegalArgumentException(
          "expected event %d after event %d, got event %d".formatted(last + 1, last, event.seq()));
    }
    last++;
    collected.add(event);
    rows += 1 + (event.fact() instanceof Fact.Structural fact ? fact.fates().size() : 0);
  }

  /**
   * Hands over the events since the last fence, to be kept whole or not at all. It does not wait
   * for the disk, unless more than two million events and synapses wait to be written already: then
   * it waits until they are, lest memory runs out.
   *
   * @throws UncheckedIOException if an earlier event could not be written
   */
  @Override
  public void fence() {
    requireWriting();
    if (collected.isEmpty()) {
      return;
    }
    standing.handed().add(new WriteBehind.Fence(collected, rows));
    long waiting = standing.waiting().addAndGet(rows);
    if (waiting > MANY) {
      writer.tell(new WriteBehind.Write());
    } else if (standing.called().compareAndSet(false, true)) {
      writer.tell(new WriteBehind.Await());
    }
    collected = new ArrayList<>();
    rows = 0;
    if (waiting > MOST_WAITING) {
      flush();
    }
  }

  /**
   * Records an operational fact with the time of now, under a number of its own, without waiting
   * for the disk. It needs no fence. Any thread may call this.
   *
   * @param kind as {@code started}
   * @param fields in the order in which they are written; values are strings, Integer, Long, Double
   *     (null where it is not finite), booleans, null, or lists and maps of such
   * @throws UncheckedIOException if an earlier fact or event could not be written
   */
  public void record(String kind, Map<String, ?> fields) {
    requireWriting();
    writer.tell(new WriteBehind.Note(clock.instant(), kind, OperationDetail.json(fields)));
  }

  /** Sequence number of the last event that is on the disk, 0 for none. Any thread may ask. */
  public long committed() {
    return standing.committed().get();
  }

  @Override
  public void flush() {
    requireOpen();
    await(WriteBehind.Flush::new);
  }

  /** Flushes, and leaves one file that is complete by itself. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      await(WriteBehind.Close::new);
    }
  }

  private void await(Function<CompletableFuture<Done>, WriteBehind.Command> command) {
    CompletableFuture<Done> done = new CompletableFuture<>();
    writer.tell(command.apply(done));
    try {
      CompletableFuture.anyOf(done, ended).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + path + " was written", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the actors failed: " + e.getCause(), e);
    }
    requireNoFailure();
    if (!done.isDone()) {
      throw new IllegalStateException("the actors stopped before " + path + " was closed");
    }
  }

  private void requireWriting() {
    requireOpen();
    requireNoFailure();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(path + " is closed");
    }
  }

  private void requireNoFailure() {
    Throwable cause = standing.failure().get();
    if (cause != null) {
      String why = cause instanceof SQLException ? cause.getMessage() : cause.toString();
      throw new UncheckedIOException(
          "cannot write %s: %s".formatted(path, why), new IOException(cause));
    }
  }
}
