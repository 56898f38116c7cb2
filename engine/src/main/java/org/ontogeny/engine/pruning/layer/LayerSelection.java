package org.ontogeny.engine.pruning.layer;

/** Draws the line for a whole projection, from the importances of its judged synapses. */
public sealed interface LayerSelection permits Percentile, Count {

  /**
   * Where the line is.
   *
   * @param importance of the judged synapses, in any order: of all, or as far as they can matter
   * @param tie its own random number that breaks ties, same order
   */
  Cut cut(double[] importance, long[] tie);
}
