package org.ontogeny.dashboards.report.plot;

import java.util.Locale;

/** Path data of SVG. */
final class PathData {

  private PathData() {}

  /** A number with one decimal, as short as can be. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** A pattern with {@code %s} for each number. */
  static String numbers(String pattern, double... values) {
    Object[] texts = new Object[values.length];
    for (int k = 0; k < values.length; k++) {
      texts[k] = number(values[k]);
    }
    return pattern.formatted(texts);
  }

  /**
   * A line through points; it is interrupted where one is NaN.
   *
   * @param steps whether it keeps its height until the next point, and jumps there
   */
  static String through(double[] x, double[] y, boolean steps) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int k = 0; k < x.length; k++) {
      if (Double.isNaN(x[k]) || Double.isNaN(y[k])) {
        drawing = false;
      } else if (!drawing) {
        path.append(numbers("M%s %s", x[k], y[k]));
        drawing = true;
      } else if (steps) {
        path.append(numbers("H%sV%s", x[k], y[k]));
      } else {
        path.append(numbers("L%s %s", x[k], y[k]));
      }
    }
    return path.toString();
  }
}
