package org.ontogeny.dashboards.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A connection over which anything can be sent. */
final class RawConnection implements AutoCloseable {

  private static final int LONGEST = 60_000; // milliseconds

  private final Socket socket;

  RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(LONGEST);
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Who is cut off while it sends has been answered, or refused. */
  void send(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (SocketException e) {
      if (!socket.isConnected()) {
        throw e;
      }
    }
  }

  /** The next byte, waited for; -1 at the end. */
  int read() throws IOException {
    return socket.getInputStream().read();
  }

  /** All that comes until the server closes the connection. */
  String rest() throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[8192];
    try {
      int count = socket.getInputStream().read(buffer);
      while (count >= 0) {
        text.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
        count = socket.getInputStream().read(buffer);
      }
    } catch (SocketException e) {
      text.append(""); // a reset ends it too
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
