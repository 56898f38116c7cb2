package org.ontogeny.dashboards.server.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Host;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Who may ask. A page of another site can make a browser send requests to this computer, and can
 * rename its own site to this computer's address (DNS rebinding). So a request must be addressed to
 * a name that this server is known by, must not come from a page of another origin, and must carry
 * the token where there is one.
 */
public final class Access {

  private static final Pattern NAME =
      Pattern.compile("(\\[[0-9a-fA-F:.]+\\]|[^:\\[\\]/@]+)(:[0-9]{1,5})?");
  private static final String BEARER = "Bearer ";

  private final Set<String> authorities = new HashSet<>(); // host:port, in lower case
  private final Optional<Token> token;

  /**
   * Rules for a server.
   *
   * @param bound address that it listens on
   * @param names by which it is known besides, each {@code NAME} or {@code NAME:PORT}
   * @param token that is needed; empty if none is
   * @throws IllegalArgumentException if a name cannot be one
   */
  public Access(InetSocketAddress bound, Collection<String> names, Optional<Token> token) {
    this.token = token;
    InetAddress address = bound.getAddress();
    int port = bound.getPort();
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      List.of("localhost", "127.0.0.1", "[::1]").forEach(name -> know(name, port));
    }
    if (address.isAnyLocalAddress()) {
      ownAddresses().forEach(own -> know(own, port));
    }
    know(literal(address), port);
    for (String name : names) {
      requireName(name);
      boolean hasPort = name.matches(".*[^:\\[]:[0-9]{1,5}");
      if (hasPort) {
        authorities.add(name.toLowerCase(Locale.ROOT));
      } else {
        know(name, port);
      }
    }
  }

  /**
   * Makes sure that a host can be called so.
   *
   * @throws IllegalArgumentException if not
   */
  public static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("expected NAME or NAME:PORT, got '" + name + "'");
    }
  }

  private void know(String host, int port) {
    authorities.add(host.toLowerCase(Locale.ROOT) + ":" + port);
  }

  /** An address in the form that it has in a URL. */
  public static String literal(InetAddress address) {
    String text = address.getHostAddress().replaceFirst("%.*", "");
    return text.contains(":") ? "[" + compressed(text) + "]" : text;
  }

  /** Java writes every zero, and browsers write none; others are to be given as names. */
  private static String compressed(String address) {
    return address.equals("0:0:0:0:0:0:0:1") ? "::1" : address;
  }

  private static List<String> ownAddresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(Access::literal)
          .toList();
    } catch (SocketException e) {
      return List.of(); // whoever calls it by its address has to name that
    }
  }

  /** Why a request is not let in; empty if it is. */
  public Optional<Problem> refusal(HttpRequest request) {
    if (!isAddressedToUs(request)) {
      return Optional.of(
          Problem.of(
              StatusCodes.MISDIRECTED_REQUEST,
              "this server is not known by the name and port that the request is addressed to"));
    }
    if (!isOfOurOrigin(request)) {
      return Optional.of(
          Problem.of(StatusCodes.FORBIDDEN, "pages of other origins are not let in"));
    }
    if (token.isPresent() && !hasToken(request)) {
      return Optional.of(
          new Problem(
              StatusCodes.UNAUTHORIZED,
              "expected the header Authorization: Bearer TOKEN with the token of this server",
              Map.of(),
              List.of(RawHeader.create("WWW-Authenticate", "Bearer realm=\"ontogeny\""))));
    }
    return Optional.empty();
  }

  /** The URI has what the Host header or {@code :authority} said; a second one must agree. */
  private boolean isAddressedToUs(HttpRequest request) {
    boolean byUri = isOurs(request.getUri().host().address(), request.getUri().port());
    return byUri
        && request
            .getHeader(Host.class)
            .map(host -> isOurs(host.host().address(), host.port() == 0 ? 80 : host.port()))
            .orElse(true);
  }

  private boolean isOurs(String host, int port) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    String name = bare.contains(":") ? "[" + bare + "]" : bare;
    return authorities.contains(name.toLowerCase(Locale.ROOT) + ":" + port);
  }

  private boolean isOfOurOrigin(HttpRequest request) {
    for (HttpHeader header : request.getHeaders()) {
      if (header.is("origin") && !isOurs(header.value())) {
        return false;
      }
    }
    return true;
  }

  private boolean isOurs(String origin) {
    String lower = origin.toLowerCase(Locale.ROOT);
    String authority = lower.startsWith("http://") ? lower.substring("http://".length()) : "";
    return authorities.contains(authority) || authorities.contains(authority + ":80");
  }

  private boolean hasToken(HttpRequest request) {
    return request
        .getHeader("Authorization")
        .map(HttpHeader::value)
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> token.orElseThrow().is(value.substring(BEARER.length()).strip()))
        .orElse(false);
  }
}
