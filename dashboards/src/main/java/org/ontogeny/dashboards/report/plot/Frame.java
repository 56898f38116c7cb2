package org.ontogeny.dashboards.report.plot;

/**
 * The rectangle of a plot that data are drawn in, in units of the drawing.
 *
 * @param left edge
 * @param top edge
 * @param right edge, larger than left
 * @param bottom edge, larger than top
 */
record Frame(double left, double top, double right, double bottom, Scale across, Scale up) {

  /** Where a value of the horizontal axis is. */
  double x(double value) {
    return left + across.place(value) * (right - left);
  }

  /** Where a value of the vertical axis is. */
  double y(double value) {
    return bottom - up.place(value) * (bottom - top);
  }

  double[] xs(double[] values) {
    double[] places = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      places[k] = x(values[k]);
    }
    return places;
  }

  double[] ys(double[] values) {
    double[] places = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      places[k] = y(values[k]);
    }
    return places;
  }
}
