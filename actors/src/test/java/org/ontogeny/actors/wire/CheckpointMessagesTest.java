package org.ontogeny.actors.wire;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Report;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.kernel.Batch;

class CheckpointMessagesTest {

  static Stream<GroupState> groups() {
    Stream<GroupState> copied =
        WireExamples.reports().stream()
            .filter(r -> r instanceof Report.Answered a && a.reply() instanceof Reply.Copied)
            .map(report -> ((Reply.Copied) ((Report.Answered) report).reply()).state());
    return Stream.concat(copied, Stream.of(synapses(0, 0), synapses(1, 0), synapses(20_000, 7)));
  }

  /** Numbers of every length that they can have on the wire, zeros for a scale of 0. */
  private static SynapseGroupState synapses(int synapses, int scale) {
    int[] places = IntStream.range(0, synapses).map(k -> scale * k * k * k).toArray();
    long[] counts = LongStream.range(0, synapses).map(k -> scale * k * k * k * k * k).toArray();
    float[] values = new float[synapses];
    IntStream.range(0, synapses).forEach(k -> values[k] = Float.intBitsToFloat(places[k]));
    return new SynapseGroupState(
        new GroupId(scale == 0 ? "" : "v-h", 0, scale * synapses),
        places,
        places,
        places,
        places,
        values,
        values,
        counts,
        counts,
        counts,
        counts,
        scale,
        -scale);
  }

  @ParameterizedTest
  @MethodSource("groups")
  void aMessageIsAsLargeAsForetold(GroupState group) {
    long written = StateCodec.encode(group).getSerializedSize();
    long foretold = MessageSize.atMost(group);
    assertTrue(written <= foretold && foretold <= written + 700, written + " of " + foretold);
  }

  @ParameterizedTest
  @MethodSource("groups")
  void bothWaysOfWritingMakeTheSameBytes(GroupState group) throws IOException {
    if (group instanceof SynapseGroupState synapses) {
      ByteArrayOutputStream built = new ByteArrayOutputStream();
      StateCodec.encode(group).writeDelimitedTo(built);
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      PackedSynapses.write(synapses, packed);
      assertEquals(hex(built), hex(packed));
    }
  }

  private static String hex(ByteArrayOutputStream bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  /** The same million floats, seen often enough. */
  @Test
  void aGroupThatFillsNoMessageIsRefused() {
    Batch shard = Batch.zeros(1000, 1000);
    assertDoesNotThrow(() -> MessageSize.requireFits(group(shard, 536)));
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> MessageSize.requireFits(group(shard, 537)));
    assertTrue(error.getMessage().startsWith("v[0:1000]: expected"), error.getMessage());
  }

  private static GroupState group(Batch shard, int shards) {
    return new NeuronGroupState(
        new GroupId("v", 0, 1000),
        new int[0],
        List.of(),
        new long[0],
        0,
        List.of(new NeuronGroupState.Chains(0, Collections.nCopies(shards, shard))));
  }
}
