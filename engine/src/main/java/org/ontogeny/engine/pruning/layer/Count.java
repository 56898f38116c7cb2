package org.ontogeny.engine.pruning.layer;

import org.ontogeny.engine.statistic.Smallest;

/**
 * Exactly so many synapses of the layer, the least important first; among equals the draw decides,
 * never the index.
 *
 * @param synapses how many die; all where the layer has fewer
 */
public record Count(int synapses) implements LayerSelection {

  public Count {
    if (synapses < 0) {
      throw new IllegalArgumentException("count must be at least 0, got " + synapses);
    }
  }

  @Override
  public Cut cut(double[] importance, long[] tie) {
    Smallest dying = new Smallest(synapses);
    for (int k = 0; k < importance.length; k++) {
      dying.offer(importance[k], tie[k], k);
    }
    return dying.size() == 0 ? Cut.NONE : new Cut(dying.largest(), dying.largestTie());
  }
}
