package org.ontogeny.dashboards.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client should send: it is answered or cut off, and the server goes on. */
@Timeout(120)
class RoughRequestsTest {

  @TempDir Path runs;

  private Served served;

  @BeforeEach
  void serve() {
    served = Served.of(runs, "pekko.http.server.idle-timeout = 1s");
  }

  @AfterEach
  void itStillServes() throws Exception {
    assertEquals("ok\n", served.get("/healthz").body());
    assertEquals("", served.err());
    served.close();
  }

  private String answer(String request) throws Exception {
    try (RawConnection connection = new RawConnection(served.port())) {
      connection.send(request);
      return connection.rest();
    }
  }

  private String whole(String line, String... headers) {
    return line
        + "\r\nHost: localhost:"
        + served.port()
        + "\r\nConnection: close\r\n"
        + String.join("", headers)
        + "\r\n";
  }

  private static void assertProblem(String status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertTrue(answer.contains("Content-Type: application/problem+json"), answer);
    assertTrue(answer.contains("X-Content-Type-Options: nosniff"), answer);
    assertTrue(answer.endsWith("}"), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET",
        "GET /",
        "GET / HTTP/9.9",
        "GET / FTP/1.1",
        "GET  /  HTTP/1.1",
        "\u0001\u0002\u0003 / HTTP/1.1",
        "GET /\u0000 HTTP/1.1",
        "GET /%zz HTTP/1.1",
        "GET /%c0%ae%c0%ae/ HTTP/1.1",
        "GET /a?b=%zz HTTP/1.1",
        "GET \\..\\..\\etc HTTP/1.1",
        "GET http://[::1/ HTTP/1.1",
        "CONNECT localhost:22 HTTP/1.1"
      })
  void malformedRequestLines(String line) throws Exception {
    String answer = answer(whole(line));
    assertTrue(
        answer.isEmpty() || answer.matches("(?s)HTTP/1.1 (4|50[15]).*"), line + ": " + answer);
  }

  @Test
  void unknownMethods() throws Exception {
    assertProblem("501", answer(whole("BREW /api/runs HTTP/1.1")));
    assertProblem("501", answer(whole("get /api/runs HTTP/1.1")));
  }

  @Test
  void tooLongAddressesAndHeaders() throws Exception {
    assertProblem("414", answer(whole("GET /" + "a".repeat(5_000) + " HTTP/1.1")));
    assertProblem("431", answer(whole("GET / HTTP/1.1", "X: " + "a".repeat(20_000) + "\r\n")));
    List<String> many = new ArrayList<>();
    for (int k = 0; k < 100; k++) {
      many.add("X-%d: y\r\n".formatted(k));
    }
    String answer = answer(whole("GET / HTTP/1.1", many.toArray(String[]::new)));
    assertTrue(answer.matches("(?s)HTTP/1.1 4.*problem\\+json.*"), answer);
  }

  @Test
  void aHeaderWithoutAnEnd() throws Exception {
    try (RawConnection connection = new RawConnection(served.port())) {
      connection.send("GET / HTTP/1.1\r\nX: ");
      for (int k = 0; k < 1_000; k++) {
        connection.send("a".repeat(1_000));
      }
      String answer = connection.rest();
      assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 431 "), answer);
    }
  }

  @Test
  void aRequestThatDoesNotGoOnIsCutOff() throws Exception {
    for (String part :
        List.of("", "G", "GET / HT", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: loc")) {
      assertEquals("", answer(part), "'" + part + "'");
    }
    String body =
        "POST /api/runs HTTP/1.1\r\nHost: localhost:%d\r\nContent-Length: 100\r\n\r\nabc"
            .formatted(served.port());
    String answer = answer(body);
    assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 405 "), answer);
  }

  @Test
  void manyThatDoNotGoOnKeepNobodyElseOut() throws Exception {
    List<RawConnection> connections = new ArrayList<>();
    for (int k = 0; k < 100; k++) {
      RawConnection connection = new RawConnection(served.port());
      connection.send("GET / HTTP/1.1\r\nHost: ");
      connections.add(connection);
    }
    assertEquals("ok\n", served.get("/healthz").body());
    for (RawConnection connection : connections) {
      assertEquals("", connection.rest());
      connection.close();
    }
  }

  /** All at once, since some of it looks like a request that may go on. */
  private List<String> answers(List<byte[]> garbage) throws Exception {
    List<RawConnection> connections = new ArrayList<>();
    for (byte[] bytes : garbage) {
      RawConnection connection = new RawConnection(served.port());
      connection.send(bytes);
      connections.add(connection);
    }
    List<String> answers = new ArrayList<>();
    for (RawConnection connection : connections) {
      answers.add(connection.rest());
      connection.close();
    }
    return answers;
  }

  private static byte[] random(int size, Random random) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void binaryGarbage() throws Exception {
    Random random = new Random(7);
    List<byte[]> garbage = new ArrayList<>();
    for (int size : new int[] {1, 3, 24, 100, 10_000}) {
      for (int k = 0; k < 5; k++) {
        garbage.add(random(size, random));
      }
    }
    for (String answer : answers(garbage)) {
      assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/1.1 (4|50[15]).*"), answer);
    }
  }

  @Test
  void garbageBehindThePrefaceOfHttp2() throws Exception {
    Random random = new Random(8);
    byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    List<byte[]> garbage = new ArrayList<>();
    for (int k = 0; k < 5; k++) {
      byte[] bytes = Arrays.copyOf(preface, preface.length + 1_000);
      System.arraycopy(random(1_000, random), 0, bytes, preface.length, 1_000);
      garbage.add(bytes);
    }
    assertEquals(garbage.size(), answers(garbage).size());
  }

  @Test
  void junkBehindAGoodRequest() throws Exception {
    String good = "GET /healthz HTTP/1.1\r\nHost: localhost:%d\r\n\r\n".formatted(served.port());
    String answer = answer(good + "\u0000\u0001junk\r\n\r\n" + good);
    assertTrue(answer.startsWith("HTTP/1.1 200 OK"), answer);
    assertEquals(2, answer.split("ok\n", -1).length, answer);
    String both = answer(good + whole("GET /healthz HTTP/1.1"));
    assertEquals(3, both.split("ok\n", -1).length, both);
  }

  @Test
  void twoLengthsOrALengthAndChunks() throws Exception {
    assertProblem(
        "400",
        answer(
            whole("POST /api/runs HTTP/1.1", "Content-Length: 3\r\n", "Content-Length: 4\r\n")
                + "abcd"));
    String answer =
        answer(
            whole(
                    "POST /api/runs HTTP/1.1",
                    "Content-Length: 3\r\n",
                    "Transfer-Encoding: chunked\r\n")
                + "0\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
  }
}
