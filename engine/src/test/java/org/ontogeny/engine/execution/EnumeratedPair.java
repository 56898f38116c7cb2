package org.ontogeny.engine.execution;

import java.util.function.IntToDoubleFunction;

/**
 * The oracle of contrastive divergence: two populations that drive each other by turns, with the
 * distribution over all states of the lower one, in double precision.
 *
 * <pre>  P(h_j = 1 | v) = sigmoid(up (b_j + sum_i v_i w_ij))
 *  P(v_i = 1 | h) = sigmoid(down (a_i + sum_j w_ij h_j))</pre>
 *
 * @param weight [lower][upper]
 * @param lowerBias [lower]
 * @param upperBias [upper]
 */
record EnumeratedPair(
    double[][] weight, double[] lowerBias, double[] upperBias, double up, double down) {

  /** Probability of an upper neuron to be active. */
  double upper(int lowerState, int j) {
    double drive = upperBias[j];
    for (int i = 0; i < lowerBias.length; i++) {
      drive += on(lowerState, i) * weight[i][j];
    }
    return 1 / (1 + Math.exp(-up * drive));
  }

  /** Probability of a lower neuron to be active. */
  double lower(int upperState, int i) {
    double drive = lowerBias[i];
    for (int j = 0; j < upperBias.length; j++) {
      drive += on(upperState, j) * weight[i][j];
    }
    return 1 / (1 + Math.exp(-down * drive));
  }

  /** The distribution of the lower states after so many Gibbs steps. */
  double[] after(int steps, double[] start) {
    double[] lower = start;
    for (int step = 0; step < steps; step++) {
      double[] upper = through(lower, upperBias.length, this::upper);
      lower = through(upper, lowerBias.length, this::lower);
    }
    return lower;
  }

  /** The mean and the variance of a function of the lower state. */
  static double[] moments(double[] distribution, IntToDoubleFunction value) {
    double mean = 0;
    double square = 0;
    for (int s = 0; s < distribution.length; s++) {
      double x = value.applyAsDouble(s);
      mean += distribution[s] * x;
      square += distribution[s] * x * x;
    }
    return new double[] {mean, square - mean * mean};
  }

  /** The probability that a neuron is active, given the state of the other population. */
  interface Conditional {
    double of(int state, int neuron);
  }

  /** The distribution over the states of independent neurons, given one over what drives them. */
  static double[] through(double[] from, int neurons, Conditional conditional) {
    double[] to = new double[1 << neurons];
    for (int state = 0; state < from.length; state++) {
      if (from[state] == 0) {
        continue;
      }
      double[] p = new double[neurons];
      for (int n = 0; n < neurons; n++) {
        p[n] = conditional.of(state, n);
      }
      for (int next = 0; next < to.length; next++) {
        double probability = from[state];
        for (int n = 0; n < neurons; n++) {
          probability *= on(next, n) == 1 ? p[n] : 1 - p[n];
        }
        to[next] += probability;
      }
    }
    return to;
  }

  static int on(int state, int bit) {
    return (state >> bit) & 1;
  }
}
