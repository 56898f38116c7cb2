package org.ontogeny.kernel;

/**
 * A key of counter-based random numbers. Keys are values: {@link #with} derives a new one, {@link
 * #uniform} reads a number, and neither changes anything.
 *
 * <p>A draw of the engine is {@code Key.of(seed).with(purpose, entity).with(step).with(tick,
 * ensemble).uniform(row, column)}, row and column being original indices.
 *
 * @param k0 first word
 * @param k1 second word
 */
public record Key(int k0, int k1) {

  private static final float ULP = 0x1p-24f;

  /** The root key of a run's random seed. */
  public static Key of(long seed) {
    return new Key((int) seed, (int) (seed >>> 32));
  }

  /** The key for the pair {@code (a, b)} below this key. */
  public Key with(int a, int b) {
    long words = Threefry.block(k0, k1, a, b);
    return new Key((int) words, (int) (words >>> 32));
  }

  /** The key for a 64-bit number (a step) below this key. */
  public Key with(long number) {
    return with((int) number, (int) (number >>> 32));
  }

  /** 32 uniform bits for {@code (row, column)}. */
  public int bits(int row, int column) {
    return (int) Threefry.block(k0, k1, row, column);
  }

  /** 64 uniform bits for {@code (row, column)}; the lower 32 of them are {@link #bits}. */
  public long words(int row, int column) {
    return Threefry.block(k0, k1, row, column);
  }

  /** A uniform number in [0, 1), a multiple of 2^-24, for {@code (row, column)}. */
  public float uniform(int row, int column) {
    return uniform(bits(row, column));
  }

  /** The uniform number in [0, 1) that 32 bits stand for: the upper 24 of them times 2^-24. */
  public static float uniform(int bits) {
    return (bits >>> 8) * ULP;
  }
}
