package org.ontogeny.engine.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Fetches the four files of MNIST, once. A file counts as there when its contents, unpacked, have
 * the known checksum; what was fetched takes its place only then, so that a broken transfer leaves
 * nothing behind.
 */
public final class MnistDownload {

  /** Where the files are, by their usual names. */
  public static final URI ADDRESS =
      URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * A file.
   *
   * @param name without its ending
   * @param sha256 of its contents, unpacked
   */
  record Piece(String name, String sha256) {}

  private static final List<Piece> PIECES =
      List.of(
          new Piece(
              IdxFiles.TRAIN_IMAGES,
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
          new Piece(
              IdxFiles.TRAIN_LABELS,
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
          new Piece(
              IdxFiles.TEST_IMAGES,
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
          new Piece(
              IdxFiles.TEST_LABELS,
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

  private final URI address;
  private final List<Piece> pieces;
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(Duration.ofSeconds(20))
          .build();

  /**
   * From an address that ends with a slash.
   *
   * @throws DataException if it is none of HTTP
   */
  public MnistDownload(URI address) {
    this(address, PIECES);
  }

  MnistDownload(URI address, List<Piece> pieces) {
    if (address.getScheme() == null || !address.getScheme().matches("https?")) {
      throw new DataException(
          "expected an address that begins with https:// or http://, got " + address);
    }
    this.address = address.toString().endsWith("/") ? address : URI.create(address + "/");
    this.pieces = pieces;
  }

  /**
   * Fetches what is missing.
   *
   * @param folder of all data sets; that of the set is made in it
   * @param told a line about each file
   * @throws DataException that says what could not be fetched or is not what it should be
   */
  public void into(Path folder, Consumer<String> told) {
    Path own = folder.resolve(Datasets.MNIST);
    try {
      Files.createDirectories(own);
      for (Piece piece : pieces) {
        fetch(piece, own, told);
      }
    } catch (IOException e) {
      throw new DataException("%s cannot be written: %s".formatted(own, e), e);
    }
  }

  private void fetch(Piece piece, Path folder, Consumer<String> told) throws IOException {
    Path file = folder.resolve(piece.name() + ".gz");
    if (Files.exists(file)) {
      require(piece, Files.readAllBytes(file), file.toString());
      told.accept(file + " is there");
      return;
    }
    URI source = address.resolve(piece.name() + ".gz");
    byte[] bytes = read(source);
    require(piece, bytes, source.toString());
    Path part = folder.resolve(piece.name() + ".part");
    Files.write(part, bytes);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    told.accept("%s, %,d bytes from %s".formatted(file, bytes.length, source));
  }

  private byte[] read(URI source) {
    try {
      HttpResponse<byte[]> response =
          client.send(
              HttpRequest.newBuilder(source).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new DataException(
            "%s was refused with status %d%s".formatted(source, response.statusCode(), advice()));
      }
      return response.body();
    } catch (IOException e) {
      throw new DataException("%s cannot be reached: %s%s".formatted(source, e, advice()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException(source + " was not waited for", e);
    }
  }

  private static String advice() {
    return "; another address can be given, or the four files be put into the folder by hand";
  }

  private static void require(Piece piece, byte[] zipped, String where) {
    String found;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      found = sha256(in.readAllBytes());
    } catch (IOException e) {
      throw new DataException("%s is no whole gzip file: %s".formatted(where, e.getMessage()), e);
    }
    if (!found.equals(piece.sha256())) {
      throw new DataException(
          "%s is not what it claims to be: expected contents of SHA-256 %s, got %s"
              .formatted(where, piece.sha256(), found));
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
