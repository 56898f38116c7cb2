package org.ontogeny.dashboards.report.plot;

/**
 * How something is drawn: no two of a plot differ in their colour alone.
 *
 * @param colour place in the palette
 * @param dash pattern of lines, 0 for solid
 * @param marker shape of marks
 */
public record Style(int colour, int dash, int marker) {

  /** Colours of the palette. */
  public static final int COLOURS = 6;

  /** Patterns of lines. */
  public static final int DASHES = 6;

  /** Shapes of marks. */
  public static final int MARKERS = 6;

  /** The style of the k-th thing of a plot; the first 36 are all different. */
  public static Style of(int k) {
    int turn = k / COLOURS;
    return new Style(k % COLOURS, (k + turn) % DASHES, (k + turn) % MARKERS);
  }

  /** The same with another pattern of lines. */
  public Style dashed(int other) {
    return new Style(colour, other % DASHES, marker);
  }

  /** The same with another shape of marks. */
  public Style marked(int other) {
    return new Style(colour, dash, other % MARKERS);
  }

  /** Names of classes for a line. */
  String line() {
    return "l c%s d%s".formatted(colour, dash);
  }

  /** Names of classes for a mark. */
  String mark() {
    return "m c%s".formatted(colour);
  }

  /** The outline of a mark around a place, as path data. */
  String outline(double x, double y) {
    return PathData.numbers(
        switch (marker) {
          case 0 -> "M%s %sm-3.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0z";
          case 1 -> "M%s %sm0-3.9l3.7 6.5h-7.4z";
          case 2 -> "M%s %sm-2.9-2.9h5.8v5.8h-5.8z";
          case 3 -> "M%s %sm0-4.2l3.6 4.2l-3.6 4.2l-3.6-4.2z";
          case 4 -> "M%s %sm0 3.9l3.7-6.5h-7.4z";
          default -> "M%s %sm-3.6-1.1h2.5v-2.5h2.2v2.5h2.5v2.2h-2.5v2.5h-2.2v-2.5h-2.5z";
        },
        x,
        y);
  }
}
