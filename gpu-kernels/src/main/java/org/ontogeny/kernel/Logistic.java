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

  /** Inputs beyond are taken for it. */
  public static final float LIMIT = 87;

  /** 1 / ln 2. */
  public static final float PER_LN2 = 0x1.715476p0f;

  /** ln 2 to 9 bits, so that its product with n is exact. */
  public static final float LN2_HIGH = 0x1.63p-1f;

  /** The rest of ln 2. */
  public static final float LN2_LOW = -0x1.bd0106p-13f;

  /** Added to a small number it leaves the nearest integer + 127 in the low bits. */
  public static final float SHIFT = 0x1.8p23f + 127;

  private Logistic() {}

  /** sigma(x), in [1.6e-38, 1] or NaN. */
  public static float of(float x) {
    float t = Math.min(LIMIT, Math.max(-LIMIT, -x));
    float shifted = t * PER_LN2 + SHIFT;
    float n = shifted - SHIFT;
    float r = t - n * LN2_HIGH - n * LN2_LOW;
    float e = r * (1f / 5040) + 1f / 720; // exp(r)
    e = e * r + 1f / 120;
    e = e * r + 1f / 24;
    e = e * r + 1f / 6;
    e = e * r + 0.5f;
    e = e * r + 1;
    e = e * r + 1;
    // 2^n: n + 127 moved from the low bits to the place of the exponent
    float power = Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23);
    return 1 / (1 + e * power);
  }
}
