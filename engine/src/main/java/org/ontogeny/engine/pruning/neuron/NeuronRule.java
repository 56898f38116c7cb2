package org.ontogeny.engine.pruning.neuron;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * So many neurons of a population die: those that matter least, or as a control those that matter
 * most. Among equals the draws decide, never the index. It compares a neuron with its population,
 * as its source does.
 *
 * @param criterion importance of a neuron
 * @param which end of the order dies
 * @param count how many; all where the population has fewer
 */
public record NeuronRule(NeuronCriteria criterion, Which which, int count) {

  /** Which end of the order of importances. */
  public enum Which {
    LEAST,
    MOST
  }

  public NeuronRule {
    if (count < 0) {
      throw new IllegalArgumentException("count must be at least 0, got " + count);
    }
  }

  /**
   * Who dies.
   *
   * @param neurons of one population, in any order
   * @return places in the list, ascending
   */
  public int[] dying(List<NeuronView> neurons) {
    Comparator<Integer> order =
        Comparator.comparingDouble(n -> criterion.importance(neurons.get(n)));
    if (which == Which.MOST) {
      order = order.reversed();
    }
    return IntStream.range(0, neurons.size())
        .boxed()
        .sorted(order.thenComparingDouble(n -> neurons.get(n).draw()))
        .limit(count)
        .mapToInt(n -> n)
        .sorted()
        .toArray();
  }

  /** The selection as recorded beside each death. */
  public String selection() {
    return "neuron-count(%d%s)".formatted(count, which == Which.MOST ? ",most" : "");
  }
}
