package org.ontogeny.engine.data;

import org.ontogeny.kernel.ActiveColumns;

/**
 * The pixels of all examples that are not 0, as lists: one entry of four bytes for each of them.
 *
 * <pre>
 *   entry = pixel &lt;&lt; 8 | state
 * </pre>
 *
 * @param entries example by example, pixels ascending
 * @param start [examples + 1]: where the list of each begins
 */
@SuppressWarnings("ArrayRecordComponent") // kept with the examples, and never written
record ActivePixels(int[] entries, int[] start) {

  /** More than this share makes lists longer than they are worth. */
  private static final double MOST = 2.0 / 3;

  /**
   * The lists; empty if most pixels are not 0.
   *
   * @param states [examples][pixels], unsigned
   */
  static ActivePixels of(byte[] states, int pixels) {
    int active = 0;
    for (byte state : states) {
      active += state != 0 ? 1 : 0;
    }
    if (active > MOST * states.length) {
      return new ActivePixels(new int[0], new int[0]);
    }
    int[] entries = new int[active];
    int[] start = new int[states.length / pixels + 1];
    int next = 0;
    for (int example = 0, i = 0; i < states.length; example++) {
      start[example] = next;
      for (int pixel = 0; pixel < pixels; pixel++, i++) {
        if (states[i] != 0) {
          entries[next++] = (pixel << 8) | (states[i] & 0xff);
        }
      }
    }
    start[start.length - 1] = next;
    return new ActivePixels(entries, start);
  }

  boolean isEmpty() {
    return entries.length == 0;
  }

  /**
   * Some examples as the columns of a batch. Copied first, so that plain loops over what lies
   * together follow.
   *
   * @param value what a state stands for, [256]
   */
  ActiveColumns columns(int[] examples, int pixels, float[] value) {
    int[] first = new int[examples.length + 1];
    for (int c = 0; c < examples.length; c++) {
      first[c + 1] = first[c] + start[examples[c] + 1] - start[examples[c]];
    }
    int[] row = new int[first[examples.length]];
    float[] values = new float[row.length];
    for (int c = 0; c < examples.length; c++) {
      System.arraycopy(entries, start[examples[c]], row, first[c], first[c + 1] - first[c]);
    }
    for (int k = 0; k < row.length; k++) {
      values[k] = value[row[k] & 0xff];
    }
    for (int k = 0; k < row.length; k++) {
      row[k] >>>= 8;
    }
    return new ActiveColumns(pixels, first, row, values);
  }
}
