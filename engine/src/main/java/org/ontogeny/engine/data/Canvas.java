package org.ontogeny.engine.data;

import java.util.Arrays;
import java.util.List;

/**
 * A square of pixels on which a round pen draws. Strokes are Catmull and Rom's splines through
 * their points; a pixel's ink is the share that the pen covers, to first order in the distance of
 * its centre: {@code 1/2 + (radius - distance) / pixel}.
 *
 * <p>Source: E. Catmull, R. Rom, "A class of local interpolating splines" (1974).
 */
final class Canvas {

  private static final int PIECES = 6; // straight pieces a spline segment

  private final int side;
  private final double radius; // pixels
  private final double[] squaredDistance; // [side][side], pixels^2, to the nearest stroke

  /**
   * An empty canvas.
   *
   * @param side pixels
   * @param radius half the pen's width, in sides; at least a pixel's half is drawn, so that a
   *     stroke has no gaps
   */
  Canvas(int side, double radius) {
    this.side = side;
    this.radius = Math.max(radius * side, 0.55);
    squaredDistance = new double[side * side];
    Arrays.fill(squaredDistance, Double.MAX_VALUE);
  }

  void draw(Glyph glyph) {
    for (List<Glyph.Point> stroke : glyph.strokes()) {
      for (int i = 0; i + 1 < stroke.size(); i++) {
        curve(stroke, i);
      }
    }
  }

  /** Ink, 0 .. 255. */
  int grey(int x, int y) {
    double ink = 0.5 + radius - Math.sqrt(squaredDistance[y * side + x]);
    return (int) (Math.min(1, Math.max(0, ink)) * 255 + 0.5);
  }

  private void curve(List<Glyph.Point> stroke, int i) {
    Glyph.Point from = stroke.get(i);
    Glyph.Point to = stroke.get(i + 1);
    Glyph.Point before = from.corner() || i == 0 ? from : stroke.get(i - 1);
    Glyph.Point after = to.corner() || i + 2 == stroke.size() ? to : stroke.get(i + 2);
    double x = from.x();
    double y = from.y();
    for (int piece = 1; piece <= PIECES; piece++) {
      double t = (double) piece / PIECES;
      double nextX = spline(before.x(), from.x(), to.x(), after.x(), t);
      double nextY = spline(before.y(), from.y(), to.y(), after.y(), t);
      segment(x * side, y * side, nextX * side, nextY * side);
      x = nextX;
      y = nextY;
    }
  }

  private static double spline(double p0, double p1, double p2, double p3, double t) {
    double linear = p2 - p0;
    double quadratic = 2 * p0 - 5 * p1 + 4 * p2 - p3;
    double cubic = 3 * (p1 - p2) + p3 - p0;
    return p1 + 0.5 * t * (linear + t * (quadratic + t * cubic));
  }

  /** Lowers the distances of the pixels that a straight piece of stroke can ink; pixels. */
  private void segment(double x0, double y0, double x1, double y1) {
    double reach = radius + 1;
    int left = pixel(Math.min(x0, x1) - reach);
    int right = pixel(Math.max(x0, x1) + reach);
    int top = pixel(Math.min(y0, y1) - reach);
    int bottom = pixel(Math.max(y0, y1) + reach);
    double dx = x1 - x0;
    double dy = y1 - y0;
    double length2 = Math.max(dx * dx + dy * dy, 1e-12);
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double px = x + 0.5 - x0;
        double py = y + 0.5 - y0;
        double along = Math.min(1, Math.max(0, (px * dx + py * dy) / length2));
        double ex = px - along * dx;
        double ey = py - along * dy;
        int index = y * side + x;
        squaredDistance[index] = Math.min(squaredDistance[index], ex * ex + ey * ey);
      }
    }
  }

  private int pixel(double coordinate) {
    return (int) Math.min(side - 1, Math.max(0, coordinate));
  }
}
