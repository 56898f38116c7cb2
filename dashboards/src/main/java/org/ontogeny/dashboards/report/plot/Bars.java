package org.ontogeny.dashboards.report.plot;

/**
 * Bars that touch each other: a histogram.
 *
 * @param edges ascending, one more than heights
 */
public record Bars(String name, Style style, double[] edges, double[] heights) {

  public Bars {
    if (edges.length != heights.length + 1) {
      throw new IllegalArgumentException(
          "%s: expected an edge more than bars, got %s and %s"
              .formatted(name, edges.length, heights.length));
    }
  }
}
