package org.ontogeny.actors.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.ontogeny.engine.event.Fate;

/**
 * The chain of SHA-256 digests that seals the events: each is taken of the one before it and of the
 * event, so the last one stands for all. What is digested, in big-endian order:
 *
 * <pre>
 *  offset  size  what
 *       0    32  digest of the event before; zeros before the first
 *      32     8  seq          i64
 *      40     8  step         i64
 *      48     4  bytes of stage    u32, then these, in UTF-8
 *       .     4  bytes of kind     u32, then these
 *       .     4  bytes of detail   u32, then these
 *       .    32  for each synapse, in the order of the fact:
 *                  0  pre         i32
 *                  4  post        i32
 *                  8  importance  f64, NaN as 7FF8000000000000
 *                 16  weight      f32, NaN as 7FC00000
 *                 20  age         i64
 *                 28  draw        f32, NaN as 7FC00000
 * </pre>
 */
final class EventDigest {

  /** Bytes of a digest. */
  static final int SIZE = 32;

  private static final int FATE = 32; // bytes

  private final MessageDigest sha256;
  private final ByteBuffer buffer = ByteBuffer.allocate(256 * FATE);

  EventDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The digest of an event.
   *
   * @param previous digest of the event before
   */
  byte[] of(byte[] previous, EventRow event, List<Fate> fates) {
    sha256.update(previous);
    buffer.putLong(event.seq()).putLong(event.step());
    text(event.stage());
    text(event.kind());
    text(event.detail());
    for (Fate fate : fates) {
      if (buffer.remaining() < FATE) {
        drain();
      }
      // These conversions make every NaN the canonical one.
      buffer.putInt(fate.pre()).putInt(fate.post());
      buffer.putLong(Double.doubleToLongBits(fate.importance()));
      buffer.putInt(Float.floatToIntBits(fate.weight()));
      buffer.putLong(fate.age());
      buffer.putInt(Float.floatToIntBits(fate.draw()));
    }
    drain();
    return sha256.digest();
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    buffer.putInt(bytes.length);
    drain();
    sha256.update(bytes);
  }

  private void drain() {
    sha256.update(buffer.flip());
    buffer.clear();
  }
}
