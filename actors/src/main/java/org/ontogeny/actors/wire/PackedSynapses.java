package org.ontogeny.actors.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.proto.v1.Wire;

/**
 * Writes the message of a synapse group straight from its arrays: the bytes that {@link StateCodec}
 * makes, without a builder that grows a list element by element.
 *
 * <pre>
 *  | bytes of what follows | tag of GroupState.synapses | bytes of the fields | fields |
 *
 *  fields:  | id | array | array | ... | samples, opened | array |
 *  array:   | tag | bytes of the values | values, packed |
 * </pre>
 */
final class PackedSynapses {

  private static final int BUFFER = 1 << 16; // bytes

  /**
   * An array as a field.
   *
   * @param field its number
   * @param values as they are on the wire
   */
  private record Packed(int field, byte[] values) {

    /** Bytes of the field; an empty one is left out. */
    long size() {
      return values.length == 0
          ? 0
          : CodedOutputStream.computeTagSize(field)
              + CodedOutputStream.computeUInt32SizeNoTag(values.length)
              + (long) values.length;
    }

    void write(CodedOutputStream out) throws IOException {
      if (values.length > 0) {
        writeHead(field, values.length, out);
        out.writeRawBytes(values);
      }
    }
  }

  private final byte[] first; // fields before the arrays
  private final List<Packed> arrays = new ArrayList<>();
  private final byte[] last; // fields behind them
  private final Packed square; // behind all others, as its number is the largest

  private PackedSynapses(SynapseGroupState state) throws IOException {
    first = form().setId(Values.encode(state.id())).build().toByteArray();
    addInts(Wire.SynapseGroupState.PRE_NEURON_FIELD_NUMBER, state.preNeuron());
    addInts(Wire.SynapseGroupState.POST_NEURON_FIELD_NUMBER, state.postNeuron());
    addInts(Wire.SynapseGroupState.PRE_FIELD_NUMBER, state.pre());
    addInts(Wire.SynapseGroupState.POST_FIELD_NUMBER, state.post());
    arrays.add(floats(Wire.SynapseGroupState.WEIGHT_FIELD_NUMBER, state.weight()));
    arrays.add(floats(Wire.SynapseGroupState.CHANGE_FIELD_NUMBER, state.change()));
    addLongs(Wire.SynapseGroupState.BORN_FIELD_NUMBER, state.born());
    addLongs(Wire.SynapseGroupState.TOGETHER_FIELD_NUMBER, state.together());
    addLongs(Wire.SynapseGroupState.PRE_ACTIVE_FIELD_NUMBER, state.preActive());
    addLongs(Wire.SynapseGroupState.POST_ACTIVE_FIELD_NUMBER, state.postActive());
    last = form().setSamples(state.samples()).setOpened(state.opened()).build().toByteArray();
    square = floats(Wire.SynapseGroupState.SQUARE_FIELD_NUMBER, state.square());
  }

  private static Wire.SynapseGroupState.Builder form() {
    return Wire.SynapseGroupState.newBuilder();
  }

  /**
   * Writes a {@link Wire.GroupState} and its length before it.
   *
   * @param state for which {@link MessageSize#requireFits} holds
   */
  static void write(SynapseGroupState state, OutputStream to) throws IOException {
    CodedOutputStream out = CodedOutputStream.newInstance(to, BUFFER);
    new PackedSynapses(state).write(out);
    out.flush();
  }

  private void write(CodedOutputStream out) throws IOException {
    long size =
        first.length + arrays.stream().mapToLong(Packed::size).sum() + last.length + square.size();
    int bytes = Math.toIntExact(size);
    int field = Wire.GroupState.SYNAPSES_FIELD_NUMBER;
    int head =
        CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(bytes);
    out.writeUInt32NoTag(Math.addExact(head, bytes));
    writeHead(field, bytes, out);
    out.writeRawBytes(first);
    for (Packed array : arrays) {
      array.write(out);
    }
    out.writeRawBytes(last);
    square.write(out);
  }

  private static void writeHead(int field, int bytes, CodedOutputStream out) throws IOException {
    out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(bytes);
  }

  private static Packed floats(int field, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return new Packed(field, bytes.array());
  }

  private void addInts(int field, int[] values) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(MessageSize.ints(values))];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    for (int value : values) {
      out.writeUInt32NoTag(value);
    }
    arrays.add(new Packed(field, bytes));
  }

  private void addLongs(int field, long[] values) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(MessageSize.longs(values))];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    for (long value : values) {
      out.writeInt64NoTag(value);
    }
    arrays.add(new Packed(field, bytes));
  }
}
