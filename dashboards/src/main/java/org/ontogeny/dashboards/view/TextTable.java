package org.ontogeny.dashboards.view;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.Collectors;

/** Rows of cells in aligned columns: the first to the left, all others to the right or left. */
public final class TextTable {

  private static final String GAP = "  ";
  private static final int TEXT = 62; // beside a name, within 80 columns

  private final List<List<String>> rows = new ArrayList<>();
  private final int leftAligned;

  /**
   * An empty table.
   *
   * @param leftAligned how many columns are aligned to the left, from the first
   */
  public TextTable(int leftAligned) {
    this.leftAligned = leftAligned;
  }

  /** Adds a row; rows may differ in length. */
  public TextTable row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Adds a row of a name and a text, which takes more lines if it is long. */
  public TextTable text(String name, String text) {
    String heading = name;
    for (String line : wrapped(text)) {
      row(heading, line);
      heading = "";
    }
    return this;
  }

  /** Words of a text in lines of at most {@value #TEXT} characters; longer words have their own. */
  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (StringTokenizer words = new StringTokenizer(text, " "); words.hasMoreTokens(); ) {
      String word = words.nextToken();
      if (line.length() > 0 && line.length() + 1 + word.length() > TEXT) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Lines of text without spaces at their ends. */
  public List<String> lines() {
    int[] width = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> row : rows) {
      for (int c = 0; c < row.size(); c++) {
        width[c] = Math.max(width[c], row.get(c).length());
      }
    }
    return rows.stream().map(row -> line(row, width)).collect(Collectors.toList());
  }

  private String line(List<String> row, int[] width) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < row.size(); c++) {
      String padding = " ".repeat(width[c] - row.get(c).length());
      line.append(c == 0 ? "" : GAP);
      line.append(c < leftAligned ? row.get(c) + padding : padding + row.get(c));
    }
    return line.toString().stripTrailing();
  }
}
