package org.ontogeny.dashboards.report.plot;

/** Colours between two colours. */
final class Blend {

  private Blend() {}

  /**
   * A colour between two.
   *
   * @param share of the second one, 0 to 1
   */
  static int of(int first, int second, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = (first >> shift) & 0xFF;
      int b = (second >> shift) & 0xFF;
      mixed |= (int) Math.round(a + share * (b - a)) << shift;
    }
    return mixed;
  }
}
