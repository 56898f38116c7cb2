package org.ontogeny.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ontogeny.engine.data.IdxBytes.TEST_IMAGES;
import static org.ontogeny.engine.data.IdxBytes.TEST_LABELS;
import static org.ontogeny.engine.data.IdxBytes.TRAIN_IMAGES;
import static org.ontogeny.engine.data.IdxBytes.TRAIN_LABELS;
import static org.ontogeny.engine.data.IdxBytes.gzip;
import static org.ontogeny.engine.data.IdxBytes.images;
import static org.ontogeny.engine.data.IdxBytes.labels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFilesTest {

  @TempDir private Path directory;
  private Path folder;

  @BeforeEach
  void writeGoodFiles() throws IOException {
    folder = IdxBytes.write(directory.resolve("mnist"));
  }

  @Test
  void readsGzippedFiles() throws Exception {
    IdxFiles files = read();
    assertEquals(30, files.train().size());
    assertEquals(20, files.test().size());
    assertEquals(28, files.train().width());
    assertEquals(7, files.train().labels()[17]);
    assertEquals((byte) (3 + 100), files.train().grey()[3 * 784 + 100]);
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(Files.readAllBytes(folder.resolve(TEST_IMAGES)));
    assertEquals(
        new Provenance.SourceFile(
            folder.resolve(TEST_IMAGES).toString(), HexFormat.of().formatHex(digest)),
        files.sources().get(2));
  }

  @Test
  void readsPlainFiles() throws IOException {
    Files.delete(folder.resolve(TRAIN_IMAGES));
    Files.write(folder.resolve(TRAIN_IMAGES.replace(".gz", "")), images(30));
    assertArrayEquals(Arrays.copyOfRange(images(30), 16, 16 + 30 * 784), read().train().grey());
  }

  @Test
  void dataFolderMissing() {
    Path missing = directory.resolve("nowhere");
    assertMessage(
        () -> IdxFiles.read(new DataDirectory(missing, "ONTOGENY_DATA"), "mnist"),
        missing.toString(),
        "from ONTOGENY_DATA");
  }

  @Test
  void setFolderMissing() {
    assertMessage(
        () -> IdxFiles.read(new DataDirectory(directory, "--data"), "fashion-mnist"),
        "'fashion-mnist'",
        directory.resolve("fashion-mnist").toString(),
        "from --data");
  }

  @Test
  void fileMissing() throws IOException {
    Files.delete(folder.resolve(TEST_LABELS));
    assertBroken(
        folder.resolve(TEST_LABELS) + " nor " + folder.resolve("t10k-labels-idx1-ubyte"),
        "from --data");
  }

  @Test
  void folderInPlaceOfFile() throws IOException {
    Files.delete(folder.resolve(TEST_LABELS));
    Files.createDirectory(folder.resolve(TEST_LABELS));
    assertBroken(TEST_LABELS, "cannot be read");
  }

  @Test
  void notGzip() throws IOException {
    assertBrokenWhen(TRAIN_IMAGES, images(30), "not a gzip file");
  }

  @Test
  void emptyFile() throws IOException {
    assertBrokenWhen(TRAIN_LABELS, new byte[0], "not a gzip file", "0 bytes");
  }

  @Test
  void truncatedGzip() throws IOException {
    byte[] whole = gzip(images(30));
    for (int length : new int[] {5, whole.length / 2, whole.length - 1}) {
      byte[] part = Arrays.copyOf(whole, length);
      assertBrokenWhen(TRAIN_IMAGES, part, "truncated", "gzip stream", length + " bytes");
    }
  }

  @Test
  void corruptGzip() throws IOException {
    byte[] checksum = gzip(images(30));
    checksum[checksum.length - 8] ^= 1;
    assertBrokenWhen(TRAIN_IMAGES, checksum, "corrupt");
    byte[] method = gzip(images(30));
    method[2] = 9;
    assertBrokenWhen(TRAIN_IMAGES, method, "corrupt");
  }

  @Test
  void truncatedData() throws IOException {
    int expected = 16 + 30 * 784;
    byte[] part = gzip(Arrays.copyOf(images(30), expected - 1));
    assertBrokenWhen(
        TRAIN_IMAGES, part, "truncated", "need " + expected, "found " + (expected - 1));
  }

  @Test
  void truncatedHeader() throws IOException {
    byte[] header = gzip(Arrays.copyOf(labels(30), 6));
    assertBrokenWhen(TRAIN_LABELS, header, "truncated", "number of labels", "found 6 bytes");
  }

  @Test
  void truncatedPlainFile() throws IOException {
    Files.delete(folder.resolve(TRAIN_LABELS));
    String plain = TRAIN_LABELS.replace(".gz", "");
    assertBrokenWhen(plain, Arrays.copyOf(labels(30), 37), "truncated", "need 38", "found 37");
  }

  @Test
  void trailingBytes() throws IOException {
    byte[] long39 = gzip(Arrays.copyOf(labels(30), 39));
    assertBrokenWhen(TRAIN_LABELS, long39, "trailing bytes", "need 38", "found 39");
  }

  @Test
  void wrongMagic() throws IOException {
    byte[] data = images(30);
    data[2] = 0x0d;
    assertBrokenWhen(TRAIN_IMAGES, gzip(data), "00000d03", "00000803");
  }

  @Test
  void imagesAndLabelsSwapped() throws IOException {
    assertBrokenWhen(TRAIN_IMAGES, gzip(labels(30)), "label file where images", "swapped");
    Files.write(folder.resolve(TRAIN_IMAGES), gzip(images(30)));
    assertBrokenWhen(TRAIN_LABELS, gzip(images(30)), "image file where labels", "swapped");
  }

  @Test
  void trainingAndTestSwapped() throws IOException {
    Files.write(folder.resolve(TRAIN_IMAGES), gzip(images(10_000)));
    Files.write(folder.resolve(TRAIN_LABELS), gzip(labels(10_000)));
    Files.write(folder.resolve(TEST_IMAGES), gzip(images(60_000)));
    Files.write(folder.resolve(TEST_LABELS), gzip(labels(60_000)));
    assertBroken(TRAIN_IMAGES, TEST_IMAGES, "swapped");
  }

  @Test
  void countsDiffer() throws IOException {
    assertBrokenWhen(TEST_LABELS, gzip(labels(19)), TEST_IMAGES, "20 images", "19 labels");
  }

  @Test
  void labelOutOfRange() throws IOException {
    byte[] data = labels(30);
    data[8 + 12] = 10;
    assertBrokenWhen(TRAIN_LABELS, gzip(data), "label 10 of example 12", "0..9");
  }

  @Test
  void impossibleHeader() throws IOException {
    byte[] sides = images(30);
    sides[15] = 27;
    assertBrokenWhen(TRAIN_IMAGES, gzip(sides), "28 x 27", "28 x 28");
    byte[] huge = images(30);
    huge[4] = 0x7f; // more images than an array can hold
    assertBrokenWhen(TRAIN_IMAGES, gzip(huge), "truncated");
    byte[] negative = images(30);
    negative[4] = (byte) 0xff;
    assertBrokenWhen(TRAIN_IMAGES, gzip(negative), "holds -16777186 examples");
  }

  private IdxFiles read() {
    return IdxFiles.read(new DataDirectory(directory, "--data"), "mnist");
  }

  private void assertBrokenWhen(String file, byte[] bytes, String... expected) throws IOException {
    Files.write(folder.resolve(file), bytes);
    assertBroken(expected);
    assertBroken(folder.resolve(file).toString());
  }

  private void assertBroken(String... expected) {
    assertMessage(this::read, expected);
  }

  private static void assertMessage(Runnable reading, String... expected) {
    String message = assertThrows(DataException.class, reading::run).getMessage();
    for (String part : expected) {
      assertTrue(message.contains(part), () -> "'%s' lacks '%s'".formatted(message, part));
    }
  }
}
