package org.ontogeny.actors.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads messages, each of which follows its length, from a stream whose length is known. A length
 * that cannot be true is found before memory is asked for.
 */
final class MessageReader {

  private static final int LARGEST = Integer.MAX_VALUE - 8; // what an array can hold
  private static final int PIECE = 1 << 16; // larger reads are copied once more, outside the heap
  private static final int LENGTH_BYTES = 5;

  private final InputStream in;
  private final long bytes;
  private long needed; // bytes of what was read, or of what should have been there
  private int number; // of the message, from 1

  /**
   * A reader.
   *
   * @param bytes that may be read
   */
  MessageReader(InputStream in, long bytes) {
    this.in = in;
    this.bytes = bytes;
  }

  /** Bytes that were read; after an {@link EOFException}, at least how many there should be. */
  long needed() {
    return needed;
  }

  /**
   * The next message.
   *
   * @throws EOFException if it is not there, or not whole
   */
  byte[] next() throws IOException {
    byte[] message = new byte[length()];
    int read = 0;
    while (read < message.length) {
      int more = in.read(message, read, Math.min(PIECE, message.length - read));
      if (more < 0) {
        throw new EOFException("nothing where message %d should go on".formatted(number));
      }
      read += more;
    }
    return message;
  }

  /**
   * Passes over the next message.
   *
   * @throws EOFException if it is not there, or not whole
   */
  void skip() throws IOException {
    in.skipNBytes(length());
  }

  /** Makes sure that everything was read. */
  void requireEnd() throws IOException {
    if (needed != bytes) {
      throw new IOException(
          "%d bytes after the last message, number %d".formatted(bytes - needed, number));
    }
  }

  private int length() throws IOException {
    number++;
    long length = 0;
    for (int k = 0; k < LENGTH_BYTES; k++) {
      take(1);
      int digits = in.read();
      if (digits < 0) {
        throw new EOFException("nothing where message %d should begin".formatted(number));
      }
      length |= (digits & 0x7fL) << (7 * k);
      if (digits < 0x80) {
        return whole(length);
      }
    }
    throw new IOException("a length of message %d that has no end".formatted(number));
  }

  private int whole(long length) throws IOException {
    if (length > LARGEST) {
      throw new IOException("message %d with a length of %d bytes".formatted(number, length));
    }
    take(length);
    return (int) length;
  }

  private void take(long more) throws EOFException {
    needed += more;
    if (needed > bytes) {
      throw new EOFException(
          "message %d, which should end at byte %d of %d".formatted(number, needed, bytes));
    }
  }
}
