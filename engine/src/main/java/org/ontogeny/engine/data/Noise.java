package org.ontogeny.engine.data;

import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Key;

/**
 * A data set without anything to learn, as a control: every pixel is one of the 256 greys and every
 * label one of ten classes, all equally likely and independent.
 *
 * <p>Example i of a split is a function of (seed, split, i) and the side alone. Source: Stothers
 * 2019, section 3.4, where the numbers are normal ones.
 */
public final class Noise {

  /** Name of the data set. */
  public static final String NAME = "noise";

  /** Grows whenever the same seed would draw other images. */
  public static final int VERSION = 1;

  private static final int CLASSES = 10;
  private static final int MAX_SIDE = 64;

  private Noise() {}

  /**
   * The first examples of a split.
   *
   * @param seed random seed
   * @param split number of the split
   * @param count number of examples
   * @param side width and height, 1 to 64 pixels
   * @throws DataException if the side is out of range
   */
  static Images draw(long seed, int split, int count, int side) {
    if (side < 1 || side > MAX_SIDE) {
      throw new DataException(
          "%s is drawn at sides of 1 to %d pixels, not %d".formatted(NAME, MAX_SIDE, side));
    }
    Key key = Purpose.NOISE.key(seed, split);
    byte[] grey = new byte[Math.multiplyExact(count, side * side)];
    byte[] labels = new byte[count];
    for (int example = 0; example < count; example++) {
      Key draws = key.with(example);
      Key pixels = draws.with(1, side);
      for (int pixel = 0; pixel < side * side; pixel++) {
        grey[example * side * side + pixel] = (byte) pixels.bits(pixel / side, pixel % side);
      }
      labels[example] = (byte) Shuffle.below(draws.with(0, 0), 0, CLASSES);
    }
    return new Images(NAME, side, side, CLASSES, grey, labels);
  }
}
