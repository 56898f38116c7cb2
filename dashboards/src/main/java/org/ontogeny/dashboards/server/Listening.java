package org.ontogeny.dashboards.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.ontogeny.dashboards.server.http.Access;
import org.ontogeny.dashboards.server.http.Token;

/**
 * Where a server listens, and to whom.
 *
 * @param address of this computer, a name or a literal
 * @param port 0 to 65535; 0 for any that is free
 * @param names by which the server is called besides its address, each {@code NAME} or {@code
 *     NAME:PORT}
 * @param token that whoever asks has to know; none is needed on the loopback address
 */
public record Listening(String address, int port, List<String> names, Optional<Token> token) {

  /** The address that other computers cannot reach. */
  public static final String LOOPBACK = "127.0.0.1";

  /** The usual port. */
  public static final int PORT = 8080;

  /**
   * Checks what can be known before anything is bound.
   *
   * @throws CannotListen if it cannot be, with what was expected instead
   */
  public Listening {
    names = List.copyOf(names);
    if (port < 0 || port > 65535) {
      throw new CannotListen("port: expected 0 to 65535, got " + port, null);
    }
    try {
      names.forEach(Access::requireName);
    } catch (IllegalArgumentException e) {
      throw new CannotListen("host name: " + e.getMessage(), e);
    }
    if (token.isEmpty() && !isLoopback(address)) {
      throw new CannotListen(
          "address %s: expected a token (--token-file or ONTOGENY_TOKEN), since other computers reach it"
              .formatted(address),
          null);
    }
  }

  /** The loopback address. */
  public static Listening onLoopback(int port, Optional<Token> token) {
    return new Listening(LOOPBACK, port, List.of(), token);
  }

  private static boolean isLoopback(String address) {
    try {
      for (InetAddress each : InetAddress.getAllByName(address)) {
        if (!each.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      throw new CannotListen(
          "address %s: expected one of this computer's, and nothing is known by it"
              .formatted(address),
          e);
    }
  }
}
