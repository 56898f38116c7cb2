package org.ontogeny.actors.checkpoint;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.ontogeny.actors.wire.CheckpointCodec;
import org.ontogeny.engine.checkpoint.Checkpoint;

/**
 * A checkpoint in a file.
 *
 * <pre>
 *  byte 0          8           12                            size - 32     size
 *       | ONTOGENY | version   | messages, with their lengths | SHA-256    |
 *       | 8, ASCII | 4, big-e. | CheckpointCodec              | of the rest |
 * </pre>
 *
 * The hash is checked before anything is made of the messages, so what is decoded is what was
 * written.
 */
public final class CheckpointFile {

  /** Version of the format that is written, and the newest that is read. */
  static final int VERSION = 1;

  private static final byte[] MAGIC = "ONTOGENY".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD = MAGIC.length + Integer.BYTES;
  private static final int LEAST = HEAD + HashedOutput.HASH; // bytes of the smallest file
  private static final int PIECE = 1 << 16; // bytes that are read at a time

  private CheckpointFile() {}

  /** Makes a file that does not exist yet. */
  interface Opening {
    FileChannel open(Path file) throws IOException;
  }

  /**
   * Writes a checkpoint to a new file, which is on the disk afterwards.
   *
   * @return bytes of the file
   * @throws UncheckedIOException if the file exists, cannot be written, or the thread is
   *     interrupted; no half file is left behind
   * @throws IllegalArgumentException if a group is too large for the format
   */
  public static long write(Path file, Checkpoint checkpoint) {
    return write(
        file,
        checkpoint,
        path -> FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  static long write(Path file, Checkpoint checkpoint, Opening opening) {
    try {
      return writeOrDelete(file, checkpoint, opening);
    } catch (FileAlreadyExistsException e) {
      throw new UncheckedIOException(
          "cannot write checkpoint %s: it exists already and is never overwritten".formatted(file),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write checkpoint %s: %s".formatted(file, why(e)), e);
    }
  }

  private static long writeOrDelete(Path file, Checkpoint checkpoint, Opening opening)
      throws IOException {
    boolean made = false;
    boolean whole = false;
    try {
      long bytes;
      try (FileChannel channel = opening.open(file)) {
        made = true;
        bytes = write(checkpoint, channel);
      }
      whole = true;
      return bytes;
    } finally {
      if (made && !whole) { // not one that was there before
        Files.deleteIfExists(file);
      }
    }
  }

  private static long write(Checkpoint checkpoint, FileChannel channel) throws IOException {
    HashedOutput out = new HashedOutput(channel);
    out.write(MAGIC);
    out.write(ByteBuffer.allocate(Integer.BYTES).putInt(VERSION).array());
    CheckpointCodec.write(checkpoint, out);
    return out.finish();
  }

  /**
   * Reads a checkpoint.
   *
   * @throws DamagedCheckpoint if the file is not what was written, or this program is too old for
   *     it
   * @throws UncheckedIOException if there is no such file, or it may not be read
   */
  public static Checkpoint read(Path file) {
    // not a channel: that closes when the thread is interrupted, which is no damage
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      return read(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read checkpoint %s: %s".formatted(file, why(e)), e);
    }
  }

  private static Checkpoint read(Path file, RandomAccessFile bytes) {
    try {
      requireWhole(file, bytes);
      return CheckpointCodec.read(messages(bytes), bytes.length() - LEAST);
    } catch (IOException | IllegalArgumentException e) {
      throw DamagedCheckpoint.of(file, "the messages of a checkpoint", why(e));
    }
  }

  /** The file from the first message on; its place in the file is that of {@code bytes}. */
  private static InputStream messages(RandomAccessFile bytes) throws IOException {
    bytes.seek(HEAD);
    return new BufferedInputStream(new FileInputStream(bytes.getFD()), PIECE);
  }

  private static void requireWhole(Path file, RandomAccessFile bytes) throws IOException {
    long size = bytes.length();
    if (size < LEAST) {
      throw DamagedCheckpoint.of(file, LEAST + " bytes or more", cut(size));
    }
    MessageDigest hash = HashedOutput.sha256();
    byte[] head = new byte[HEAD];
    bytes.readFully(head);
    byte[] magic = Arrays.copyOf(head, MAGIC.length);
    if (!Arrays.equals(MAGIC, magic)) {
      throw DamagedCheckpoint.of(file, "a file that begins with " + hex(MAGIC), hex(magic));
    }
    hash.update(head);
    update(hash, bytes, size - LEAST);
    byte[] computed = hash.digest();
    byte[] stored = new byte[HashedOutput.HASH];
    bytes.readFully(stored);
    if (!Arrays.equals(computed, stored)) {
      requireLength(file, bytes);
      throw DamagedCheckpoint.of(
          file, "contents with the SHA-256 " + hex(stored), "such with " + hex(computed));
    }
    requireKnown(file, Integer.toUnsignedLong(ByteBuffer.wrap(head).getInt(MAGIC.length)));
  }

  private static void update(MessageDigest hash, RandomAccessFile bytes, long count)
      throws IOException {
    byte[] piece = new byte[PIECE];
    long left = count;
    while (left > 0) {
      int some = (int) Math.min(PIECE, left);
      bytes.readFully(piece, 0, some);
      hash.update(piece, 0, some);
      left -= some;
    }
  }

  /** Only a hint: the lengths in a damaged file may be damaged themselves. */
  private static void requireLength(Path file, RandomAccessFile bytes) throws IOException {
    long size = bytes.length();
    long claimed;
    try {
      claimed = CheckpointCodec.claimed(messages(bytes), size - HEAD);
    } catch (IOException e) {
      return; // not even lengths can be read, so the hash says what there is to say
    }
    if (LEAST + claimed > size) {
      String expected = "%d bytes or more, by its own lengths".formatted(LEAST + claimed);
      throw DamagedCheckpoint.of(file, expected, cut(size));
    }
  }

  private static void requireKnown(Path file, long version) {
    if (version > VERSION) {
      throw DamagedCheckpoint.newer(file, VERSION, version);
    } else if (version < 1) {
      throw DamagedCheckpoint.of(file, "format version 1", "version " + version);
    }
  }

  private static String cut(long size) {
    return "%d: truncated at byte %d".formatted(size, size);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String why(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
