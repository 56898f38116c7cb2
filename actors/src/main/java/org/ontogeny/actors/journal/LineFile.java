package org.ontogeny.actors.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;

/**
 * A new file of lines that are written behind its user, who hears of a failure at the next call.
 */
final class LineFile implements AutoCloseable {

  private static final AtomicLong WRITERS = new AtomicLong(); // names of actors must differ

  private final Path path;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final ActorRef<LineWriter.Command> writer;
  private final CompletableFuture<Done> ended;
  private boolean closed;

  /** A file that a channel is open to. */
  LineFile(Path path, FileChannel channel, ActorSystem<?> system) {
    this.path = path;
    this.ended = system.getWhenTerminated().toCompletableFuture();
    this.writer =
        system.systemActorOf(
            LineWriter.create(channel, failure),
            "lines-" + WRITERS.incrementAndGet(),
            DispatcherSelector.fromConfig("ontogeny.dispatcher.blocking"));
  }

  /**
   * Creates the file.
   *
   * @throws UncheckedIOException if it exists or cannot be created
   */
  static LineFile create(Path path, ActorSystem<?> system) {
    try {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new LineFile(path, channel, system);
    } catch (FileAlreadyExistsException e) {
      throw new UncheckedIOException(path + " exists already and is never overwritten", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + path + ": " + e.getMessage(), e);
    }
  }

  /** Adds a line; does not wait for it. */
  void append(Supplier<String> line) {
    requireOpen();
    requireNoFailure();
    writer.tell(new LineWriter.Write(line));
  }

  /** Waits until all lines are on the disk. */
  void flush() {
    requireOpen();
    await(LineWriter.Flush::new);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      await(LineWriter.Close::new);
    }
  }

  private void await(Function<CompletableFuture<Done>, LineWriter.Command> command) {
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

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(path + " is closed");
    }
  }

  private void requireNoFailure() {
    Exception cause = failure.get();
    if (cause != null) {
      String why = cause instanceof IOException ? cause.getMessage() : cause.toString();
      IOException wrapped = cause instanceof IOException io ? io : new IOException(cause);
      throw new UncheckedIOException("cannot write %s: %s".formatted(path, why), wrapped);
    }
  }
}
