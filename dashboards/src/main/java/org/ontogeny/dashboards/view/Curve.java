package org.ontogeny.dashboards.view;

import java.util.List;

/**
 * A number that changes at some steps and is the same in between.
 *
 * @param samples ascending
 */
public record Curve(List<Sample> samples) {

  /** The number from a step on. */
  public record Sample(long step, double value) {}

  public Curve {
    samples = List.copyOf(samples);
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return samples.isEmpty();
  }

  /** The first number. */
  public double first() {
    return samples.get(0).value();
  }

  /** The last number. */
  public double last() {
    return samples.get(samples.size() - 1).value();
  }

  /** The smallest number. */
  public double lowest() {
    return samples.stream().mapToDouble(Sample::value).min().orElseThrow();
  }

  /** The largest number. */
  public double highest() {
    return samples.stream().mapToDouble(Sample::value).max().orElseThrow();
  }

  /**
   * The curve as one line of text: from step 0 on the left to a step on the right, with a space
   * where nothing is known yet.
   *
   * @param width in characters, at least 1
   * @param to the step on the right
   * @param low what the lowest mark stands for
   * @param high what the highest mark stands for
   */
  String text(int width, long to, double low, double high, Marks marks) {
    StringBuilder text = new StringBuilder();
    int next = 0; // the first sample to the right
    for (int column = 1; column <= width; column++) {
      double step = (double) to * column / width;
      while (next < samples.size() && samples.get(next).step() <= step) {
        next++;
      }
      text.append(next == 0 ? ' ' : mark(samples.get(next - 1).value(), low, high, marks));
    }
    return text.toString();
  }

  private static char mark(double value, double low, double high, Marks marks) {
    int most = marks.levels.length() - 1;
    double height = high > low ? (value - low) / (high - low) : 1;
    return marks.levels.charAt((int) Math.round(Math.max(0, Math.min(1, height)) * most));
  }
}
