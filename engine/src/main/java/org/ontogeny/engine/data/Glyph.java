package org.ontogeny.engine.data;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to write a digit: strokes through control points of the unit square, x to the right and y
 * down. Strokes are smooth except at corners.
 *
 * <p>Notation: {@code |} separates strokes, a space separates points, {@code x,y} are percent, and
 * {@code !} after a point makes it a corner.
 *
 * @param strokes in the order of writing
 */
record Glyph(List<List<Point>> strokes) {

  /**
   * A control point.
   *
   * @param x 0 left .. 1 right
   * @param y 0 top .. 1 bottom
   * @param corner whether the stroke may change direction abruptly here
   */
  record Point(double x, double y, boolean corner) {}

  /** The ways to write each digit, by class. */
  static final List<List<Glyph>> OF_CLASS =
      List.of(
          ways(
              "54,10 32,22 23,50 30,80 50,90 70,76 77,48 70,20 50,10",
              "62,14 42,18 27,42 27,70 42,89 62,78 74,52 70,24 52,11 40,20",
              "50,12 37,28 34,52 38,76 51,89 63,74 66,48 62,24 48,11"),
          ways(
              "50,10 50,50 50,90",
              "34,28 53,10! 52,50 51,90",
              "36,25 52,10! 52,50 52,89! | 33,89 52,89 70,89",
              "60,10 51,50 42,90"),
          ways(
              "25,30 35,14 58,11 71,28 60,52 25,88! 50,88 78,87",
              "27,26 48,10 70,24 60,54 36,84 23,83 28,72 48,80 62,90 79,84",
              "24,22 50,12 72,30 56,60 30,87! 54,84 76,90"),
          ways(
              "27,19 48,10 69,24 62,41 44,47! 66,53 75,71 56,89 25,82",
              "27,12 50,12 73,12! 45,42! 69,50 76,70 55,89 25,83",
              "30,16 54,11 68,26 58,42 40,47 60,48 73,66 60,86 36,90 24,80"),
          ways(
              "31,12 26,34 23,54! 50,54 79,51! | 66,14 64,50 62,90",
              "60,10! 38,38 20,63! 50,63 81,62! | 61,10 61,50 60,90",
              "28,14 27,40 38,52 56,50 69,34 73,12! 69,50 64,90"),
          ways(
              "73,11 50,11 33,12! 31,28 29,44! 50,38 72,52 72,75 52,90 25,82",
              "34,13 32,28 30,44! 54,42 71,60 60,84 40,90 24,82 | 34,13 54,13 76,10",
              "72,14 52,12 36,20 34,38 52,46 68,60 64,80 44,89 26,80"),
          ways(
              "64,10 42,26 28,52 29,78 48,90 68,79 69,60 50,50 30,64",
              "54,10 38,34 30,62 38,86 58,88 70,72 60,56 42,60 33,74",
              "70,16 48,14 30,38 25,66 40,89 63,86 72,68 56,53 36,58 27,70"),
          ways(
              "22,14 48,13 76,12! 58,48 44,90",
              "23,14 48,13 75,12! 60,46 46,90 | 36,52 52,51 69,49",
              "24,26 26,14! 50,18 77,13! 56,40 46,64 45,90"),
          ways(
              "67,22 50,10 33,22 40,40 62,58 71,75 50,90 30,76 38,58 60,42 68,24",
              "50,10 33,20 36,40 50,46 65,38 66,20 50,10 | 50,46 29,60 31,82 50,90 70,82 71,60 50,46",
              "72,16 50,11 34,24 46,42 64,56 64,78 44,90 32,76 42,56 64,36 72,16"),
          ways(
              "70,28 53,10 32,20 30,42 48,52 66,40 71,26! 69,56 62,90",
              "72,16 50,11 33,28 38,48 56,48 70,30 72,18 70,56 56,84 32,88",
              "64,24 46,12 32,28 42,46 60,40 66,20! 66,50 66,90"));

  Glyph {
    strokes = strokes.stream().map(List::copyOf).toList();
  }

  private static List<Glyph> ways(String... notations) {
    return List.of(notations).stream().map(Glyph::read).toList();
  }

  private static Glyph read(String notation) {
    List<List<Point>> strokes = new ArrayList<>();
    for (String stroke : notation.split(" \\| ", -1)) {
      List<Point> points = new ArrayList<>();
      for (String point : stroke.split(" ", -1)) {
        boolean corner = point.endsWith("!");
        String[] percent = point.replace("!", "").split(",", -1);
        points.add(
            new Point(
                Integer.parseInt(percent[0]) / 100.0,
                Integer.parseInt(percent[1]) / 100.0,
                corner));
      }
      strokes.add(points);
    }
    return new Glyph(strokes);
  }
}
