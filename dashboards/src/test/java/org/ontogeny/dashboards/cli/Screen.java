package org.ontogeny.dashboards.cli;

import java.util.Arrays;
import java.util.List;

/**
 * What somebody sees who sits before a terminal: text, new lines and those movements that the
 * program uses; anything else is an error. As on most terminals, a character behind the last column
 * goes to the next line.
 */
final class Screen {

  private static final char ESCAPE = '\u001b';

  private final char[][] cells; // [rows][columns]
  private int row;
  private int column;
  private int wraps;

  Screen(int columns, int rows) {
    cells = new char[rows][columns];
    for (char[] line : cells) {
      Arrays.fill(line, ' ');
    }
  }

  Screen write(String text) {
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      if (c == ESCAPE) {
        int end = k + 2;
        while (!Character.isLetter(text.charAt(end))) {
          end++;
        }
        obey(text.charAt(end), text.substring(k + 2, end));
        k = end;
      } else if (c == '\r') {
        column = 0;
      } else if (c == '\n') {
        down();
      } else {
        put(c);
      }
    }
    return this;
  }

  private void obey(char command, String number) {
    switch (command) {
      case 'A' -> row = Math.max(0, row - Integer.parseInt(number));
      case 'K' -> Arrays.fill(cells[row], column, cells[row].length, ' ');
      case 'J' -> {
        Arrays.fill(cells[row], column, cells[row].length, ' ');
        for (int below = row + 1; below < cells.length; below++) {
          Arrays.fill(cells[below], ' ');
        }
      }
      case 'm' -> {} // colours
      default -> throw new IllegalArgumentException("unknown command " + command);
    }
  }

  private void put(char c) {
    if (column == cells[row].length) {
      column = 0;
      wraps++;
      down();
    }
    cells[row][column++] = c;
  }

  private void down() {
    row++;
    if (row == cells.length) {
      row--;
      System.arraycopy(cells, 1, cells, 0, row);
      cells[row] = new char[cells[0].length];
      Arrays.fill(cells[row], ' ');
    }
  }

  /** Every line, without spaces at its end. */
  List<String> lines() {
    return Arrays.stream(cells).map(line -> new String(line).stripTrailing()).toList();
  }

  /** The line of the cursor, from 0 at the top. */
  int row() {
    return row;
  }

  /** The column of the cursor, from 0 on the left. */
  int column() {
    return column;
  }

  /** How many lines did not fit. */
  int wraps() {
    return wraps;
  }
}
