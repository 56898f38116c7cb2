package org.ontogeny.engine.data;

import java.util.ArrayList;
import java.util.List;
import org.ontogeny.kernel.Key;

/**
 * One act of writing: chooses a digit and a way to write it, and moves the control points as an
 * unsteady, slanted hand would. Every choice is a draw of one example's key, in a fixed order.
 */
final class Hand {

  private static final double POINT_JITTER = 0.030; // standard deviation, in sides
  private static final double BEND = 0.038; // amplitude of the smooth distortion, in sides
  private static final double SHIFT = 0.068; // sides, either way
  private static final double ROTATION = 0.2; // radians, either way
  private static final double SHEAR_FROM = -0.12; // x per y; positive leans to the right
  private static final double SHEAR_TO = 0.42;
  private static final double WIDTH_FROM = 0.8;
  private static final double WIDTH_TO = 1.22;
  private static final double HEIGHT_FROM = 0.82;
  private static final double HEIGHT_TO = 1.08;
  private static final double RADIUS_FROM = 0.042; // half the stroke's width, in sides
  private static final double RADIUS_TO = 0.078;

  private final Key key;
  private int draws;

  Hand(Key key) {
    this.key = key;
  }

  /** A class, each as likely as any other. */
  int digit() {
    return below(Glyph.OF_CLASS.size());
  }

  /** A way to write the digit. */
  Glyph glyph(int digit) {
    List<Glyph> ways = Glyph.OF_CLASS.get(digit);
    return ways.get(below(ways.size()));
  }

  /** Half the width of the pen's stroke, in sides. */
  double radius() {
    return between(RADIUS_FROM, RADIUS_TO);
  }

  /** The glyph as this hand writes it. */
  Glyph write(Glyph glyph) {
    double angle = between(-ROTATION, ROTATION);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double shear = between(SHEAR_FROM, SHEAR_TO);
    double width = between(WIDTH_FROM, WIDTH_TO);
    double height = between(HEIGHT_FROM, HEIGHT_TO);
    double right = 0.5 + between(-SHIFT, SHIFT);
    double down = 0.5 + between(-SHIFT, SHIFT);
    double phaseX = between(0, 2 * StrictMath.PI);
    double phaseY = between(0, 2 * StrictMath.PI);
    List<List<Glyph.Point>> strokes = new ArrayList<>();
    for (List<Glyph.Point> stroke : glyph.strokes()) {
      List<Glyph.Point> written = new ArrayList<>();
      for (Glyph.Point point : stroke) {
        // the bend depends on place alone, so that strokes that meet still meet
        double x = point.x() - 0.5 + BEND * StrictMath.sin(phaseX + 5 * point.y()) + jitter();
        double y = point.y() - 0.5 + BEND * StrictMath.sin(phaseY + 5 * point.x()) + jitter();
        double slanted = width * x - shear * height * y;
        double scaled = height * y;
        written.add(
            new Glyph.Point(
                right + cos * slanted - sin * scaled,
                down + sin * slanted + cos * scaled,
                point.corner()));
      }
      strokes.add(written);
    }
    return new Glyph(strokes);
  }

  private double jitter() {
    // the sum of three uniform numbers on [-1, 1) has variance 1 and no long tail
    return POINT_JITTER * (between(-1, 1) + between(-1, 1) + between(-1, 1));
  }

  private int below(int n) {
    return Shuffle.below(key, draws++, n);
  }

  private double between(double from, double to) {
    return from + (to - from) * key.uniform(draws++, 0);
  }
}
