package org.ontogeny.dashboards.report.plot;

/**
 * Sizes of the text of a plot. How wide it comes out depends on the reader's fonts: an estimate.
 */
final class Lettering {

  /** Height of a line. */
  static final double LINE = 15;

  private static final double CHARACTER = 6.3; // wider than most fonts at 12 units

  private Lettering() {}

  static double width(String text) {
    return text.codePointCount(0, text.length()) * CHARACTER;
  }
}
