package org.ontogeny.engine.evaluation;

import java.util.Arrays;
import org.ontogeny.kernel.Key;

/**
 * The logarithm of the partition function {@code Z = sum over all states of e^-E}.
 *
 * <p>Exactly, where one side has few neurons: its states are enumerated, and those of the other
 * side summed neuron by neuron. Else by annealed importance sampling (Neal 2001; for Boltzmann
 * machines Salakhutdinov and Murray 2008): chains go from independent neurons to the machine,
 * {@code f_k(s) = e^((1 - c) a0 s + c a s) prod_j (1 + e^(c (b_j + W_j s)))} for c from 0 to 1, and
 * their weights {@code prod_k f_k+1(s_k) / f_k(s_k)} average to {@code Z / Z_0}.
 */
public final class Partition {

  /** Neurons of a side that can be enumerated. */
  public static final int ENUMERABLE = 20;

  private static final int EVEN = 0;
  private static final int ODD = 1;

  private final Bipartite.Side even;
  private final Bipartite.Side odd;
  private final int[] pixels;

  public Partition(Bipartite machine) {
    this.even = machine.even();
    this.odd = machine.odd();
    this.pixels = machine.pixels();
  }

  /**
   * Where annealing may begin: visible neurons as active as the data, the others as their own bias
   * has them.
   *
   * @param rates of the visible neurons by original index, above 0 and below 1
   * @return log odds, [even neurons]
   */
  public double[] base(double[] rates) {
    double[] base = even.biases();
    for (int n = 0; n < pixels.length; n++) {
      double rate = rates[pixels[n]];
      base[n] = StrictMath.log(rate / (1 - rate));
    }
    return base;
  }

  /** Whether it can be computed exactly. */
  public boolean isEnumerable() {
    return Math.min(even.neurons(), odd.neurons()) <= ENUMERABLE;
  }

  /**
   * ln Z by enumeration.
   *
   * @throws IllegalStateException if both sides are too large
   */
  public double exact() {
    if (!isEnumerable()) {
      throw new IllegalStateException(
          "sides of %d and %d neurons: expected one of at most %d to enumerate"
              .formatted(even.neurons(), odd.neurons(), ENUMERABLE));
    }
    return even.neurons() < odd.neurons()
        ? enumerate(even, odd.biases())
        : enumerate(odd, even.biases());
  }

  /** ln of the sum over all states of a side, the other side being summed neuron by neuron. */
  static double enumerate(Bipartite.Side side, double[] otherBiases) {
    LogSum sum = new LogSum();
    for (int state = 0; state < 1 << side.neurons(); state++) {
      double[] drives = otherBiases.clone();
      double term = 0;
      for (int n = 0; n < side.neurons(); n++) {
        if ((state >> n & 1) == 1) {
          term += side.bias(n);
          side.drive(n, 1, drives);
        }
      }
      for (double drive : drives) {
        term += Bipartite.softplus(drive);
      }
      sum.add(term);
    }
    return sum.value();
  }

  /**
   * ln Z by annealing, an estimate whose exponential is right on average.
   *
   * @param base log odds of the even neurons at the beginning, [even neurons], finite
   * @param chains at least 1
   * @param temperatures steps from the base to the machine, at least 1
   * @param draws of this estimate
   */
  public double annealed(double[] base, int chains, int temperatures, Key draws) {
    LogSum weights = new LogSum();
    for (int chain = 0; chain < chains; chain++) {
      weights.add(new Chain(base, draws.with(chain, 0)).weight(temperatures));
    }
    double independent = odd.neurons() * StrictMath.log(2);
    for (double x : base) {
      independent += Bipartite.softplus(x);
    }
    return independent + weights.value() - StrictMath.log(chains);
  }

  /** One chain on its way from the base to the machine. */
  private final class Chain {
    private final double[] base; // [even]
    private final double[] bias = even.biases(); // [even]
    private final double[] oddBias = odd.biases(); // [odd]
    private final boolean[] state; // [even]
    private final Key draws;

    Chain(double[] base, Key draws) {
      this.base = base;
      this.draws = draws;
      this.state = new boolean[base.length];
      Key first = draws.with(0, EVEN);
      for (int n = 0; n < base.length; n++) {
        state[n] = first.uniform(n, 0) < Bipartite.sigmoid(base[n]);
      }
    }

    /** The logarithm of the weight at its end. */
    double weight(int temperatures) {
      double weight = 0;
      double[] drives = drives();
      for (int k = 1; k <= temperatures; k++) {
        double before = (double) (k - 1) / temperatures;
        double now = (double) k / temperatures;
        weight += logF(now, drives) - logF(before, drives);
        if (k < temperatures) {
          move(now, drives, k);
          drives = drives();
        }
      }
      return weight;
    }

    /** Total input to the odd neurons at full strength. */
    private double[] drives() {
      double[] drives = oddBias.clone();
      for (int n = 0; n < state.length; n++) {
        if (state[n]) {
          even.drive(n, 1, drives);
        }
      }
      return drives;
    }

    private double logF(double strength, double[] drives) {
      double sum = 0;
      for (int n = 0; n < state.length; n++) {
        sum += state[n] ? (1 - strength) * base[n] + strength * bias[n] : 0;
      }
      for (double drive : drives) {
        sum += Bipartite.softplus(strength * drive);
      }
      return sum;
    }

    /** A Gibbs sweep that leaves f at this strength as it is. */
    private void move(double strength, double[] drives, int step) {
      Key up = draws.with(step, ODD);
      double[] back = new double[state.length];
      Arrays.setAll(back, n -> (1 - strength) * base[n] + strength * bias[n]);
      for (int j = 0; j < drives.length; j++) {
        if (up.uniform(j, 0) < Bipartite.sigmoid(strength * drives[j])) {
          odd.drive(j, strength, back);
        }
      }
      Key down = draws.with(step, EVEN);
      for (int n = 0; n < state.length; n++) {
        state[n] = down.uniform(n, 0) < Bipartite.sigmoid(back[n]);
      }
    }
  }
}
