package org.ontogeny.engine.data;

import org.ontogeny.kernel.ActiveColumns;

/**
 * The pixels of all examples that are not 0, as lists of {@link ActiveColumns}.
 *
 * @param entries example by example, pixels ascending
 * @param start [examples + 1]: where the list of each begins
 */
@SuppressWarnings("ArrayRecordComponent") // kept with the examples, and never written
record ActivePixels(int[] entries, int[] start) {

  /** More than this share makes lists longer than they are worth. */
  private static final double MOST = 2.0 / 3;

  /**
   * The lists; empty if most pixels are not 0, or there are too many.
   *
   * @param states [examples][pixels], unsigned
   */
  static ActivePixels of(byte[] states, int pixels) {
    int active = 0;
    for (byte state : states) {
      active += state != 0 ? 1 : 0;
    }
    if (active > MOST * states.length || pixels > ActiveColumns.MOST_ROWS) {
      return new ActivePixels(new int[0], new int[0]);
    }
    int[] entries = new int[active];
    int[] start = new int[states.length / pixels + 1];
    int next = 0;
    for (int example = 0, i = 0; i < states.length; example++) {
      start[example] = next;
      for (int pixel = 0; pixel < pixels; pixel++, i++) {
        if (states[i] != 0) {
          entries[next++] = ActiveColumns.entry(pixel, states[i] & 0xff);
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
   * Some examples as the columns of a batch; nothing is copied.
   *
   * @param value what a state stands for, [256]
   */
  ActiveColumns columns(int[] examples, int pixels, float[] value) {
    int[] from = new int[examples.length];
    int[] to = new int[examples.length];
    for (int c = 0; c < examples.length; c++) {
      from[c] = start[examples[c]];
      to[c] = start[examples[c] + 1];
    }
    return new ActiveColumns(pixels, entries, from, to, value);
  }
}
