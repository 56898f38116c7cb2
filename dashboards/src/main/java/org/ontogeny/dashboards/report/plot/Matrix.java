package org.ontogeny.dashboards.report.plot;

/**
 * A matrix of synapses as a picture, rows downwards. What lives is dark, what does not is pale, and
 * what can never be is hatched, so that it reads without colours. Large matrices are drawn smaller:
 * a pixel is as dark as the share of possible synapses in it that live.
 */
public final class Matrix {

  /** A synapse that lives. */
  public static final int ALIVE = 1;

  /** One that is possible and does not. */
  public static final int PRUNED = 0;

  /** A pair that can have none. */
  public static final int NEVER = -1;

  static final int DARK = 0x0B3A5B;
  static final int PALE = 0xF4F1E8;
  static final int HATCH = 0x9A9A9A;
  static final int BETWEEN = 0xCFCFCF;

  private static final int LARGEST = 480; // pixels of a side

  /** What is in a row and a column: {@link #ALIVE}, {@link #PRUNED} or {@link #NEVER}. */
  public interface Cells {
    int at(int row, int column);
  }

  private final int rows;
  private final int columns;
  private final Cells cells;

  /** A matrix of a size of at least 1 by 1. */
  public Matrix(int rows, int columns, Cells cells) {
    this.rows = rows;
    this.columns = columns;
    this.cells = cells;
  }

  /** Rows, and columns, that one pixel stands for; 1 where each has its own. */
  public int folded() {
    return (Math.max(rows, columns) + LARGEST - 1) / LARGEST;
  }

  /** It as a picture of at most {@value #LARGEST} pixels a side. */
  public Picture picture() {
    int folded = folded();
    int size = Math.max(1, LARGEST / Math.max(rows, columns)); // pixels of a cell
    int height = (rows + folded - 1) / folded;
    int width = (columns + folded - 1) / folded;
    Picture picture = new Picture(width * size, height * size, PALE);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double share = share(y * folded, x * folded, folded);
        if (Double.isNaN(share)) {
          hatch(picture, x * size, y * size, size);
        } else {
          picture.fill(x * size, y * size, size, size, mixed(share));
        }
      }
    }
    return picture;
  }

  /** Share of the possible synapses of a block that live; NaN where none is possible. */
  private double share(int fromRow, int fromColumn, int size) {
    int possible = 0;
    int alive = 0;
    for (int row = fromRow; row < Math.min(rows, fromRow + size); row++) {
      for (int column = fromColumn; column < Math.min(columns, fromColumn + size); column++) {
        int cell = cells.at(row, column);
        possible += cell == NEVER ? 0 : 1;
        alive += cell == ALIVE ? 1 : 0;
      }
    }
    return possible == 0 ? Double.NaN : (double) alive / possible;
  }

  private static void hatch(Picture picture, int left, int top, int size) {
    for (int y = top; y < top + size; y++) {
      for (int x = left; x < left + size; x++) {
        picture.set(x, y, (x + y) % 6 < 2 ? HATCH : BETWEEN);
      }
    }
  }

  private static int mixed(double share) {
    return Blend.of(PALE, DARK, share);
  }
}
