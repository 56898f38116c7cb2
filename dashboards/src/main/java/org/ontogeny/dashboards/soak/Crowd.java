package org.ontogeny.dashboards.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Many followers of one run by server-sent events. One thread reads for all of them, so that they
 * take little of the processors that the run needs. Each checks that it misses no event and hears
 * none twice, also where it comes back after a while.
 */
final class Crowd implements AutoCloseable {

  private static final int ROOM = 64 << 10; // bytes that are read at once

  private final InetSocketAddress server;
  private final String path;
  private final List<Heard> followers = new ArrayList<>();
  private final Selector selector;
  private final ByteBuffer room = ByteBuffer.allocate(ROOM);
  private final ConcurrentLinkedQueue<Task> tasks = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  private record Task(Runnable what, CompletableFuture<Void> done) {}

  /**
   * Followers that have not come yet.
   *
   * @param path of the stream on the server
   */
  Crowd(InetSocketAddress server, String path, int size) {
    this.server = server;
    this.path = path;
    for (int k = 0; k < size; k++) {
      followers.add(new Heard());
    }
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = new Thread(this::live, "crowd");
    thread.setDaemon(true);
    thread.start();
  }

  /** All connect and go on behind the last event that they heard. */
  void come() {
    inThread(() -> followers.forEach(this::connect));
  }

  /** All hang up. */
  void leave() {
    inThread(
        () -> {
          for (SelectionKey key : selector.keys()) {
            hangUp(key);
          }
        });
  }

  /** They stay connected, and read no more. */
  void stall() {
    inThread(() -> selector.keys().forEach(key -> key.interestOps(0)));
  }

  /** They read again. */
  void goOn() {
    inThread(() -> selector.keys().forEach(key -> key.interestOps(SelectionKey.OP_READ)));
  }

  /** Sequence number up to which all of them have heard everything. */
  long heard() {
    long[] least = {Long.MAX_VALUE};
    inThread(() -> followers.forEach(heard -> least[0] = Math.min(least[0], heard.last())));
    return least[0];
  }

  /** Lets the reading thread do something, and waits for that. */
  private void inThread(Runnable what) {
    Task task = new Task(what, new CompletableFuture<>());
    tasks.add(task);
    selector.wakeup();
    try {
      task.done().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("a follower failed: " + e.getCause().getMessage(), e);
    }
  }

  private void live() {
    Throwable failure = null;
    while (!closed) {
      try {
        selector.select();
        readAll();
      } catch (IOException | RuntimeException e) {
        failure = e; // told to whoever wants something next
        selector.keys().forEach(Crowd::hangUp);
      }
      for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
        carryOut(task, failure);
      }
    }
  }

  private static void carryOut(Task task, Throwable failure) {
    if (failure != null) {
      task.done().completeExceptionally(failure);
      return;
    }
    try {
      task.what().run();
      task.done().complete(null);
    } catch (RuntimeException e) {
      task.done().completeExceptionally(e);
    }
  }

  private void readAll() {
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.isValid() && key.isReadable()) {
        read(key);
      }
    }
    selector.selectedKeys().clear();
  }

  /** HTTP/1.0, so that the answer comes without the frames of chunks. */
  private void connect(Heard heard) {
    try {
      SocketChannel channel = SocketChannel.open(server);
      heard.begin();
      String request =
          "GET %s HTTP/1.0\r\nHost: %s:%d\r\nAccept: text/event-stream\r\nLast-Event-ID: %d\r\n\r\n"
              .formatted(path, server.getHostString(), server.getPort(), heard.last());
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, heard);
    } catch (IOException e) {
      throw new UncheckedIOException("a follower cannot connect to " + server, e);
    }
  }

  /** A follower whom the server has cut off, because it took nothing for long, comes again. */
  private void read(SelectionKey key) {
    Heard heard = (Heard) key.attachment();
    room.clear();
    int size;
    try {
      size = ((SocketChannel) key.channel()).read(room);
    } catch (IOException e) {
      size = -1; // cut off without an end
    }
    if (size < 0) {
      hangUp(key);
      connect(heard);
    } else {
      heard.take(room.array(), size);
    }
  }

  private static void hangUp(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
      selector.keys().forEach(Crowd::hangUp);
      selector.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
