package org.ontogeny.engine.pruning.layer;

/** Draws the line for a whole projection, from the importances of all its judged synapses. */
public sealed interface LayerSelection permits Percentile, Count {

  /**
   * Where the line is.
   *
   * @param importance of every judged synapse, in any order
   * @param tie its own random number that breaks ties, same order
   */
  Cut cut(double[] importance, long[] tie);
}
