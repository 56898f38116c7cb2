package org.ontogeny.engine.evaluation;

import java.util.OptionalDouble;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How values of one quantity lie.
 *
 * @param count how many, at least 1
 * @param mean of them
 * @param deviation standard deviation, the unbiased variance's root; empty for a single value
 * @param least the smallest
 * @param most the largest
 */
public record Spread(int count, double mean, OptionalDouble deviation, double least, double most) {

  /**
   * That of some values.
   *
   * @param values [values], at least one
   */
  public static Spread of(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("expected at least one value");
    }
    return new Spread(
        values.length,
        StatUtils.mean(values),
        values.length < 2
            ? OptionalDouble.empty()
            : OptionalDouble.of(Math.sqrt(StatUtils.variance(values))),
        StatUtils.min(values),
        StatUtils.max(values));
  }
}
