package org.ontogeny.actors.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps two processes from developing one run. The operating system holds the lock and lets go of
 * it when the process ends, however it ends; the file's text says for people who holds it.
 */
final class RunLock implements AutoCloseable {

  /** Far behind the text, so that the text can be read while the lock is held. */
  private static final long BYTE = Long.MAX_VALUE - 1;

  private static final int TRIES = 10;
  private static final long PAUSE = 50; // milliseconds, while somebody else only looks

  /**
   * Held by this process. A second channel to a locked file must never be opened here: closing it
   * would end the lock.
   */
  private static final Map<Path, String> HELD = new ConcurrentHashMap<>(); // with their texts

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock of a run.
   *
   * @throws RunDirectory.Unusable if somebody holds it
   */
  static RunLock take(RunDirectory directory) {
    Path file = directory.lock().toAbsolutePath().normalize();
    String text =
        "process %d since %s"
            .formatted(
                ProcessHandle.current().pid(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    if (HELD.putIfAbsent(file, text) != null) {
      throw held(directory);
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      for (int k = 0; k < TRIES; k++) {
        if (isTaken(channel)) {
          write(text, channel);
          taken = true;
          return new RunLock(file, channel);
        }
        Thread.sleep(PAUSE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!taken) {
        release(file, channel);
      }
    }
    throw held(directory);
  }

  /** Gives the lock back, or what there is of it. */
  private static void release(Path file, FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unlock " + file, e);
    } finally {
      HELD.remove(file);
    }
  }

  /** No thread of this process looks meanwhile: its closing the file would end the lock. */
  private static boolean isTaken(FileChannel channel) throws IOException {
    synchronized (HELD) {
      return channel.tryLock(BYTE, 1, false) != null;
    }
  }

  private static RunDirectory.Unusable held(RunDirectory directory) {
    return new RunDirectory.Unusable(
        "run %s is being developed by %s; 'ontogeny stop %s' ends that"
            .formatted(
                directory.id(), holder(directory).orElse("another process"), directory.id()));
  }

  private static void write(String text, FileChannel channel) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), 0);
  }

  /** Who develops a run, in words; empty if nobody does. */
  static Optional<String> holder(RunDirectory directory) {
    Path file = directory.lock().toAbsolutePath().normalize();
    try {
      synchronized (HELD) { // one thread at a time: to Java, shared locks of one process overlap
        String own = HELD.get(file);
        if (own != null) {
          return Optional.of(own);
        }
        if (isFree(file)) {
          return Optional.empty();
        }
      }
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** A shared lock, so that two who look do not take each other for a holder. */
  private static boolean isFree(Path file) throws IOException {
    if (!Files.exists(file)) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(BYTE, 1, true)) {
      return lock != null;
    }
  }

  @Override
  public void close() {
    release(file, channel);
  }
}
