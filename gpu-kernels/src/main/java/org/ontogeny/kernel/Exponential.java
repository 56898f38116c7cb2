package org.ontogeny.kernel;

/**
 * exp(x) for x up to 0 in float64, from IEEE multiplications and additions in a fixed order: equal
 * to the bit on every machine, as {@code StrictMath.exp} is, which takes several times as long.
 *
 * <p>exp(x) = 2^n exp(r) with n the integer nearest to x / ln 2 and r = x - n ln 2, |r| &lt;=
 * 0.347; exp(r) by its series to r^10 / 10!, with an error of at most 1e-12 of it. Below -708 it is
 * 0; NaN stays NaN.
 *
 * <p>Source of the reduction: Cody and Waite, "Software manual for the elementary functions"
 * (1980), chapter 6.
 */
public final class Exponential {

  /** Below it 2^n would be subnormal, and the result is 0. */
  public static final double LEAST = -708;

  /** 1 / ln 2. */
  public static final double PER_LN2 = 1.4426950408889634;

  /** ln 2 in so few bits that its product with n is exact. */
  public static final double LN2_HIGH = 0x1.62e42feep-1;

  /** The rest of ln 2. */
  public static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  /** Added to a small number it leaves the nearest integer + 1023 in the low bits. */
  public static final double SHIFT = 0x1.8p52 + 1023;

  /** Place of the exponent among the bits of a float64. */
  public static final int EXPONENT = 52;

  private Exponential() {}

  /** Puts exp(x) in the place of every x, which are at most 0. */
  public static void of(double[] values) {
    for (int k = 0; k < values.length; k++) {
      values[k] = of(values[k]);
    }
  }

  /** exp(x) for x of at most 0. */
  public static double of(double x) {
    if (x < LEAST) {
      return 0;
    }
    double shifted = x * PER_LN2 + SHIFT;
    double n = shifted - SHIFT;
    double r = x - n * LN2_HIGH - n * LN2_LOW;
    double e = r * (1.0 / 3_628_800) + 1.0 / 362_880;
    e = e * r + 1.0 / 40_320;
    e = e * r + 1.0 / 5_040;
    e = e * r + 1.0 / 720;
    e = e * r + 1.0 / 120;
    e = e * r + 1.0 / 24;
    e = e * r + 1.0 / 6;
    e = e * r + 0.5;
    e = e * r + 1;
    e = e * r + 1;
    return e * Double.longBitsToDouble(Double.doubleToRawLongBits(shifted) << EXPONENT);
  }
}
