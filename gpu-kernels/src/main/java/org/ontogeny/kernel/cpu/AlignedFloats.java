package org.ontogeny.kernel.cpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Floats outside the heap for native code, aligned to 64 bytes so that a product is computed the
 * same way at every call. Grows to the largest array that it held; belongs to one thread.
 */
final class AlignedFloats {

  private static final int ALIGNMENT = 64;

  private FloatBuffer buffer = allocate(1024);
  private FloatPointer pointer = new FloatPointer(buffer);

  /** The place of at least {@code size} floats, with whatever they hold. */
  FloatPointer reserve(int size) {
    if (buffer.capacity() < size) {
      buffer = allocate(size);
      pointer = new FloatPointer(buffer);
    }
    return pointer;
  }

  /** The place of a copy of {@code values}. */
  FloatPointer copyOf(float[] values) {
    reserve(values.length);
    buffer.put(0, values);
    return pointer;
  }

  /** Copies the first {@code size} floats of this place to the start of {@code values}. */
  void copyTo(float[] values, int size) {
    buffer.get(0, values, 0, size);
  }

  private static FloatBuffer allocate(int size) {
    // An aligned slice also ends at a multiple of the alignment.
    long bytes = ((long) size * Float.BYTES / ALIGNMENT + 1) * ALIGNMENT + ALIGNMENT;
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a matrix for OpenBLAS has fewer than 2^29 entries, but this one has " + size);
    }
    return ByteBuffer.allocateDirect((int) bytes)
        .alignedSlice(ALIGNMENT)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
