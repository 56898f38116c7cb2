package org.ontogeny.kernel.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.ontogeny.kernel.Exponential;

/** {@link Exponential#of} of many numbers at once, with the same bits. */
final class Exponentials {

  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private Exponentials() {}

  /** Puts exp(x) in the place of every x, which are at most 0. */
  static void of(double[] values) {
    int bound = DOUBLES.loopBound(values.length);
    vectors(values, bound);
    for (int k = bound; k < values.length; k++) {
      values[k] = Exponential.of(values[k]);
    }
  }

  private static void vectors(double[] values, int bound) {
    for (int k = 0; k < bound; k += DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, values, k);
      DoubleVector shifted = x.mul(Exponential.PER_LN2).add(Exponential.SHIFT);
      DoubleVector n = shifted.sub(Exponential.SHIFT);
      DoubleVector r = x.sub(n.mul(Exponential.LN2_HIGH)).sub(n.mul(Exponential.LN2_LOW));
      DoubleVector e = r.mul(1.0 / 3_628_800).add(1.0 / 362_880);
      e = e.mul(r).add(1.0 / 40_320);
      e = e.mul(r).add(1.0 / 5_040);
      e = e.mul(r).add(1.0 / 720);
      e = e.mul(r).add(1.0 / 120);
      e = e.mul(r).add(1.0 / 24);
      e = e.mul(r).add(1.0 / 6);
      e = e.mul(r).add(0.5);
      e = e.mul(r).add(1);
      e = e.mul(r).add(1);
      DoubleVector power =
          shifted
              .reinterpretAsLongs()
              .lanewise(VectorOperators.LSHL, Exponential.EXPONENT)
              .reinterpretAsDoubles();
      e.mul(power).blend(0, x.compare(VectorOperators.LT, Exponential.LEAST)).intoArray(values, k);
    }
  }
}
