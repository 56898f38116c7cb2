package org.ontogeny.engine.verification;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.statistic.Smallest;
import org.ontogeny.kernel.Key;

/**
 * One decision of a whole layer about births, which its groups tell one after another. It is made
 * again: every free site of the replayed network draws its lot, and those that win and no others
 * must form.
 */
final class Lottery {

  private final Findings findings;
  private final Map<Long, Boolean> winners = new HashMap<>(); // by pair; whether it has been born
  private Event first; // fact of the decision; null between decisions
  private Event last;
  private double threshold; // the draw of the largest lot that wins; NaN where there is none

  Lottery(Findings findings) {
    this.findings = findings;
  }

  /**
   * A group tells its births, before they are applied.
   *
   * @param draws of growth in the projection at the step
   */
  void begin(Event event, Fact.SynapsesFormed fact, LayerRandom rule, Key draws, Masks masks) {
    if (first == null || !continues((Fact.SynapsesFormed) last.fact(), event, fact)) {
      close();
      first = event;
      draw(rule, draws, masks, masks.synapses(fact.projection()));
    }
    last = event;
    if (Double.compare(threshold, fact.threshold()) != 0) {
      findings.add("group " + fact.group(), "the threshold " + threshold, fact.threshold());
    }
  }

  private boolean continues(Fact.SynapsesFormed before, Event event, Fact.SynapsesFormed fact) {
    return last.step() == event.step()
        && last.stage().equals(event.stage())
        && before.projection().equals(fact.projection())
        && before.rule().equals(fact.rule())
        && before.group().from() < fact.group().from();
  }

  private void draw(LayerRandom rule, Key draws, Masks masks, Mask mask) {
    Projection projection = mask.projection();
    BitSet pres = masks.neurons(projection.pre().name());
    BitSet posts = masks.neurons(projection.post().name());
    Smallest lots = new Smallest(rule.synapses());
    int row = projection.pre().neurons();
    for (int post = posts.nextSetBit(0); post >= 0; post = posts.nextSetBit(post + 1)) {
      for (int pre = pres.nextSetBit(0); pre >= 0; pre = pres.nextSetBit(pre + 1)) {
        if (!mask.isAlive(pre, post) && projection.possible(pre, post)) {
          lots.offer(0, LayerRandom.lot(draws, pre, post), post * row + pre);
        }
      }
    }
    winners.clear();
    for (int pair : lots.items()) {
      winners.put((long) pair, false);
    }
    threshold = lots.size() == 0 ? Double.NaN : LayerRandom.draw(lots.largestTie());
  }

  /** One of those births. */
  void take(Fact.SynapsesFormed fact, Fate birth, int pres) {
    if (winners.replace((long) birth.post() * pres + birth.pre(), true) == null) {
      findings.add(
          fact.projection(),
          birth,
          "one of the births that the lots of " + fact.rule() + " give",
          "another");
    }
  }

  /** No group of the decision is left. */
  void close() {
    if (first == null) {
      return;
    }
    long missing = winners.values().stream().filter(born -> !born).count();
    if (missing > 0) {
      Fact.SynapsesFormed fact = (Fact.SynapsesFormed) first.fact();
      findings.addAt(
          last.seq(),
          "layer " + fact.projection(),
          "%d births by %s".formatted(winners.size(), fact.rule()),
          winners.size() - missing);
    }
    first = null;
  }
}
