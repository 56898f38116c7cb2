package org.ontogeny.engine.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.growth.GrowthRule;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Key;

/**
 * The growth of a synapse group at a fence: each postsynaptic neuron follows the rule at its free
 * sites. Free are the gaps between the living synapses in canonical order, as far as the projection
 * may have a synapse there. Neurons that left the arrays have no sites.
 */
final class Synaptogenesis {

  private final Dendrites dendrites;
  private final Projection projection;
  private final Key draws;

  Synaptogenesis(Dendrites dendrites, Projection projection, long seed, int number, long step) {
    this.dendrites = dendrites;
    this.projection = projection;
    this.draws = Purpose.GROW.key(seed, number, step, 0, 0);
  }

  /** Who is born, by post, then pre; nothing has changed yet. */
  List<Fate> births(GrowthRule rule) {
    Gaps gaps = new Gaps(rule);
    dendrites.synapses().forEach((slot, pre, post) -> gaps.growBefore(pre, post));
    gaps.growRest();
    return gaps.births;
  }

  /** Moves along all pairs of neurons, from one living synapse to the next. */
  private final class Gaps {
    private final int[] preNeuron = dendrites.preNeuron();
    private final int[] postNeuron = dendrites.postNeuron();
    private final float weight;
    private final double[] statistic; // [posts]
    private final double[] probability; // [posts]
    private final List<Fate> births = new ArrayList<>();
    private int post; // the first pair that has not been passed
    private int pre;

    Gaps(GrowthRule rule) {
      weight = rule.weight();
      statistic =
          Arrays.stream(dendrites.postActive())
              .mapToDouble(active -> rule.statistic(active, dendrites.samples()))
              .toArray();
      probability = Arrays.stream(statistic).map(rule::probability).toArray();
    }

    void growBefore(int livingPre, int livingPost) {
      endRowsBefore(livingPost);
      growUpTo(livingPre);
      pre = livingPre + 1;
    }

    void growRest() {
      endRowsBefore(postNeuron.length);
    }

    private void endRowsBefore(int nextPost) {
      for (; post < nextPost; post++) {
        growUpTo(preNeuron.length);
        pre = 0;
      }
    }

    /** Free sites of one row; where nothing can form, nothing is drawn. */
    private void growUpTo(int end) {
      if (probability[post] == 0) {
        return;
      }
      int j = postNeuron[post];
      for (int place = pre; place < end; place++) {
        int i = preNeuron[place];
        if (projection.possible(i, j)) {
          float draw = draws.uniform(i, j);
          if (draw < probability[post]) {
            births.add(new Fate(i, j, statistic[post], weight, 0, draw));
          }
        }
      }
    }
  }
}
