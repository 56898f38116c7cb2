package org.ontogeny.actors.journal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Writes lines to a file. Readers of the file see a line soon after; it is on the disk after a
 * flush. When anything fails it writes no more, so that a file never has a gap.
 */
final class LineWriter extends AbstractBehavior<LineWriter.Command> {

  /** What the writer can be told. It never leaves the process. */
  sealed interface Command extends NoSerializationVerificationNeeded {}

  /**
   * Write a line.
   *
   * @param line without its end; made by the writer, so that its maker need not wait for that
   */
  record Write(Supplier<String> line) implements Command {}

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

  private record ShowReaders() implements Command {}

  private static final Duration SOON = Duration.ofMillis(200);

  /**
   * A writer of lines.
   *
   * @param file open for writing; the writer closes it
   * @param failure told what went wrong first, if anything does
   */
  static Behavior<Command> create(FileChannel file, AtomicReference<Exception> failure) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new LineWriter(context, timers, file, failure)));
  }

  private final TimerScheduler<Command> timers;
  private final FileChannel file;
  private final Writer lines;
  private final AtomicReference<Exception> failure;

  private LineWriter(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      FileChannel file,
      AtomicReference<Exception> failure) {
    super(context);
    this.timers = timers;
    this.file = file;
    this.lines = new BufferedWriter(Channels.newWriter(file, StandardCharsets.UTF_8));
    this.failure = failure;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Write.class, this::onWrite)
        .onMessage(Flush.class, this::onFlush)
        .onMessage(Close.class, this::onClose)
        .onMessage(ShowReaders.class, this::onShowReaders)
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  private Behavior<Command> onWrite(Write write) {
    attempt(
        () -> {
          lines.write(write.line().get());
          lines.write('\n');
        });
    if (!timers.isTimerActive(ShowReaders.class)) {
      timers.startSingleTimer(ShowReaders.class, new ShowReaders(), SOON);
    }
    return this;
  }

  private Behavior<Command> onShowReaders(ShowReaders show) {
    attempt(lines::flush);
    return this;
  }

  private Behavior<Command> onFlush(Flush flush) {
    attempt(this::sync);
    flush.done().complete(Done.getInstance());
    return this;
  }

  private Behavior<Command> onClose(Close close) {
    attempt(this::sync);
    release();
    close.done().complete(Done.getInstance());
    return Behaviors.stopped();
  }

  private Behavior<Command> onPostStop(PostStop signal) {
    if (file.isOpen()) {
      attempt(this::sync);
      release();
    }
    return this;
  }

  private void sync() throws IOException {
    lines.flush();
    file.force(true);
  }

  /** Closes the file itself, not the lines: what failed to be written must not be tried again. */
  private void release() {
    try {
      file.close();
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    }
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private void attempt(Attempt attempt) {
    if (failure.get() == null) {
      try {
        attempt.run();
      } catch (IOException | RuntimeException e) {
        failure.set(e);
      }
    }
  }
}
