package org.ontogeny.engine.data;

/** How a grey pixel becomes a state. */
public enum Binarisation {

  /** On iff grey is at least the mean over all pixels of all images of the split. */
  MEAN {
    @Override
    boolean on(int grey, long sum, long pixels) {
      return grey * pixels >= sum; // integers, so that a pixel at the mean is on by no accident
    }
  },

  /** On iff at least half inked, whatever the other images are: what drawn images need. */
  HALF {
    @Override
    boolean on(int grey, long sum, long pixels) {
      return grey >= 128;
    }
  };

  /**
   * Whether a pixel is on.
   *
   * @param grey 0 .. 255
   * @param sum of grey over all pixels of the split
   * @param pixels how many pixels the split has
   */
  abstract boolean on(int grey, long sum, long pixels);
}
