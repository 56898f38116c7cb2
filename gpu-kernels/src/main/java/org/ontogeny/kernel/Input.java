package org.ontogeny.kernel;

import java.util.List;

/**
 * What a group of neurons sums up in a tick: the drives of its synapse groups and its own bias,
 *
 * <pre>
 *   x[n][c] = gain * (biasGain * bias[n] + sum over k of driveGain[k] * drives[k][n][c])
 * </pre>
 *
 * added in this order. {@code gain} is 1 over the temperature.
 *
 * @param bias [neurons]
 * @param drives each [neurons][columns]; may be empty
 * @param driveGain [drives]
 * @param gain of the sum
 * @param columns network states
 */
@SuppressWarnings("ArrayRecordComponent") // a value by convention: nobody writes afterwards
public record Input(
    float[] bias, float biasGain, List<Batch> drives, float[] driveGain, float gain, int columns) {

  public Input {
    Shapes.drive(bias, drives, driveGain, columns);
  }

  /** At temperature 1. */
  public Input(float[] bias, float biasGain, List<Batch> drives, float[] driveGain, int columns) {
    this(bias, biasGain, drives, driveGain, 1, columns);
  }

  /** Neurons. */
  public int rows() {
    return bias.length;
  }
}
