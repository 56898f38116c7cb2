package org.ontogeny.engine.spec;

/**
 * Something that a run is expected to show, with the band in which it counts as shown. What the id
 * stands for is defined in {@code docs/claims.md}.
 *
 * @param id as printed
 * @param measure which number of the run's outcome
 * @param atLeast lower end of the band
 */
public record Claim(String id, Measure measure, double atLeast) {

  /** Numbers of an outcome; accuracies are those of encodings of held-out examples. */
  public enum Measure {
    /** Accuracy before the first death. */
    UNPRUNED_ACCURACY,
    /** Accuracy at the end. */
    PRUNED_ACCURACY,
    /** Share of the initial synapses that died. */
    PRUNED_SHARE,
    /** Accuracy at the end less that before the first death. */
    PRUNED_MINUS_UNPRUNED,
    /** Accuracy at the end less that after random pruning at equal count. */
    PRUNED_MINUS_RANDOM
  }
}
