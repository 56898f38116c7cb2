package org.ontogeny.dashboards.report.plot;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table as comma-separated values (RFC 4180), lines ending in a line feed. */
public final class Csv {

  private final StringBuilder text = new StringBuilder();

  /** A table of these columns without a row. */
  public Csv(String... columns) {
    row((Object[]) columns);
  }

  /**
   * Adds a row. Numbers keep all their digits; those that are not finite, and null, leave their
   * cell empty.
   */
  public Csv row(Object... cells) {
    text.append(Stream.of(cells).map(Csv::cell).collect(Collectors.joining(","))).append('\n');
    return this;
  }

  private static String cell(Object cell) {
    if (cell == null || (cell instanceof Double number && !Double.isFinite(number))) {
      return "";
    }
    String plain = cell.toString();
    boolean quoted = plain.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
