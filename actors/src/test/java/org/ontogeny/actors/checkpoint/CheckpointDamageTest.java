package org.ontogeny.actors.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that can happen to a file is taken for a checkpoint, or reported as something else. */
class CheckpointDamageTest {

  private static final int HEAD = 12;
  private static final int HASH = 32;

  @TempDir Path folder;
  private Path file;
  private byte[] whole;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("000000000412.ckpt");
    CheckpointFile.write(file, CheckpointExample.checkpoint());
    whole = Files.readAllBytes(file);
  }

  /** A new file each time: some file systems wait for the disk when one is written over. */
  private void replace(byte[] bytes) throws IOException {
    Files.delete(file);
    Files.write(file, bytes);
  }

  private DamagedCheckpoint damage(byte[] bytes) throws IOException {
    replace(bytes);
    DamagedCheckpoint damage =
        assertThrowsExactly(DamagedCheckpoint.class, () -> CheckpointFile.read(file));
    assertTrue(damage.getMessage().contains(file.toString()), damage.getMessage());
    assertEquals(file, damage.file());
    return damage;
  }

  private void says(DamagedCheckpoint damage, String expected) {
    assertTrue(damage.getMessage().contains(expected), damage.getMessage());
  }

  /** These bytes with something done to them, and the hash that belongs to them then. */
  private byte[] hashed(Consumer<byte[]> change) throws Exception {
    byte[] bytes = whole.clone();
    change.accept(bytes);
    int end = bytes.length - HASH;
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes, end));
    System.arraycopy(hash, 0, bytes, end, HASH);
    return bytes;
  }

  @Test
  void truncatedAnywhere() throws IOException {
    for (int length = 0; length < whole.length; length++) {
      says(damage(Arrays.copyOf(whole, length)), "truncated at byte " + length);
    }
  }

  @Test
  void anyBitFlipped() throws IOException {
    for (int bit = 0; bit < 8 * whole.length; bit = next(bit)) {
      byte[] bytes = whole.clone();
      flip(bytes, bit);
      assertFalse(damage(bytes).isNewer(), "bit " + bit);
    }
  }

  /** All of the first, which say most, then every fifth: in each byte, and in each place of one. */
  private static int next(int bit) {
    return bit < 8 * 64 ? bit + 1 : bit + 5;
  }

  private static void flip(byte[] bytes, int bit) {
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
  }

  /** As if a program had written it so: it is read, or found to make no sense. */
  @Test
  void anyBitFlippedBeforeHashing() throws Exception {
    for (int bit = 0; bit < 8 * (whole.length - HASH); bit = next(bit)) {
      int flipped = bit;
      replace(hashed(bytes -> flip(bytes, flipped)));
      try {
        CheckpointFile.read(file);
      } catch (DamagedCheckpoint e) {
        says(e, file.toString());
      }
    }
  }

  @Test
  void noMemoryIsAskedForByAFalseLength() throws Exception {
    byte[] claim = {(byte) 0xf7, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07};
    byte[] bytes = hashed(b -> System.arraycopy(claim, 0, b, HEAD, claim.length));
    says(
        damage(bytes),
        "message 1, which should end at byte %d of %d"
            .formatted(Integer.MAX_VALUE - 8 + 5L, whole.length - HEAD - HASH));
    claim[4] = 0x7f;
    says(
        damage(hashed(b -> System.arraycopy(claim, 0, b, HEAD, claim.length))),
        "message 1 with a length of");
    claim[4] = (byte) 0xff;
    says(
        damage(hashed(b -> System.arraycopy(claim, 0, b, HEAD, claim.length))),
        "a length of message 1 that has no end");
  }

  @Test
  void anotherFile() throws IOException {
    byte[] text =
        "{\"kind\": \"something that is no checkpoint at all, but long\"}".getBytes(UTF_8);
    says(damage(text), "a file that begins with 4f4e544f47454e59, found 7b226b696e64223a");
  }

  @Test
  void changedContents() throws IOException {
    byte[] bytes = whole.clone();
    flip(bytes, 8 * (whole.length - HASH) - 1);
    says(damage(bytes), "contents with the SHA-256");
  }

  @Test
  void somethingBehindTheEnd() throws Exception {
    says(damage(Arrays.copyOf(whole, whole.length + 5)), "contents with the SHA-256");
    whole = Arrays.copyOf(whole, whole.length + 5);
    says(
        damage(hashed(bytes -> Arrays.fill(bytes, bytes.length - 37, bytes.length, (byte) 0))),
        "5 bytes after the last message, number 11");
  }

  @Test
  void aNewerVersion() throws Exception {
    DamagedCheckpoint damage = damage(hashed(b -> ByteBuffer.wrap(b).putInt(8, 2)));
    says(damage, "expected format version 1, found version 2, which only a newer Ontogeny reads");
    assertTrue(damage.isNewer());
    says(damage(hashed(b -> ByteBuffer.wrap(b).putInt(8, -1))), "version 4294967295");
    says(damage(hashed(b -> ByteBuffer.wrap(b).putInt(8, 0))), "version 0");
  }
}
