package org.ontogeny.engine.pruning.layer;

import java.util.Arrays;

/**
 * All synapses up to a percentile of the layer's importances, interpolated linearly as NumPy does
 * (Scholl 2018, section 3.3.3).
 *
 * @param percent 0 to 100
 * @param ties whether synapses exactly on the line die too; with many zeros they then all do
 */
public record Percentile(double percent, boolean ties) implements LayerSelection {

  public Percentile {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("percentile must be 0 to 100, got " + percent);
    }
  }

  @Override
  public Cut cut(double[] importance, long[] tie) {
    if (importance.length == 0) {
      return Cut.NONE;
    }
    double[] sorted = importance.clone();
    Arrays.sort(sorted);
    return new Cut(of(sorted, percent), ties ? Long.MAX_VALUE : Long.MIN_VALUE);
  }

  /** The percentile of values sorted upwards, by linear interpolation between neighbours. */
  static double of(double[] sorted, double percent) {
    double place = percent / 100 * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
