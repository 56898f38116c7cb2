package org.ontogeny.engine.data;

import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Key;

/**
 * Handwritten-looking digits that the program draws by itself, so that a run needs no files. Ten
 * classes, several ways to write each, with jitter of control points, a smooth bend, slant,
 * rotation, scale, shift, thickness of the pen and a little noise.
 *
 * <p>Example i of a split is a function of (seed, split, i) and the side alone: how many others are
 * drawn does not matter. Arithmetic is IEEE and {@link StrictMath}, so images are equal everywhere.
 */
public final class Digits {

  /** Name of the data set. */
  public static final String NAME = "digits";

  /** Grows whenever the same seed would draw other images. */
  public static final int VERSION = 1;

  /** Number of the training split. */
  public static final int TRAIN = 0;

  /** Number of the test split. */
  public static final int TEST = 1;

  /** Smallest side at which the classes can be told apart, in pixels. */
  public static final int MIN_SIDE = 8;

  /** Largest side, in pixels. */
  public static final int MAX_SIDE = 64;

  static final int CLASSES = Glyph.OF_CLASS.size();

  private static final float NOISE = 0.008f; // share of pixels whose grey is inverted

  private Digits() {}

  /**
   * The first examples of a split.
   *
   * @param seed random seed
   * @param split {@link #TRAIN} or {@link #TEST}
   * @param count number of examples
   * @param side width and height, {@link #MIN_SIDE} .. {@link #MAX_SIDE} pixels
   * @throws DataException if the side is out of range
   */
  public static Images draw(long seed, int split, int count, int side) {
    if (side < MIN_SIDE || side > MAX_SIDE) {
      throw new DataException(
          "%s are drawn at sides of %d to %d pixels, not %d"
              .formatted(NAME, MIN_SIDE, MAX_SIDE, side));
    }
    Key key = Purpose.DIGITS.key(seed, split);
    byte[] grey = new byte[Math.multiplyExact(count, side * side)];
    byte[] labels = new byte[count];
    for (int example = 0; example < count; example++) {
      labels[example] = (byte) draw(key.with(example), side, grey, example * side * side);
    }
    return new Images(NAME, side, side, CLASSES, grey, labels);
  }

  private static int draw(Key key, int side, byte[] grey, int offset) {
    Hand hand = new Hand(key.with(0, 0));
    int digit = hand.digit();
    Canvas canvas = new Canvas(side, hand.radius());
    canvas.draw(hand.write(hand.glyph(digit)));
    Key noise = key.with(1, side);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int ink = canvas.grey(x, y);
        grey[offset + y * side + x] = (byte) (noise.uniform(y, x) < NOISE ? 255 - ink : ink);
      }
    }
    return digit;
  }
}
