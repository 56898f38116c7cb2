package org.ontogeny.engine.spec;

import java.util.Optional;

/**
 * Something that a run is expected to show, with the band in which it counts as shown. What the id
 * stands for is defined in {@code docs/claims.md}.
 *
 * @param id as printed
 * @param measure which number of the run's outcome
 * @param value the measurement, for {@link Measure#RECORDED}
 * @param minus another that is taken from it
 * @param over a third by which the result is divided
 * @param atLeast lower end of the band, or negative infinity
 * @param atMost upper end of the band, or infinity
 */
public record Claim(
    String id,
    Measure measure,
    Optional<Recorded> value,
    Optional<Recorded> minus,
    Optional<Recorded> over,
    double atLeast,
    double atMost) {

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
    PRUNED_MINUS_RANDOM,
    /** What the run recorded, by itself or compared. */
    RECORDED
  }

  /**
   * A measurement that a run recorded.
   *
   * @param measure what was measured, as in the event: {@code accuracy}
   * @param of on what: {@code encoding}
   * @param course in which: {@code main}, a control or a rival
   * @param round after which: 0 for before the first, {@link #LAST} for the last of the course;
   *     windows of statistics belong to the round that they begin
   * @param pick which one, where there are several
   * @param step whether the step at which it was taken is meant, not its value
   */
  public record Recorded(
      String measure, String of, String course, int round, Pick pick, boolean step) {

    /** The last measurement of a course. */
    public static final int LAST = -1;

    /** The last one, by its value. */
    public Recorded(String measure, String of, String course, int round) {
      this(measure, of, course, round, new Pick(Pick.Which.LAST, 0), false);
    }
  }

  /**
   * One of several measurements of the same thing.
   *
   * @param bound step or number of living synapses
   */
  public record Pick(Which which, long bound) {

    /** Which one. */
    public enum Which {
      LAST,
      /** The one with the greatest value. */
      GREATEST,
      /** The first at a step or later. */
      FROM_STEP,
      /** The first with so many living synapses or fewer. */
      DOWN_TO_SYNAPSES
    }
  }

  /** Whether a number is in the band. */
  public boolean holds(double number) {
    return number >= atLeast && number <= atMost;
  }
}
