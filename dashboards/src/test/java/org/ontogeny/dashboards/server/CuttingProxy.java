package org.ontogeny.dashboards.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes connections on, and cuts the first ones after so many bytes of the answer. */
final class CuttingProxy implements AutoCloseable {

  private final ServerSocket listening;
  private final List<Integer> limits;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch known = new CountDownLatch(1);
  private volatile int target;

  /**
   * A proxy on a free port.
   *
   * @param limits bytes after which the first connections are cut, in order; later ones are not
   */
  CuttingProxy(List<Integer> limits) throws IOException {
    this.limits = limits;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Where connections lead to. */
  void leadTo(int port) {
    target = port;
    known.countDown();
  }

  /** How many have come. */
  int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        int number = connections.getAndIncrement();
        int limit = number < limits.size() ? limits.get(number) : Integer.MAX_VALUE;
        threads.execute(() -> pass(client, limit));
      }
    } catch (IOException e) {
      threads.shutdown(); // closed
    }
  }

  private void pass(Socket client, int limit) {
    try (client) {
      known.await();
      try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
        threads.execute(() -> copy(client, server, Integer.MAX_VALUE));
        copy(server, client, limit);
      }
    } catch (IOException e) {
      return; // one of them has gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to, int limit) {
    byte[] buffer = new byte[256];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int left = limit;
      int count = in.read(buffer, 0, Math.min(left, buffer.length));
      while (count > 0) {
        out.write(buffer, 0, count);
        left -= count;
        count = left == 0 ? -1 : in.read(buffer, 0, Math.min(left, buffer.length));
      }
    } catch (IOException e) {
      return; // one of them has gone
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
