package org.ontogeny.actors.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.ontogeny.engine.event.Event;

/**
 * Writes a journal behind its user. Several fences share a transaction, since a commit waits for
 * the disk; a fence never lies in two. Small ones are also written together: to wake a thread for
 * each, in the middle of whoever computes, costs more than to write it. When anything fails it
 * writes no more, so that a journal never has a gap.
 */
final class WriteBehind extends AbstractBehavior<WriteBehind.Command> {

  /** What it can be told. It never leaves the process. */
  sealed interface Command extends NoSerializationVerificationNeeded {}

  /** Fences have been handed over; more may follow, with which they can be written. */
  record Await() implements Command {}

  /** Write the fences that have been handed over. */
  record Write() implements Command {}

  /**
   * Write an operational fact.
   *
   * @param detail a JSON object
   */
  record Note(Instant time, String kind, String detail) implements Command {}

  /**
   * Bring everything to the disk.
   *
   * @param done completed then
   */
  record Flush(CompletableFuture<Done> done) implements Command {}

  /**
   * Close the file.
   *
   * @param done completed then
   */
  record Close(CompletableFuture<Done> done) implements Command {}

  private record Commit() implements Command {}

  /**
   * The events of one fence.
   *
   * @param rows events and synapses, as counted in {@link Standing#waiting}
   */
  record Fence(List<Event> events, long rows) {}

  /** How long a fence waits for others to share its transaction. */
  private static final Duration SOON = Duration.ofMillis(200);

  /**
   * A writer of a journal.
   *
   * @param writer closed when the actor stops, or at the first failure
   * @param standing kept up to date
   */
  static Behavior<Command> create(JournalWriter writer, Standing standing) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new WriteBehind(context, timers, writer, standing)));
  }

  private final TimerScheduler<Command> timers;
  private final JournalWriter writer;
  private final Standing standing;
  private long pendingSince; // of System.nanoTime
  private boolean closed;

  private WriteBehind(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      JournalWriter writer,
      Standing standing) {
    super(context);
    this.timers = timers;
    this.writer = writer;
    this.standing = standing;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Await.class, this::onAwait)
        .onMessage(Write.class, this::onWrite)
        .onMessage(Note.class, this::onNote)
        .onMessage(Commit.class, this::onCommit)
        .onMessage(Flush.class, this::onFlush)
        .onMessage(Close.class, this::onClose)
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  private Behavior<Command> onAwait(Await more) {
    if (!timers.isTimerActive(Commit.class)) {
      timers.startSingleTimer(Commit.class, new Commit(), SOON);
    }
    return this;
  }

  private Behavior<Command> onWrite(Write write) {
    writeAll();
    return this;
  }

  private Behavior<Command> onNote(Note note) {
    add(() -> writer.record(note.time(), note.kind(), note.detail()));
    return this;
  }

  private Behavior<Command> onCommit(Commit commit) {
    writeAll();
    attempt(this::commit);
    return this;
  }

  private Behavior<Command> onFlush(Flush flush) {
    writeAll();
    attempt(this::commit);
    flush.done().complete(Done.getInstance());
    return this;
  }

  private Behavior<Command> onClose(Close close) {
    release();
    close.done().complete(Done.getInstance());
    return Behaviors.stopped();
  }

  private Behavior<Command> onPostStop(PostStop signal) {
    release();
    return this;
  }

  /** Whoever hands over another fence from now on calls again. */
  private void writeAll() {
    standing.called().set(false);
    for (Fence next = standing.handed().poll(); next != null; next = standing.handed().poll()) {
      Fence fence = next;
      add(() -> writer.write(fence.events()));
      standing.waiting().addAndGet(-fence.rows());
    }
  }

  /** The timer alone would be late where many fences wait in front of its message. */
  private void add(Attempt addition) {
    attempt(
        () -> {
          if (!writer.pending()) {
            pendingSince = System.nanoTime();
            onAwait(new Await());
          }
          addition.run();
          if (System.nanoTime() - pendingSince > SOON.toNanos()) {
            commit();
          }
        });
  }

  private void commit() throws SQLException {
    timers.cancel(Commit.class);
    writer.commit();
    standing.committed().set(writer.last());
  }

  private void release() {
    writeAll();
    attempt(this::commit);
    attempt(writer::checkpoint);
    end();
  }

  private interface Attempt {
    void run() throws SQLException;
  }

  /** Errors count too: whoever waits for an answer must get one. */
  private void attempt(Attempt attempt) {
    if (standing.failure().get() == null && !closed) {
      try {
        attempt.run();
      } catch (SQLException | RuntimeException | Error e) {
        standing.failure().set(e);
        end();
      }
    }
  }

  /** Closing rolls back what is not committed. */
  private void end() {
    if (!closed) {
      closed = true;
      try {
        writer.close();
      } catch (SQLException | RuntimeException | Error e) {
        standing.failure().compareAndSet(null, e);
      }
    }
  }
}
