package org.ontogeny.actors.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Writes a file that ends with the SHA-256 of everything before it. Whatever is written at once
 * goes to the file in pieces: a channel copies what it writes, as a whole, to memory outside the
 * heap.
 */
final class HashedOutput extends OutputStream {

  /** Bytes of the hash. */
  static final int HASH = 32;

  private static final int PIECE = 1 << 18; // bytes

  private final FileChannel file;
  private final MessageDigest hash = sha256();
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
  private long written;

  /**
   * Output to a file.
   *
   * @param file whoever opened it closes it
   */
  HashedOutput(FileChannel file) {
    this.file = file;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every Java platform has SHA-256", e);
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    int done = 0;
    while (done < count) {
      int some = Math.min(piece.remaining(), count - done);
      piece.put(bytes, from + done, some);
      done += some;
      if (!piece.hasRemaining()) {
        drain();
      }
    }
  }

  /**
   * Writes the hash and brings everything to the disk.
   *
   * @return bytes of the file
   */
  long finish() throws IOException {
    drain();
    piece.put(hash.digest());
    drain();
    file.force(true);
    return written;
  }

  private void drain() throws IOException {
    hash.update(piece.array(), 0, piece.position());
    piece.flip();
    while (piece.hasRemaining()) {
      written += file.write(piece);
    }
    piece.clear();
  }
}
