package org.ontogeny.engine.evaluation;

/** {@code ln sum_k e^x_k} of numbers that come one after the other, whatever their size. */
final class LogSum {

  private double largest = Double.NEGATIVE_INFINITY;
  private double sum; // of e^(x - largest)

  void add(double x) {
    if (x == Double.NEGATIVE_INFINITY) {
      return;
    }
    if (x > largest) {
      sum = sum * StrictMath.exp(largest - x) + 1;
      largest = x;
    } else {
      sum += StrictMath.exp(x - largest);
    }
  }

  /** Negative infinity where nothing was added. */
  double value() {
    return largest + StrictMath.log(sum);
  }
}
