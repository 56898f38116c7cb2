package org.ontogeny.dashboards.soak;

import java.nio.charset.StandardCharsets;

/**
 * What one follower has heard of server-sent events. It looks at the numbers of events only, which
 * must follow each other without a gap.
 */
final class Heard {

  private static final String STATUS = "HTTP/1.1 200 ";
  private static final byte[] ID = "id:".getBytes(StandardCharsets.US_ASCII);

  private final StringBuilder status = new StringBuilder(); // the first bytes of the answer
  private int place; // in the line
  private boolean isId; // whether the line begins as that of a number does
  private long number; // of the line so far
  private long last;

  /** A new connection: an answer with a status follows. */
  void begin() {
    status.setLength(0);
    place = 0;
    isId = true;
    number = 0;
  }

  /** Sequence number of the last event heard, 0 for none. */
  long last() {
    return last;
  }

  /**
   * Hears what has come.
   *
   * @throws IllegalStateException if it is no stream, or an event is missing or came before
   */
  void take(byte[] bytes, int size) {
    for (int k = 0; k < size; k++) {
      byte b = bytes[k];
      if (status.length() < STATUS.length()) {
        status.append((char) b);
        requireStatus();
      }
      if (b == '\n') {
        endLine();
      } else {
        if (place < ID.length) {
          isId &= b == ID[place];
        } else if (isId && b >= '0' && b <= '9') {
          number = 10 * number + b - '0';
        }
        place++;
      }
    }
  }

  private void requireStatus() {
    if (!STATUS.startsWith(status.toString())) {
      throw new IllegalStateException(
          "expected an answer that begins with '%s', got '%s'".formatted(STATUS, status));
    }
  }

  private void endLine() {
    if (isId && place > ID.length) {
      if (number != last + 1) {
        throw new IllegalStateException(
            "after event %d a follower expected %d and heard %d".formatted(last, last + 1, number));
      }
      last = number;
    }
    place = 0;
    isId = true;
    number = 0;
  }
}
