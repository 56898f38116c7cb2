package org.ontogeny.engine.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.growth.SiteRule;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.engine.statistic.Smallest;
import org.ontogeny.kernel.Draws;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.Key;

/**
 * The growth of a synapse group at a fence: free sites follow the rule of their postsynaptic
 * neuron, or draw lots. Free are the gaps between the living synapses in canonical order, as far as
 * the projection may have a synapse there. Neurons that left the arrays have no sites.
 */
final class Synaptogenesis {

  private final Dendrites dendrites;
  private final Projection projection;
  private final Kernels kernels;
  private final Key draws;
  private final long step;

  Synaptogenesis(
      Dendrites dendrites,
      Projection projection,
      Kernels kernels,
      long seed,
      int number,
      long step) {
    this.kernels = kernels;
    this.dendrites = dendrites;
    this.projection = projection;
    this.step = step;
    this.draws = Purpose.GROW.key(seed, number, step, 0, 0);
  }

  /** Who is born by a rule of each site, by post, then pre; nothing has changed yet. */
  List<Fate> births(SiteRule rule) {
    List<Fate> births = new ArrayList<>();
    double[] statistic = // [posts]
        Arrays.stream(dendrites.postActive())
            .mapToDouble(active -> rule.statistic(active, dendrites.samples()))
            .toArray();
    double[] probability = Arrays.stream(statistic).map(rule::probability).toArray();
    passSites(
        (row, pre, post) -> {
          if (probability[row] > 0) { // where nothing can form, nothing is drawn
            float draw = draws.uniform(pre, post);
            if (draw < probability[row]) {
              births.add(new Fate(pre, post, statistic[row], rule.weight(), 0, draw));
            }
          }
        });
    return births;
  }

  /**
   * Free sites with the smallest lots of the group, in any order.
   *
   * @param pre original indices, [sites]
   * @param post original indices, [sites]
   * @param lot [sites]
   */
  record Drawn(long step, int[] pre, int[] post, long[] lot) {

    /** Who is born of those up to the largest lot that wins, by post, then pre. */
    List<Fate> births(LayerRandom rule, long line) {
      return IntStream.range(0, lot.length)
          .filter(k -> lot[k] <= line)
          .mapToObj(
              k ->
                  new Fate(pre[k], post[k], Double.NaN, rule.weight(), 0, LayerRandom.draw(lot[k])))
          .sorted(Fate.BY_POST_THEN_PRE)
          .toList();
    }
  }

  /**
   * Lets every free site draw; nothing has changed yet. Most sites lose by the first half of their
   * lot, so that is looked at before anything else.
   */
  Drawn draw(LayerRandom rule) {
    Smallest lots = new Smallest(rule.synapses());
    int[] preNeuron = dendrites.preNeuron();
    int[] postNeuron = dendrites.postNeuron();
    int pres = preNeuron.length;
    BitSet living = new BitSet(); // by row * pres + place
    dendrites.synapses().forEach((slot, place, row) -> living.set(row * pres + place));
    for (int row = 0; row < postNeuron.length; row++) {
      int post = postNeuron[row];
      int[] bits = kernels.bits(new Draws(draws, preNeuron, post), 1);
      for (int place = 0; place < pres; place++) {
        int site = row * pres + place;
        if (lots.admits(0, LayerRandom.least(bits[place]))
            && !living.get(site)
            && projection.possible(preNeuron[place], post)) {
          lots.offer(0, LayerRandom.lot(draws, preNeuron[place], post), site);
        }
      }
    }
    int[] sites = lots.items();
    return new Drawn(
        step,
        IntStream.of(sites).map(site -> preNeuron[site % pres]).toArray(),
        IntStream.of(sites).map(site -> postNeuron[site / pres]).toArray(),
        lots.ties());
  }

  /** Visits free sites by post, then pre. */
  private interface Visitor {
    /**
     * Takes the next one.
     *
     * @param row place of the postsynaptic neuron among the living
     * @param pre original index
     * @param post original index
     */
    void visit(int row, int pre, int post);
  }

  private void passSites(Visitor visitor) {
    Gaps gaps = new Gaps(visitor);
    dendrites.synapses().forEach((slot, pre, post) -> gaps.passBefore(pre, post));
    gaps.passRest();
  }

  /** Moves along all pairs of neurons, from one living synapse to the next. */
  private final class Gaps {
    private final int[] preNeuron = dendrites.preNeuron();
    private final int[] postNeuron = dendrites.postNeuron();
    private final Visitor visitor;
    private int post; // the first pair that has not been passed
    private int pre;

    Gaps(Visitor visitor) {
      this.visitor = visitor;
    }

    void passBefore(int livingPre, int livingPost) {
      endRowsBefore(livingPost);
      passUpTo(livingPre);
      pre = livingPre + 1;
    }

    void passRest() {
      endRowsBefore(postNeuron.length);
    }

    private void endRowsBefore(int nextPost) {
      for (; post < nextPost; post++) {
        passUpTo(preNeuron.length);
        pre = 0;
      }
    }

    /** Free sites of one row. */
    private void passUpTo(int end) {
      int j = postNeuron[post];
      for (int place = pre; place < end; place++) {
        int i = preNeuron[place];
        if (projection.possible(i, j)) {
          visitor.visit(post, i, j);
        }
      }
    }
  }
}
