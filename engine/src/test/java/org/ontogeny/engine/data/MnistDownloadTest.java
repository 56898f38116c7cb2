package org.ontogeny.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a server of our own. */
class MnistDownloadTest {

  private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TWO = "two".getBytes(StandardCharsets.UTF_8);

  private final Map<String, byte[]> served = new TreeMap<>(); // by path
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;

  @TempDir private Path folder;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          byte[] body = served.getOrDefault(path, new byte[0]);
          exchange.sendResponseHeaders(served.containsKey(path) ? 200 : 404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    served.put("/mnist/a.gz", zipped(ONE));
    served.put("/mnist/b.gz", zipped(TWO));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private MnistDownload download() {
    return download("http://127.0.0.1:%d/mnist".formatted(server.getAddress().getPort()));
  }

  private static MnistDownload download(String address) {
    return new MnistDownload(
        URI.create(address),
        List.of(
            new MnistDownload.Piece("a", MnistDownload.sha256(ONE)),
            new MnistDownload.Piece("b", MnistDownload.sha256(TWO))));
  }

  private void into(MnistDownload download) {
    download.into(folder, line -> assertFalse(line.isBlank()));
  }

  private String complaint(MnistDownload download) {
    return assertThrows(DataException.class, () -> into(download)).getMessage();
  }

  @Test
  void filesAreFetchedOnce() throws IOException {
    into(download());
    assertArrayEquals(zipped(ONE), Files.readAllBytes(folder.resolve("mnist/a.gz")));
    assertArrayEquals(zipped(TWO), Files.readAllBytes(folder.resolve("mnist/b.gz")));
    assertEquals(List.of("/mnist/a.gz", "/mnist/b.gz"), asked);
    into(download());
    assertEquals(2, asked.size());
  }

  @Test
  void otherContentsAreRefusedAndLeaveNothing() throws IOException {
    served.put("/mnist/b.gz", zipped(ONE));
    String message = complaint(download());
    assertTrue(message.contains("b.gz is not what it claims to be"), message);
    assertTrue(message.contains(MnistDownload.sha256(TWO)), message);
    assertFalse(Files.exists(folder.resolve("mnist/b.gz")));
  }

  @Test
  void aTruncatedTransferIsNamed() throws IOException {
    byte[] whole = zipped(new byte[100_000]);
    served.put("/mnist/b.gz", Arrays.copyOf(whole, whole.length / 2));
    String message = complaint(download());
    assertTrue(message.contains("b.gz is no whole gzip file"), message);
  }

  @Test
  void aFileThatIsThereAndWrongIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("mnist"));
    Files.write(folder.resolve("mnist/a.gz"), zipped(TWO));
    String message = complaint(download());
    assertTrue(message.contains(folder.resolve("mnist/a.gz").toString()), message);
    assertEquals(List.of(), asked);
  }

  @Test
  void aMissingFileIsNamedWithItsStatus() {
    served.remove("/mnist/a.gz");
    String message = complaint(download());
    assertTrue(message.contains("/mnist/a.gz was refused with status 404"), message);
    assertTrue(message.contains("by hand"), message);
  }

  @Test
  void withoutANetworkTheAddressIsNamed() {
    int port = server.getAddress().getPort();
    server.stop(0);
    String message = complaint(download("http://127.0.0.1:%d/mnist/".formatted(port)));
    assertTrue(
        message.contains("http://127.0.0.1:%d/mnist/a.gz cannot be reached".formatted(port)),
        message);
    assertTrue(message.contains("by hand"), message);
  }

  @Test
  void anAddressOfAnotherKindIsRefused() {
    assertThrows(DataException.class, () -> new MnistDownload(URI.create("mnist/")));
    assertThrows(DataException.class, () -> new MnistDownload(URI.create("ftp://localhost/")));
  }
}
