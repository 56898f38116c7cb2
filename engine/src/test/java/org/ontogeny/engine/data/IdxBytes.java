package org.ontogeny.engine.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Small IDX files, right and wrong. */
final class IdxBytes {

  static final String TRAIN_IMAGES = "train-images-idx3-ubyte.gz";
  static final String TRAIN_LABELS = "train-labels-idx1-ubyte.gz";
  static final String TEST_IMAGES = "t10k-images-idx3-ubyte.gz";
  static final String TEST_LABELS = "t10k-labels-idx1-ubyte.gz";

  private IdxBytes() {}

  /** Images of 28 x 28 whose grey is {@code (example + pixel) % 256}. */
  static byte[] images(int count) {
    ByteBuffer data = ByteBuffer.allocate(16 + count * 784);
    data.putInt(0x803).putInt(count).putInt(28).putInt(28);
    for (int i = 0; i < count * 784; i++) {
      data.put((byte) (i / 784 + i % 784));
    }
    return data.array();
  }

  /** Labels {@code example % 10}. */
  static byte[] labels(int count) {
    ByteBuffer data = ByteBuffer.allocate(8 + count);
    data.putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      data.put((byte) (i % 10));
    }
    return data.array();
  }

  static byte[] gzip(byte[] data) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  /** The four files of a set of 30 training and 20 test examples. */
  static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(TRAIN_IMAGES), gzip(images(30)));
    Files.write(folder.resolve(TRAIN_LABELS), gzip(labels(30)));
    Files.write(folder.resolve(TEST_IMAGES), gzip(images(20)));
    Files.write(folder.resolve(TEST_LABELS), gzip(labels(20)));
    return folder;
  }
}
