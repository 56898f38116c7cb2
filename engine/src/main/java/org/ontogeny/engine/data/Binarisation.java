package org.ontogeny.engine.data;

/** How a grey pixel becomes a state. */
public enum Binarisation {

  /** On iff grey is at least the mean over all pixels of all images of the split. */
  MEAN(Values.BINARY) {
    @Override
    int state(int grey, long sum, long pixels) {
      // integers, so that a pixel at the mean is on by no accident
      return grey * pixels >= sum ? 1 : 0;
    }
  },

  /** On iff at least half inked, whatever the other images are: what drawn images need. */
  HALF(Values.BINARY) {
    @Override
    int state(int grey, long sum, long pixels) {
      return grey >= 128 ? 1 : 0;
    }
  },

  /** None: the pixel stays as grey as it is. */
  NONE(Values.GREY) {
    @Override
    int state(int grey, long sum, long pixels) {
      return grey;
    }
  };

  private final Values values;

  Binarisation(Values values) {
    this.values = values;
  }

  /** Which states come out. */
  public Values gives() {
    return values;
  }

  /**
   * The state of a pixel, 0 .. gives().full().
   *
   * @param grey 0 .. 255
   * @param sum of grey over all pixels of the split
   * @param pixels how many pixels the split has
   */
  abstract int state(int grey, long sum, long pixels);
}
