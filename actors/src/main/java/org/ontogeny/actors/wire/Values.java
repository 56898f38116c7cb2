package org.ontogeny.actors.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Role;
import org.ontogeny.kernel.Batch;
import org.ontogeny.proto.v1.Wire;

/** Forms of names and arrays. */
final class Values {

  private Values() {}

  /** Takes a float; what it returns is ignored. */
  interface FloatSink {
    Object add(float value);
  }

  /** Gives the float in a place. */
  interface FloatSource {
    float get(int place);
  }

  static void each(float[] values, FloatSink sink) {
    for (float value : values) {
      sink.add(value);
    }
  }

  static float[] floats(int count, FloatSource source) {
    float[] values = new float[count];
    for (int k = 0; k < count; k++) {
      values[k] = source.get(k);
    }
    return values;
  }

  static Wire.GroupId encode(GroupId id) {
    return Wire.GroupId.newBuilder().setOwner(id.owner()).setFrom(id.from()).setTo(id.to()).build();
  }

  static GroupId decode(Wire.GroupId form) {
    return new GroupId(form.getOwner(), form.getFrom(), form.getTo());
  }

  static Wire.Batch encode(Batch batch) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * batch.values().length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(batch.values());
    return Wire.Batch.newBuilder()
        .setRows(batch.rows())
        .setColumns(batch.columns())
        .setValues(UnsafeByteOperations.unsafeWrap(bytes))
        .build();
  }

  static Batch decode(Wire.Batch form) {
    ByteString bytes = form.getValues();
    float[] values = new float[bytes.size() / Float.BYTES];
    bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return new Batch(form.getRows(), form.getColumns(), values);
  }

  static Wire.End encode(End end) {
    return switch (end) {
      case PRE -> Wire.End.END_PRE;
      case POST -> Wire.End.END_POST;
    };
  }

  static End decode(Wire.End form) {
    return switch (form) {
      case END_PRE -> End.PRE;
      case END_POST -> End.POST;
      case END_UNSPECIFIED, UNRECOGNIZED -> throw unknown("end of a projection", form);
    };
  }

  static Wire.Role encode(Role role) {
    return switch (role) {
      case OWN -> Wire.Role.ROLE_OWN;
      case LOWER -> Wire.Role.ROLE_LOWER;
    };
  }

  static Role decode(Wire.Role form) {
    return switch (form) {
      case ROLE_OWN -> Role.OWN;
      case ROLE_LOWER -> Role.LOWER;
      case ROLE_UNSPECIFIED, UNRECOGNIZED -> throw unknown("role of a population", form);
    };
  }

  /** A form that this version does not know. */
  static IllegalArgumentException unknown(String what, Object form) {
    return new IllegalArgumentException("a message has an unknown " + what + ": " + form);
  }
}
