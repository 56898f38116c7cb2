package org.ontogeny.engine.data;

import java.util.Objects;

/**
 * What happens to grey images before a network sees them: a central crop, then binarisation at a
 * threshold, which may be taken from the cropped images, or none.
 *
 * <p>From 28 to 20 pixels the crop keeps rows and columns 4 .. 23, as the programs of the source do
 * (its text says two pixels on either side, which would leave 24). Training and test images each
 * use their own mean.
 *
 * @param side pixels that remain of width and of height
 * @param binarisation how a grey pixel becomes a state
 */
public record Preprocessing(int side, Binarisation binarisation) {

  public Preprocessing {
    Objects.requireNonNull(binarisation, "binarisation");
    if (side < 1) {
      throw new IllegalArgumentException("side must be at least 1 but is " + side);
    }
  }

  /**
   * The states of one whole split.
   *
   * @throws DataException if the images cannot be cropped to the side symmetrically
   */
  public Examples apply(Images images) {
    return new Examples(
        side,
        side,
        images.classes(),
        binarisation.gives(),
        binarise(crop(images)),
        images.labels());
  }

  private byte[] crop(Images images) {
    int left = border(images, images.width());
    int top = border(images, images.height());
    byte[] cropped = new byte[images.size() * side * side];
    for (int row = 0; row < images.size() * side; row++) {
      int y = row / side * images.height() + top + row % side;
      System.arraycopy(images.grey(), y * images.width() + left, cropped, row * side, side);
    }
    return cropped;
  }

  private int border(Images images, int length) {
    if (side > length || (length - side) % 2 != 0) {
      throw new DataException(
          "%s of %d x %d pixels cannot be cropped to side %d: expected an %s number up to %d"
              .formatted(
                  images.name(),
                  images.width(),
                  images.height(),
                  side,
                  length % 2 == 0 ? "even" : "odd",
                  length));
    }
    return (length - side) / 2;
  }

  private byte[] binarise(byte[] grey) {
    long sum = 0;
    for (byte pixel : grey) {
      sum += pixel & 0xff;
    }
    byte[] states = new byte[grey.length];
    for (int i = 0; i < grey.length; i++) {
      states[i] = (byte) binarisation.state(grey[i] & 0xff, sum, grey.length);
    }
    return states;
  }
}
