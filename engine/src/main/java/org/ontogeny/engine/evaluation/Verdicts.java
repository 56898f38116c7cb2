package org.ontogeny.engine.evaluation;

/**
 * What a classifier says about some patterns, and what that says about them (Scholl 2018, section
 * 3.4.2).
 *
 * @param classes most probable class of each, [patterns]
 * @param confidence its probability, [patterns]
 */
public record Verdicts(int[] classes, double[] confidence) {

  /**
   * Quality: of each class that any pattern was taken for, the mean confidence; of those, the mean.
   *
   * @return 0 to 1; NaN without patterns
   */
  public double quality() {
    double sum = 0;
    int taken = 0;
    for (int c = 0; c <= max(); c++) {
      double own = 0;
      int count = 0;
      for (int k = 0; k < classes.length; k++) {
        own += classes[k] == c ? confidence[k] : 0;
        count += classes[k] == c ? 1 : 0;
      }
      sum += count > 0 ? own / count : 0;
      taken += count > 0 ? 1 : 0;
    }
    return sum / taken;
  }

  private int max() {
    int max = -1;
    for (int c : classes) {
      max = Math.max(max, c);
    }
    return max;
  }

  /**
   * Diversity: patterns in the smallest class as a share of those in the largest; 0 where a class
   * has none.
   *
   * @param number how many classes there are
   */
  public double diversity(int number) {
    int[] counts = new int[number];
    for (int c : classes) {
      counts[c]++;
    }
    int least = classes.length;
    int most = 0;
    for (int count : counts) {
      least = Math.min(least, count);
      most = Math.max(most, count);
    }
    return most == 0 ? 0 : (double) least / most;
  }
}
