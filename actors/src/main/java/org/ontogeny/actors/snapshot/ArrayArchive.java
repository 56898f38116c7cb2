package org.ontogeny.actors.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Arrays in a form that {@code numpy.load} opens, as {@code numpy.savez_compressed} writes them.
 * The bytes depend on the arrays alone: a clock has no part in them, as it has in archives that
 * libraries write. Each array is an entry {@code name.npy} of the archive:
 *
 * <pre>
 *  byte 0          6     8                10                                   64 n
 *       | 93 NUMPY | 1 0 | size of dict   | dict, padded with spaces to 64 n   | values      |
 *       | 6        | 2   | 2, little-end. | ASCII, ends with a line feed       | little-end. |
 * </pre>
 */
final class ArrayArchive implements AutoCloseable {

  private static final int ALIGNMENT = 64; // bytes, of the first value
  private static final int HEAD = 10; // bytes before the dictionary

  /** A time that the format of zip can tell; as late as that, no time zone is asked for. */
  private static final LocalDateTime NEVER = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream zip;

  /** Writes to a stream, which is closed with the archive. */
  ArrayArchive(OutputStream out) {
    zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.BEST_SPEED); // weights hardly shrink; masks and states shrink anyway
  }

  /** Adds an array, row-major. */
  void put(String name, float[] values, int... shape) throws IOException {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
    little(bytes).asFloatBuffer().put(values);
    put(name, "<f4", bytes, shape);
  }

  /** Adds an array, row-major. */
  void put(String name, int[] values, int... shape) throws IOException {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Integer.BYTES)];
    little(bytes).asIntBuffer().put(values);
    put(name, "<i4", bytes, shape);
  }

  /** Adds an array, row-major. */
  void put(String name, byte[] values, int... shape) throws IOException {
    put(name, "|i1", values, shape);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void put(String name, String type, byte[] values, int[] shape) throws IOException {
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTimeLocal(NEVER);
    zip.putNextEntry(entry);
    zip.write(head(type, shape));
    zip.write(values);
    zip.closeEntry();
  }

  private static byte[] head(String type, int[] shape) {
    String sizes = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
    String dict = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, sizes);
    int whole = (HEAD + dict.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String padding = " ".repeat(whole - HEAD - dict.length() - 1);
    byte[] head = new byte[whole];
    little(head)
        .put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) (whole - HEAD))
        .put((dict + padding + "\n").getBytes(StandardCharsets.US_ASCII));
    return head;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
