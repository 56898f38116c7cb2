package org.ontogeny.kernel;

/**
 * The logistic function sigma(x) = 1 / (1 + exp(-x)) in float32, from IEEE multiplications,
 * additions and one division in a fixed order: equal to the bit on every machine and in every tier
 * of the compiler, which {@code Math.exp} does not promise.
 *
 * <p>exp(t) = 2^n exp(r) with n the integer nearest to t / ln 2 and r = t - n ln 2, |r| &lt;=
 * 0.347; exp(r) by its series to r^7 / 7! (the rest is below 6e-9). Over all floats the error of
 * sigma is at most 1e-7, and 2e-7 of its value; where x rises sigma never falls by more than one
 * unit in the last place. sigma(0) is exactly 0.5; from x = 17 on it is exactly 1; below -87 it
 * stays at sigma(-87) = 1.6e-38, the smallest that is not subnormal; NaN stays NaN.
 *
 * <p>Source of the reduction: Cody and Waite, "Software manual for the elementary functions"
 * (1980), chapter 6.
 */
public final class Logistic {

  private static final float LIMIT = 87;
  private static final float PER_LN2 = 0x1.715476p0f;
  private static final float LN2_HIGH = 0x1.63p-1f; // 9 bits: its product with n is exact
  private static final float LN2_LOW = -0x1.bd0106p-13f;

  /** Added to a small number it leaves the nearest integer + 127 in the low bits. */
  private static final float SHIFT = 0x1.8p23f + 127;

  private Logistic() {}

  /** sigma(x), in [1.6e-38, 1] or NaN. */
  public static float of(float x) {
    float t = negated(x);
    float shifted = shifted(t);
    return share(remainder(t, shifted), power(shifted));
  }

  /**
   * sigma of every entry; a new array of the same length. The bits are those of {@link #of(float)}:
   * three loops instead of one, because the compiler runs the first and the last several values at
   * a time but not the conversion between float and int (seven times as fast).
   */
  public static float[] of(float[] x) {
    float[] result = new float[x.length];
    float[] exponential = new float[x.length];
    for (int i = 0; i < result.length; i++) {
      float t = negated(x[i]);
      float shifted = shifted(t);
      result[i] = shifted;
      exponential[i] = remainder(t, shifted);
    }
    for (int i = 0; i < result.length; i++) {
      result[i] = power(result[i]);
    }
    for (int i = 0; i < result.length; i++) {
      result[i] = share(exponential[i], result[i]);
    }
    return result;
  }

  private static float negated(float x) {
    return Math.min(LIMIT, Math.max(-LIMIT, -x));
  }

  private static float shifted(float t) {
    return t * PER_LN2 + SHIFT;
  }

  /** exp(r). */
  private static float remainder(float t, float shifted) {
    float n = shifted - SHIFT;
    float r = t - n * LN2_HIGH - n * LN2_LOW;
    float e = r * (1f / 5040) + 1f / 720;
    e = e * r + 1f / 120;
    e = e * r + 1f / 24;
    e = e * r + 1f / 6;
    e = e * r + 0.5f;
    e = e * r + 1;
    return e * r + 1;
  }

  /** 2^n: n + 127 moved from the low bits to the place of the exponent. */
  private static float power(float shifted) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23);
  }

  private static float share(float remainder, float power) {
    return 1 / (1 + remainder * power);
  }
}
