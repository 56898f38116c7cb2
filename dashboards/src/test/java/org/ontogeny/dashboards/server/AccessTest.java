package org.ontogeny.dashboards.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.dashboards.server.http.Access;
import org.ontogeny.dashboards.server.http.Problem;
import org.ontogeny.dashboards.server.http.Token;

/** Who is let in. */
@Timeout(60)
class AccessTest {

  private static final String SECRET = "correct-horse-battery-staple";

  @TempDir Path runs;

  private static Access access(String address, String... names) throws Exception {
    return new Access(
        new InetSocketAddress(InetAddress.getByName(address), 8080),
        List.of(names),
        Optional.empty());
  }

  private static boolean lets(Access access, String url) {
    return access.refusal(HttpRequest.GET(url)).isEmpty();
  }

  @Test
  void aServerOnTheLoopbackAddressIsKnownByItsNames() throws Exception {
    Access access = access("127.0.0.1", "atlas", "proxy:9000", "[fe80::1]");
    for (String known :
        List.of(
            "localhost:8080",
            "LocalHost:8080",
            "127.0.0.1:8080",
            "[::1]:8080",
            "atlas:8080",
            "proxy:9000",
            "[fe80::1]:8080")) {
      assertTrue(lets(access, "http://" + known + "/"), known);
    }
    for (String unknown :
        List.of(
            "localhost",
            "localhost:8081",
            "evil.example:8080",
            "localhost.evil.example:8080",
            "atlas",
            "proxy:8080",
            "127.0.0.2:8080",
            "0.0.0.0:8080",
            "2130706433:8080")) {
      assertFalse(lets(access, "http://" + unknown + "/"), unknown);
    }
  }

  @Test
  void aServerOnEveryAddressIsKnownByThoseOfTheComputer() throws Exception {
    Access access = access("0.0.0.0");
    assertTrue(lets(access, "http://localhost:8080/"));
    assertTrue(lets(access, "http://127.0.0.1:8080/"));
    assertFalse(lets(access, "http://evil.example:8080/"));
    assertFalse(lets(access("127.0.0.2"), "http://evil.example:8080/"));
    assertTrue(lets(access("127.0.0.2"), "http://127.0.0.2:8080/"));
  }

  @Test
  void aNameMustBeOne() {
    for (String wrong : List.of("", "a b:c", "http://atlas", "atlas:", "atlas:port", "a@b")) {
      assertThrows(IllegalArgumentException.class, () -> Access.requireName(wrong), wrong);
    }
  }

  private static int status(RawConnection connection) throws Exception {
    String answer = connection.rest();
    assertTrue(answer.startsWith("HTTP/1.1 "), answer);
    return Integer.parseInt(answer.substring(9, 12));
  }

  private static int asked(Served served, String... headers) throws Exception {
    try (RawConnection connection = new RawConnection(served.port())) {
      connection.send(
          "GET /healthz HTTP/1.1\r\nConnection: close\r\n"
              + String.join("\r\n", headers)
              + "\r\n\r\n");
      return status(connection);
    }
  }

  @Test
  void requestsForOtherNamesAndOfOtherOriginsAreRefused() throws Exception {
    try (Served served = Served.of(runs)) {
      String host = "Host: localhost:" + served.port();
      assertEquals(200, asked(served, host));
      assertEquals(421, asked(served, "Host: evil.example:" + served.port()));
      assertEquals(421, asked(served, "Host: localhost"));
      assertEquals(400, asked(served, "Host: a, b"));
      assertEquals(400, asked(served, host, "Host: evil.example"));
      assertEquals(200, asked(served, host, "Origin: http://localhost:" + served.port()));
      assertEquals(403, asked(served, host, "Origin: http://evil.example"));
      assertEquals(403, asked(served, host, "Origin: https://localhost:" + served.port()));
      assertEquals(403, asked(served, host, "Origin: http://localhost:1"));
      assertEquals(403, asked(served, host, "Origin: null"));
      assertEquals("", served.err());
    }
  }

  @Test
  void aTokenThatIsGivenMustBeCarried() throws Exception {
    Listening listening = Listening.onLoopback(0, Optional.of(new Token(SECRET)));
    try (Served served = Served.of(runs, listening)) {
      String host = "Host: localhost:" + served.port();
      assertEquals(401, asked(served, host));
      assertEquals(401, asked(served, host, "Authorization: Bearer " + SECRET + "r"));
      assertEquals(401, asked(served, host, "Authorization: Bearer"));
      assertEquals(401, asked(served, host, "Authorization: Basic " + SECRET));
      assertEquals(200, asked(served, host, "Authorization: Bearer " + SECRET));
      assertEquals(
          Optional.of("Bearer realm=\"ontogeny\""),
          served.get("/api/runs").headers().firstValue("WWW-Authenticate"));
    }
  }

  @Test
  void otherComputersNeedAToken() {
    for (String address : List.of("0.0.0.0", "::", "192.0.2.1")) {
      CannotListen refused =
          assertThrows(
              CannotListen.class, () -> new Listening(address, 0, List.of(), Optional.empty()));
      assertTrue(refused.getMessage().contains("expected a token"), refused.getMessage());
    }
    assertThrows(
        CannotListen.class, () -> new Listening("127.0.0.1", 65536, List.of(), Optional.empty()));
    assertThrows(IllegalArgumentException.class, () -> new Token("short"));
    assertThrows(IllegalArgumentException.class, () -> new Token("with a space in it"));
    assertFalse(new Token(SECRET).toString().contains(SECRET));
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    try (Served served = Served.of(runs)) {
      Listening same = Listening.onLoopback(served.port(), Optional.empty());
      CannotListen refused = assertThrows(CannotListen.class, () -> Served.of(runs, same).close());
      assertTrue(
          refused.getMessage().startsWith("cannot listen on port " + served.port()),
          refused.getMessage());
    }
  }

  @Test
  void aFailureIsToldOnceAndNotToWhoAsks() throws Exception {
    Path run = Files.createDirectories(runs.resolve("failing"));
    Files.writeString(run.resolve("experiment.conf"), "");
    try (Served served =
        Served.with(
            runs,
            id -> {
              throw new IllegalStateException("a secret");
            })) {
      HttpResponse<String> answer = served.get("/api/runs/failing/activity");
      assertEquals(500, answer.statusCode());
      assertFalse(answer.body().contains("secret"), answer.body());
      String id = answer.body().replaceFirst(".*\"id\":\"", "").replaceFirst("\".*", "");
      assertTrue(served.err().startsWith("ontogeny: request " + id + " failed"), served.err());
      assertEquals(2, served.err().split("a secret", -1).length);
    }
  }

  @Test
  void aProblemRepeatsNoMoreOfAValueThanIsOfUse() {
    Problem problem = Problem.badParameter("x", "y".repeat(1000), "z");
    assertTrue(problem.detail().length() < 300);
  }
}
