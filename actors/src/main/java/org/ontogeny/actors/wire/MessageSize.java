package org.ontogeny.actors.wire;

import com.google.protobuf.CodedOutputStream;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;

/**
 * How large the message of a group becomes. Protobuf counts its bytes in 32 bits and does not
 * notice an overflow, so the size is found beforehand.
 */
final class MessageSize {

  private static final long LARGEST = Integer.MAX_VALUE - 8;
  private static final int FRAME = 64; // most bytes of the tags, lengths and scalars of a message
  private static final int CHARACTER = 3; // most bytes of one in UTF-8

  private MessageSize() {}

  /**
   * Makes sure that a message can hold a group.
   *
   * @throws IllegalArgumentException if it would be larger than 2 GB
   */
  static void requireFits(GroupState group) {
    long bytes = atMost(group);
    if (bytes > LARGEST) {
      throw new IllegalArgumentException(
          "%s: expected a state of at most %d bytes, found %d; give its owner more groups"
              .formatted(group.id(), LARGEST, bytes));
    }
  }

  /** Bytes of the message, within a few hundred. */
  static long atMost(GroupState group) {
    long name = 4 * FRAME + (long) CHARACTER * group.id().owner().length();
    if (group instanceof SynapseGroupState synapses) {
      return name + arrays(synapses);
    } else if (group instanceof NeuronGroupState neurons) {
      return name + arrays(neurons);
    }
    throw new IllegalArgumentException(group + " has no form");
  }

  private static long arrays(SynapseGroupState state) {
    return ints(state.preNeuron())
        + ints(state.postNeuron())
        + ints(state.pre())
        + ints(state.post())
        + floats(state.weight().length)
        + floats(state.change().length)
        + floats(state.square().length)
        + longs(state.born())
        + longs(state.together())
        + longs(state.preActive())
        + longs(state.postActive());
  }

  private static long arrays(NeuronGroupState state) {
    long bytes = ints(state.neuron()) + longs(state.active());
    for (NeuronGroupState.Bias bias : state.biases()) {
      bytes +=
          FRAME
              + floats(bias.value().length)
              + floats(bias.change().length)
              + floats(bias.square().length);
    }
    for (NeuronGroupState.Chains chains : state.chains()) {
      bytes += FRAME;
      bytes += chains.shards().stream().mapToLong(b -> FRAME + floats(b.values().length)).sum();
    }
    return bytes;
  }

  private static long floats(int count) {
    return (long) Float.BYTES * count;
  }

  /** Bytes of values as packed varints. */
  static long ints(int[] values) {
    long bytes = 0;
    for (int value : values) {
      bytes += CodedOutputStream.computeUInt32SizeNoTag(value);
    }
    return bytes;
  }

  /** Bytes of values as packed varints. */
  static long longs(long[] values) {
    long bytes = 0;
    for (long value : values) {
      bytes += CodedOutputStream.computeInt64SizeNoTag(value);
    }
    return bytes;
  }
}
