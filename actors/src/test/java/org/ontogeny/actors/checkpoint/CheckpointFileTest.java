package org.ontogeny.actors.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.kernel.Batch;

class CheckpointFileTest {

  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path folder;

  private Checkpoint thereAndBack(Checkpoint checkpoint) throws Exception {
    Path file = folder.resolve("one.ckpt");
    assertEquals(CheckpointFile.write(file, checkpoint), Files.size(file));
    return CheckpointFile.read(file);
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws Exception {
    Checkpoint checkpoint = CheckpointExample.checkpoint();
    assertEquals(
        CheckpointExample.text(checkpoint), CheckpointExample.text(thereAndBack(checkpoint)));
  }

  @Test
  void aCheckpointOfNothing() throws Exception {
    NetworkState state = new NetworkState(List.of(), 0, 0);
    Checkpoint checkpoint = new Checkpoint(state, 0, List.of(), Map.of(), Map.of());
    assertEquals(
        CheckpointExample.text(checkpoint), CheckpointExample.text(thereAndBack(checkpoint)));
  }

  /** Larger than any buffer on the way, with any bits in its floats. */
  @Test
  void aLargeGroupOfAnyNumbers() throws Exception {
    Random random = new Random(1);
    int synapses = 100_000;
    long[] counts = random.longs(synapses).toArray();
    float[] weight = floats(random, synapses);
    int[] places = IntStream.range(0, synapses).toArray();
    SynapseGroupState group =
        new SynapseGroupState(
            new GroupId("v-h", 0, synapses),
            places,
            places,
            places,
            places,
            weight,
            floats(random, synapses),
            counts,
            counts,
            counts,
            counts,
            1,
            2);
    NeuronGroupState.Chains chains =
        new NeuronGroupState.Chains(0, List.of(new Batch(1000, 300, floats(random, 300_000))));
    NeuronGroupState neurons =
        new NeuronGroupState(
            new GroupId("v", 0, 1), new int[1], List.of(), new long[1], 1, List.of(chains));
    Checkpoint checkpoint =
        new Checkpoint(
            new NetworkState(List.of(neurons, group), 1, 2), 3, List.of(), Map.of(), Map.of());
    assertEquals(
        CheckpointExample.text(checkpoint), CheckpointExample.text(thereAndBack(checkpoint)));
  }

  private static float[] floats(Random random, int count) {
    float[] values = new float[count];
    for (int k = 0; k < count; k++) {
      values[k] = Float.intBitsToFloat(random.nextInt());
    }
    return values;
  }

  @Test
  void theFileIsLaidOutAsDocumented() throws Exception {
    Path file = folder.resolve("one.ckpt");
    CheckpointFile.write(file, CheckpointExample.checkpoint());
    byte[] bytes = Files.readAllBytes(file);
    byte[] head = {'O', 'N', 'T', 'O', 'G', 'E', 'N', 'Y', 0, 0, 0, 1};
    assertArrayEquals(head, Arrays.copyOf(bytes, head.length));
    int end = bytes.length - 32;
    assertArrayEquals(
        MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes, end)),
        Arrays.copyOfRange(bytes, end, bytes.length));
  }

  @Test
  void aFileIsNeverOverwritten() throws Exception {
    Path file = Files.writeString(folder.resolve("one.ckpt"), "mine");
    UncheckedIOException error =
        assertThrows(
            UncheckedIOException.class,
            () -> CheckpointFile.write(file, CheckpointExample.checkpoint()));
    assertTrue(error.getMessage().contains(file + ": it exists already"), error.getMessage());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void aFullDiskLeavesNothingBehind() {
    Assumptions.assumeTrue(Files.isWritable(FULL), "there is no " + FULL + " on this system");
    Path file = folder.resolve("one.ckpt");
    CheckpointFile.Opening full =
        path -> {
          Files.createFile(path);
          return FileChannel.open(FULL, StandardOpenOption.WRITE);
        };
    UncheckedIOException error =
        assertThrows(
            UncheckedIOException.class,
            () -> CheckpointFile.write(file, CheckpointExample.checkpoint(), full));
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
    assertTrue(error.getMessage().contains("No space left"), error.getMessage());
    assertFalse(Files.exists(file));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = folder.resolve("none.ckpt");
    UncheckedIOException error =
        assertThrows(UncheckedIOException.class, () -> CheckpointFile.read(file));
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
  }

  @Test
  void anInterruptionIsNoDamage() {
    Path file = folder.resolve("one.ckpt");
    CheckpointFile.write(file, CheckpointExample.at(4));
    Thread.currentThread().interrupt();
    try {
      assertEquals(4, CheckpointFile.read(file).seq());
    } finally {
      assertTrue(Thread.interrupted());
    }
  }
}
