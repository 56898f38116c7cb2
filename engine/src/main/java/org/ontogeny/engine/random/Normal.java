package org.ontogeny.engine.random;

import org.ontogeny.kernel.Key;

/** Standard normal numbers, by Box and Muller. */
public final class Normal {

  private Normal() {}

  /** The number for {@code (row, column)}, from the two random words of that pair. */
  public static float draw(Key key, int row, int column) {
    Key words = key.with(row, column);
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - Key.uniform(words.k0())));
    return (float) (radius * StrictMath.cos(2 * Math.PI * Key.uniform(words.k1())));
  }
}
