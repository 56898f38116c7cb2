package org.ontogeny.engine.pruning.layer;

/**
 * A line through the importances of a layer: below it a synapse dies; on it, iff its tie number is
 * at most {@code tie}.
 *
 * @param threshold importance on the line; negative infinity where nothing dies
 * @param tie {@link Long#MAX_VALUE}: all on the line die; {@link Long#MIN_VALUE}: none
 */
public record Cut(double threshold, long tie) {

  /** Nothing dies. */
  public static final Cut NONE = new Cut(Double.NEGATIVE_INFINITY, Long.MIN_VALUE);

  /** Whether a synapse of this importance and tie number dies. */
  public boolean kills(double importance, long ownTie) {
    boolean onLine = importance == threshold && tie != Long.MIN_VALUE;
    return importance < threshold || (onLine && ownTie <= tie);
  }
}
