package org.ontogeny.engine.data;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * One IDX file, checked to the last byte. Numbers are big-endian:
 *
 * <pre>
 *            0      4      8      12        16
 * images     | 0x803 | count | rows | columns | count * rows * columns bytes of grey |
 * labels     | 0x801 | count | count bytes of class |
 * </pre>
 *
 * <p>Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database", page of the data set.
 *
 * @param path as opened
 * @param source path and SHA-256 of the file as it is on disk
 * @param count number of images or labels
 * @param payload what follows the header
 */
record IdxFile(Path path, Provenance.SourceFile source, int count, byte[] payload) {

  private static final int IMAGES = 0x803;
  private static final int LABELS = 0x801;

  /** Square images of the given side. */
  static IdxFile images(Path path, int side) {
    byte[] file = bytes(path);
    ByteBuffer data = ByteBuffer.wrap(decompressed(path, file));
    checkMagic(path, data, IMAGES);
    int count = header(path, data, 4, "the number of images");
    int rows = header(path, data, 8, "the number of rows");
    int columns = header(path, data, 12, "the number of columns");
    if (rows != side || columns != side) {
      throw new DataException(
          "%s holds images of %d x %d pixels where %d x %d are expected"
              .formatted(path, rows, columns, side, side));
    }
    return new IdxFile(
        path, source(path, file), count, payload(path, data, 16, count, side * side));
  }

  /** Labels 0 .. classes - 1. */
  static IdxFile labels(Path path, int classes) {
    byte[] file = bytes(path);
    ByteBuffer data = ByteBuffer.wrap(decompressed(path, file));
    checkMagic(path, data, LABELS);
    int count = header(path, data, 4, "the number of labels");
    byte[] labels = payload(path, data, 8, count, 1);
    for (int i = 0; i < count; i++) {
      int label = labels[i] & 0xff;
      if (label >= classes) {
        throw new DataException(
            "%s: label %d of example %d is not one of 0..%d"
                .formatted(path, label, i, classes - 1));
      }
    }
    return new IdxFile(path, source(path, file), count, labels);
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(path, e), e);
    }
  }

  private static byte[] decompressed(Path path, byte[] file) {
    if (!path.toString().endsWith(".gz")) {
      return file;
    }
    if (file.length < 2 || file[0] != 0x1f || (file[1] & 0xff) != 0x8b) {
      throw new DataException(
          "%s is not a gzip file (%d bytes; expected to begin with 1f 8b)"
              .formatted(path, file.length));
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file), 1 << 16)) {
      return in.readAllBytes();
    } catch (EOFException e) {
      throw new DataException(
          "%s is truncated: its gzip stream breaks off after %d bytes of file"
              .formatted(path, file.length),
          e);
    } catch (IOException e) {
      throw new DataException(
          "%s is corrupt: its gzip stream does not decompress (%s)".formatted(path, e.getMessage()),
          e);
    }
  }

  private static void checkMagic(Path path, ByteBuffer data, int expected) {
    int magic = header(path, data, 0, "the magic number");
    if (magic == expected) {
      return;
    }
    String held =
        switch (magic) {
          case IMAGES -> "an image file where labels are expected: are the two swapped?";
          case LABELS -> "a label file where images are expected: are the two swapped?";
          default ->
              "not an IDX file of %s: it begins with %08x, not %08x"
                  .formatted(expected == IMAGES ? "images" : "labels", magic, expected);
        };
    throw new DataException("%s is %s".formatted(path, held));
  }

  private static int header(Path path, ByteBuffer data, int offset, String what) {
    if (data.capacity() < offset + Integer.BYTES) {
      throw new DataException(
          "%s is truncated: expected %s at byte %d, found %d bytes in all"
              .formatted(path, what, offset, data.capacity()));
    }
    return data.getInt(offset);
  }

  private static byte[] payload(Path path, ByteBuffer data, int offset, int count, int size) {
    if (count < 1) {
      throw new DataException("%s says that it holds %d examples".formatted(path, count));
    }
    long expected = offset + (long) count * size;
    if (data.capacity() < expected) {
      throw new DataException(
          "%s is truncated: %d examples need %d bytes of data, found %d"
              .formatted(path, count, expected, data.capacity()));
    }
    if (data.capacity() > expected) {
      throw new DataException(
          "%s has trailing bytes: %d examples need %d bytes of data, found %d"
              .formatted(path, count, expected, data.capacity()));
    }
    byte[] payload = new byte[data.capacity() - offset];
    data.get(offset, payload);
    return payload;
  }

  private static Provenance.SourceFile source(Path path, byte[] file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);
      return new Provenance.SourceFile(path.toString(), HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
