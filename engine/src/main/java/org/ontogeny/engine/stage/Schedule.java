package org.ontogeny.engine.stage;

import org.ontogeny.engine.learning.Learning;

/**
 * Learning parameters over the updates of a stage.
 *
 * @param updates how many, at least 0
 * @param first parameters of the first update
 * @param lastRate rate of the last; between them the rates are spaced evenly in the logarithm
 *     (Scholl 2018, section 3.2.2, there by epoch)
 */
public record Schedule(long updates, Learning first, float lastRate) {

  public Schedule {
    if (updates < 0 || !(lastRate > 0)) {
      throw new IllegalArgumentException(
          "a schedule needs updates >= 0 and a last rate > 0, got %d and %s"
              .formatted(updates, lastRate));
    }
  }

  /** Parameters of an update, counted from 0. */
  public Learning at(long update) {
    double place = updates > 1 ? (double) update / (updates - 1) : 0;
    double rate = first.rate() * StrictMath.pow(lastRate / first.rate(), place);
    return new Learning(
        (float) rate, first.momentum(), first.mode(), first.decay(), first.maxNorm());
  }
}
