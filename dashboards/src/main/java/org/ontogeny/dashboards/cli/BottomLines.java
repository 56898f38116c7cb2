package org.ontogeny.dashboards.cli;

import java.util.List;

/**
 * Lines at the bottom of what a terminal shows, which are drawn again and again in the same place.
 * It gives the characters to write: text, and the movements of ECMA-48 that every terminal knows.
 * The cursor rests at the beginning of the last line, where what a terminal echoes does no harm.
 */
final class BottomLines {

  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String NEXT = "\r\n";

  private List<Integer> lengths = List.of(); // of the lines that are there

  /**
   * The lines in place of those before.
   *
   * @param lines without control characters
   * @param painted the same lines as they are written
   * @param columns of the terminal
   */
  String draw(List<String> lines, List<String> painted, int columns) {
    StringBuilder text = new StringBuilder(toTop(columns));
    for (int k = 0; k < painted.size(); k++) {
      text.append(k == 0 ? "" : NEXT).append(painted.get(k)).append(CLEAR_TO_END_OF_LINE);
    }
    lengths = lines.stream().map(String::length).toList();
    return text.append(CLEAR_BELOW).append('\r').toString();
  }

  /** Takes the lines away. */
  String erase(int columns) {
    String text = lengths.isEmpty() ? "" : toTop(columns) + CLEAR_BELOW;
    lengths = List.of();
    return text;
  }

  /** Leaves the lines where they are, and goes on below them. */
  String leave() {
    String text = lengths.isEmpty() ? "" : NEXT;
    lengths = List.of();
    return text;
  }

  /** A terminal that has become narrower has made more rows of a line. */
  private String toTop(int columns) {
    int rows = 0;
    for (int k = 0; k < lengths.size() - 1; k++) {
      rows += Math.max(1, (lengths.get(k) + columns - 1) / columns);
    }
    return rows == 0 ? "\r" : "\r" + UP.formatted(rows);
  }
}
