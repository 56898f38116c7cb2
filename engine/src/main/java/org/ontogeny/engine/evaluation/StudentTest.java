package org.ontogeny.engine.evaluation;

import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.TTest;

/**
 * A t-test of whether two means differ. Welch's, of independent samples with variances of their
 * own: {@code t = (m_a - m_b) / sqrt(s_a^2/n_a + s_b^2/n_b)}, with the degrees of freedom of Welch
 * and Satterthwaite; or the paired one, of the differences d of values that belong together: {@code
 * t = m_d / (s_d / sqrt(n))} with n - 1 degrees of freedom.
 *
 * <p>Source: B. L. Welch, "The generalization of 'Student's' problem when several different
 * population variances are involved", Biometrika 34 (1947). Student's distribution is that of the
 * library Commons Math.
 *
 * @param statistic t, above 0 if the first mean is the larger one
 * @param freedom degrees of freedom, above 0
 * @param p probability of such a t, or one further away from 0, if the means were equal; 0 to 1
 */
public record StudentTest(double statistic, double freedom, double p) {

  /** A spread that is smaller than this share of the values is their rounding. */
  private static final double ROUNDING = 1e-12;

  /** How the two samples belong together. */
  public enum Design {
    /** Not at all. */
    WELCH,
    /** Value by value. */
    PAIRED
  }

  /** What counts as further away from 0. */
  public enum Tail {
    /** Larger or smaller. */
    TWO_SIDED,
    /** Larger: the first mean is expected to be. */
    GREATER
  }

  /**
   * Why two samples cannot be tested, in a few words; empty if they can.
   *
   * @param a [values]
   * @param b [values]; as many as in the other one where they are paired
   */
  public static Optional<String> obstacle(Design design, double[] a, double[] b) {
    if (a.length < 2 || b.length < 2) {
      return Optional.of("fewer than 2 values");
    }
    double largest = Math.max(largest(a), largest(b));
    boolean still =
        design == Design.PAIRED
            ? isStill(differences(a, b), largest)
            : isStill(a, largest) && isStill(b, largest);
    return still ? Optional.of("no variance") : Optional.empty();
  }

  private static double largest(double[] values) {
    return Math.max(Math.abs(StatUtils.min(values)), Math.abs(StatUtils.max(values)));
  }

  private static boolean isStill(double[] values, double largest) {
    return StatUtils.max(values) - StatUtils.min(values) <= ROUNDING * largest;
  }

  private static double[] differences(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "expected pairs, got %d and %d values".formatted(a.length, b.length));
    }
    return IntStream.range(0, a.length).mapToDouble(k -> a[k] - b[k]).toArray();
  }

  /**
   * Tests two samples.
   *
   * @param a [values], finite
   * @param b [values], finite; as many as in the other one where they are paired
   * @throws IllegalArgumentException if there is an {@link #obstacle}
   */
  public static StudentTest of(Design design, Tail tail, double[] a, double[] b) {
    obstacle(design, a, b)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException("cannot be tested: " + why);
            });
    TTest test = new TTest();
    boolean paired = design == Design.PAIRED;
    double statistic = paired ? test.pairedT(a, b) : test.t(a, b);
    double both = paired ? test.pairedTTest(a, b) : test.tTest(a, b);
    double upper = statistic > 0 ? both / 2 : 1 - both / 2;
    return new StudentTest(
        statistic,
        paired ? a.length - 1 : welchFreedom(a, b),
        tail == Tail.TWO_SIDED ? both : upper);
  }

  /** Degrees of freedom of Welch and Satterthwaite. */
  private static double welchFreedom(double[] a, double[] b) {
    double u = StatUtils.variance(a) / a.length;
    double v = StatUtils.variance(b) / b.length;
    return (u + v) * (u + v) / (u * u / (a.length - 1) + v * v / (b.length - 1));
  }
}
