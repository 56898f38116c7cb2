package org.ontogeny.dashboards.report.plot;

/**
 * Values over values.
 *
 * @param name in full, for whoever points at it or hears it
 * @param label written at its end; empty for none
 * @param x ascending where it is a line
 * @param y as many; NaN interrupts a line
 */
public record Curve(String name, String label, Style style, Form form, double[] x, double[] y) {

  /** What is drawn of it. */
  public enum Form {
    LINE,
    /** A line that keeps its height until the next point. */
    STEPS,
    MARKS,
    LINE_AND_MARKS
  }

  public Curve {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "%s: expected as many values as places, got %s and %s"
              .formatted(name, y.length, x.length));
    }
  }

  boolean hasLine() {
    return form != Form.MARKS;
  }

  boolean hasMarks() {
    return form == Form.MARKS || form == Form.LINE_AND_MARKS;
  }
}
