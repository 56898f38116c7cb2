package org.ontogeny.dashboards.view;

import java.nio.charset.Charset;

/** The characters that curves and bars are drawn with. */
public enum Marks {
  /** Blocks, where the encoding of a terminal has them. */
  BLOCKS("▁▂▃▄▅▆▇█", '█', '░', "…"),

  /** What every terminal has. */
  ASCII(".:-=+*%#", '=', '-', "...");

  /** From low to high, each a part of the height. */
  final String levels;

  /** What is done of a bar. */
  final char full;

  /** What is left of a bar. */
  final char empty;

  /** Stands for what was left out. */
  final String more;

  Marks(String levels, char full, char empty, String more) {
    this.levels = levels;
    this.full = full;
    this.empty = empty;
    this.more = more;
  }

  /** Those that an encoding has. */
  public static Marks of(Charset charset) {
    String all = BLOCKS.levels + BLOCKS.full + BLOCKS.empty + BLOCKS.more;
    return charset.canEncode() && charset.newEncoder().canEncode(all) ? BLOCKS : ASCII;
  }

  /**
   * A bar.
   *
   * @param share that is done, 0 to 1
   * @param width in characters
   */
  String bar(double share, int width) {
    int done = (int) Math.round(share * width);
    return String.valueOf(full).repeat(done) + String.valueOf(empty).repeat(width - done);
  }

  /** A text, cut at its end where it is longer than so many characters. */
  String cut(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    return width <= more.length()
        ? text.substring(0, width)
        : text.substring(0, width - more.length()) + more;
  }

  /** A text, cut at its beginning where it is longer than so many characters. */
  String cutFront(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    return width <= more.length()
        ? text.substring(text.length() - width)
        : more + text.substring(text.length() - width + more.length());
  }
}
