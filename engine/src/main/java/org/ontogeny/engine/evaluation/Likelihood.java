package org.ontogeny.engine.evaluation;

import java.util.Arrays;
import org.ontogeny.kernel.Batch;

/**
 * The sum over hidden states behind the probability of a visible one, {@code ln sum_h e^-E(v, h) =
 * ln p(v) + ln Z}. Exact where the odd neurons can be summed one by one and the hidden even ones
 * enumerated, or the other way round; else the bound of mean field, {@code - <E>_q + H(q)}
 * (Salakhutdinov and Hinton 2009), which is never above it.
 */
public final class Likelihood {

  private final Bipartite machine;
  private final int visible;
  private final int hiddenEven;

  public Likelihood(Bipartite machine) {
    this.machine = machine;
    this.visible = machine.pixels().length;
    this.hiddenEven = machine.even().neurons() - visible;
  }

  /** Whether the sums are exact. */
  public boolean isExact() {
    return Math.min(hiddenEven, machine.odd().neurons()) <= Partition.ENUMERABLE;
  }

  /**
   * The mean over some examples.
   *
   * @param examples [pixels][examples]
   * @param passes of mean field at most, where it is needed
   * @param tolerance a pass that changes no mean by more is the last
   */
  public double mean(Batch examples, int passes, double tolerance) {
    double sum = 0;
    for (int column = 0; column < examples.columns(); column++) {
      sum += of(examples, column, passes, tolerance);
    }
    return sum / examples.columns();
  }

  private double of(Batch examples, int column, int passes, double tolerance) {
    if (!isExact()) {
      return bound(examples, column, passes, tolerance);
    }
    double[] drives = machine.odd().biases();
    double own = clamp(examples, column, drives);
    return own + (hiddenEven <= Partition.ENUMERABLE ? sumOverEven(drives) : sumOverOdd(drives));
  }

  /** What mean field makes of one example. */
  double bound(Batch examples, int column, int passes, double tolerance) {
    double[] drives = machine.odd().biases();
    double own = clamp(examples, column, drives);
    return own + new MeanField(drives).bound(passes, tolerance);
  }

  /** Adds the weights of active visible neurons to drives; the sum of their biases. */
  private double clamp(Batch examples, int column, double[] drives) {
    double own = 0;
    for (int n = 0; n < visible; n++) {
      if (examples.get(machine.pixels()[n], column) > 0) {
        own += machine.even().bias(n);
        machine.even().drive(n, 1, drives);
      }
    }
    return own;
  }

  /** Hidden even states are enumerated. */
  private double sumOverEven(double[] drives) {
    LogSum sum = new LogSum();
    for (int state = 0; state < 1 << hiddenEven; state++) {
      double[] all = drives.clone();
      double term = 0;
      for (int n = 0; n < hiddenEven; n++) {
        if ((state >> n & 1) == 1) {
          term += machine.even().bias(visible + n);
          machine.even().drive(visible + n, 1, all);
        }
      }
      for (double drive : all) {
        term += Bipartite.softplus(drive);
      }
      sum.add(term);
    }
    return sum.value();
  }

  /** Odd states are enumerated. */
  private double sumOverOdd(double[] drives) {
    LogSum sum = new LogSum();
    double[] biases = machine.even().biases();
    for (int state = 0; state < 1 << drives.length; state++) {
      double[] all = biases.clone();
      double term = 0;
      for (int j = 0; j < drives.length; j++) {
        if ((state >> j & 1) == 1) {
          term += drives[j];
          machine.odd().drive(j, 1, all);
        }
      }
      for (int n = visible; n < all.length; n++) {
        term += Bipartite.softplus(all[n]);
      }
      sum.add(term);
    }
    return sum.value();
  }

  /** Independent hidden neurons that come close to those of the machine. */
  private final class MeanField {
    private final double[] drives; // [odd] from the visible neurons and biases
    private final double[] odd; // [odd] means
    private final double[] even; // [hidden even] means

    MeanField(double[] drives) {
      this.drives = drives;
      this.odd = Arrays.stream(drives).map(Bipartite::sigmoid).toArray();
      this.even = new double[hiddenEven];
      settleEven();
    }

    double bound(int passes, double tolerance) {
      double change = Double.POSITIVE_INFINITY;
      for (int pass = 0; pass < passes && change > tolerance; pass++) {
        double[] before = odd.clone();
        double[] total = totals();
        Arrays.setAll(odd, j -> Bipartite.sigmoid(total[j]));
        change = Math.max(settleEven(), difference(before, odd));
      }
      double[] total = totals();
      double bound = 0;
      for (int j = 0; j < odd.length; j++) {
        bound += odd[j] * total[j] + entropy(odd[j]);
      }
      for (int n = 0; n < even.length; n++) {
        bound += even[n] * machine.even().bias(visible + n) + entropy(even[n]);
      }
      return bound;
    }

    /** Total input to the odd neurons. */
    private double[] totals() {
      double[] total = drives.clone();
      for (int n = 0; n < even.length; n++) {
        machine.even().drive(visible + n, even[n], total);
      }
      return total;
    }

    private double settleEven() {
      double[] total = machine.even().biases();
      for (int j = 0; j < odd.length; j++) {
        machine.odd().drive(j, odd[j], total);
      }
      double[] before = even.clone();
      Arrays.setAll(even, n -> Bipartite.sigmoid(total[visible + n]));
      return difference(before, even);
    }
  }

  private static double difference(double[] a, double[] b) {
    double most = 0;
    for (int k = 0; k < a.length; k++) {
      most = Math.max(most, Math.abs(a[k] - b[k]));
    }
    return most;
  }

  private static double entropy(double p) {
    return p <= 0 || p >= 1 ? 0 : -p * StrictMath.log(p) - (1 - p) * StrictMath.log1p(-p);
  }
}
