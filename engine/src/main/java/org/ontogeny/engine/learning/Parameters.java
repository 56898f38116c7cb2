package org.ontogeny.engine.learning;

import java.util.function.IntToLongFunction;

/**
 * Parameters of one kind, with what they learn from.
 *
 * @param value weights or biases, [n]
 * @param change first moment: the last change, or the mean of past gradients, [n]
 * @param square second moment: the mean of past squared gradients, [n]; empty where an optimiser
 *     keeps one moment
 * @param gradient accumulated since the last learning step, [n]
 * @param age steps since a parameter's birth, at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // handed over to be written to
public record Parameters(
    float[] value, float[] change, float[] square, float[] gradient, IntToLongFunction age) {

  /** An age for those that have been there for ever. */
  public static final IntToLongFunction OLD = k -> Long.MAX_VALUE;
}
