package org.ontogeny.kernel;

/**
 * Which uniform number decides over which neuron in which network state: {@code key.uniform(row[n],
 * firstColumn + c)}.
 *
 * @param row original index of each neuron in its population, [neurons]
 * @param firstColumn original index of the batch's first column in its ensemble
 */
@SuppressWarnings("ArrayRecordComponent") // a value by convention: nobody writes afterwards
public record Draws(Key key, int[] row, int firstColumn) {

  /** The number in [0, 1) for neuron {@code n} of a batch in its column {@code c}. */
  public float uniform(int n, int c) {
    return key.uniform(row[n], firstColumn + c);
  }
}
