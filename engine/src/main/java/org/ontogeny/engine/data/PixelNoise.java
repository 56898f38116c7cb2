package org.ontogeny.engine.data;

import org.ontogeny.engine.random.Normal;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Key;

/**
 * Noise on pixels. It is drawn once, by the places of example and pixel, so that an example looks
 * the same in every epoch.
 *
 * <ul>
 *   <li>Binary pixels: each is inverted with a probability, the amount.
 *   <li>Grey pixels: to each a normal number is added whose standard deviation is the amount; the
 *       sum is cut off at 0 and 1 and rounded to the nearest of the 256 states.
 * </ul>
 */
final class PixelNoise {

  private PixelNoise() {}

  /**
   * The same labels with noisy images.
   *
   * @param amount 0 to 1
   */
  static Examples on(Examples examples, double amount, long seed) {
    Key key = Purpose.PIXEL_NOISE.key(seed, 0);
    byte[] states = examples.states();
    int pixels = examples.pixels();
    boolean binary = examples.values() == Values.BINARY;
    for (int example = 0; example < examples.size(); example++) {
      Key draws = key.with(example);
      for (int pixel = 0; pixel < pixels; pixel++) {
        int place = example * pixels + pixel;
        int state = states[place] & 0xff;
        states[place] =
            (byte)
                (binary
                    ? flipped(draws, pixel, state, amount)
                    : blurred(draws, pixel, state, amount));
      }
    }
    return examples.showing(states);
  }

  private static int flipped(Key draws, int pixel, int state, double amount) {
    return draws.uniform(pixel, 0) < amount ? 1 - state : state;
  }

  private static int blurred(Key draws, int pixel, int state, double amount) {
    int full = Values.GREY.full();
    long noisy = Math.round(state + full * amount * Normal.draw(draws, pixel, 0));
    return (int) Math.max(0, Math.min(full, noisy));
  }
}
