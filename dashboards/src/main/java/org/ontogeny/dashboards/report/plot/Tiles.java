package org.ontogeny.dashboards.report.plot;

/**
 * Small images of one size side by side, row by row, with a gap between them.
 *
 * @param count how many, at least 1
 * @param rows of each, in its own pixels
 * @param columns of each
 */
public record Tiles(int count, int rows, int columns) {

  private static final int WIDTH = 480; // pixels, about
  private static final int LARGEST = 8; // pixels of a pixel
  private static final int GAP = 2;
  private static final int GROUND = 0xFFFFFF;
  private static final int DOT = 0x8A8A8A;
  private static final int ZERO = 0xF3F3F3;
  private static final int POSITIVE = 0x005A94; // the blue of Okabe and Ito, darker
  private static final int NEGATIVE = 0xD55E00; // their vermilion

  /** Colour of a pixel of an image. */
  public interface Colours {

    /** Colour of a pixel that is drawn in one. */
    int at(int tile, int row, int column);

    /** Whether a pixel of an image has a dot in its middle, where there is room. */
    default boolean isDotted(int tile, int row, int column) {
      return false;
    }
  }

  /** How many lie side by side: about a square. */
  public int across() {
    return (int) Math.ceil(Math.sqrt(count * (double) rows / columns));
  }

  /** All of them. */
  public Picture picture(Colours colours) {
    int across = across();
    int down = (count + across - 1) / across;
    int size = Math.max(1, Math.min(LARGEST, (WIDTH / across - GAP) / columns));
    int width = columns * size + GAP;
    int height = rows * size + GAP;
    Picture picture = new Picture(across * width - GAP, down * height - GAP, GROUND);
    for (int tile = 0; tile < count; tile++) {
      int left = tile % across * width;
      int top = tile / across * height;
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          int x = left + column * size;
          int y = top + row * size;
          picture.fill(x, y, size, size, colours.at(tile, row, column));
          if (size >= 3 && colours.isDotted(tile, row, column)) {
            int dot = size >= 6 ? 2 : 1;
            picture.fill(x + (size - dot) / 2, y + (size - dot) / 2, dot, dot, DOT);
          }
        }
      }
    }
    return picture;
  }

  /**
   * The colour of a weight: blue above 0, orange below, pale at 0.
   *
   * @param relative to the largest, -1 to 1
   */
  public static int weight(double relative) {
    double size = Math.min(1, Math.abs(relative));
    return Blend.of(ZERO, relative < 0 ? NEGATIVE : POSITIVE, size);
  }
}
