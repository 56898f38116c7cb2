package org.ontogeny.engine.pruning.layer;

import java.util.Comparator;
import java.util.stream.IntStream;

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
    int dying = Math.min(synapses, importance.length);
    if (dying == 0) {
      return Cut.NONE;
    }
    int last =
        IntStream.range(0, importance.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer k) -> importance[k])
                    .thenComparingLong(k -> tie[k]))
            .skip(dying - 1L)
            .findFirst()
            .orElseThrow();
    return new Cut(importance[last], tie[last]);
  }
}
