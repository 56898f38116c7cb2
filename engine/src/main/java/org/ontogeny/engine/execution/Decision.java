package org.ontogeny.engine.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Cut;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.engine.statistic.SynapseView;
import org.ontogeny.kernel.Key;

/** The decision of a synapse group at a fence: each synapse sees itself and follows the rule. */
final class Decision {

  /**
   * Who dies.
   *
   * @param dead places in canonical order among the living
   * @param deaths of those, in that order
   */
  record Verdicts(BitSet dead, List<Fate> deaths) {}

  private final Dendrites dendrites;
  private final long step;
  private final Key draws;
  private final Key ties;

  Decision(Dendrites dendrites, long seed, int projection, long step) {
    this.dendrites = dendrites;
    this.step = step;
    this.draws = Purpose.PRUNE.key(seed, projection, step, 0, 0);
    this.ties = Purpose.TIE.key(seed, projection, step, 0, 0);
  }

  /** The importance of every judged synapse, for a layer-wide selection. */
  Reply.Importances judge(PruningRule rule) {
    int[] slots = dendrites.synapses().livingSlots();
    double[] importance = new double[slots.length];
    long[] tie = new long[slots.length];
    int judged = 0;
    View view = new View();
    for (int slot : slots) {
      view.look(slot);
      if (isJudged(view, rule)) {
        importance[judged] = importance(rule, view);
        tie[judged++] = tie(slot);
      }
    }
    return new Reply.Importances(Arrays.copyOf(importance, judged), Arrays.copyOf(tie, judged));
  }

  /** The verdict of every synapse. */
  Verdicts prune(PruningRule rule, Cut cut) {
    int[] slots = dendrites.synapses().livingSlots();
    BitSet dead = new BitSet(slots.length);
    List<Fate> deaths = new ArrayList<>();
    View view = new View();
    for (int k = 0; k < slots.length; k++) {
      view.look(slots[k]);
      if (isJudged(view, rule)) {
        double importance = importance(rule, view);
        boolean dies =
            rule.local().isPresent()
                ? rule.local().get().dies(importance, view)
                : cut.kills(importance, tie(slots[k]));
        if (dies) {
          dead.set(k);
          deaths.add(view.death(importance));
        }
      }
    }
    return new Verdicts(dead, deaths);
  }

  private double importance(PruningRule rule, View view) {
    double importance = rule.criterion().importance(view);
    if (!(importance >= 0) || Double.isInfinite(importance)) {
      throw new ArithmeticException(
          ("criterion %s gives %s for a weight of %s and a window of %d samples; expected a finite"
                  + " number of at least 0")
              .formatted(rule.criterion(), importance, view.weight(), view.samples()));
    }
    return importance;
  }

  /** A newborn without a full window, or younger than the grace period, is not judged. */
  private boolean isJudged(View view, PruningRule rule) {
    return dendrites.born(view.slot) <= dendrites.opened() && view.age() >= rule.grace();
  }

  private long tie(int slot) {
    Key words = ties.with(dendrites.preNeuron(slot), dendrites.postNeuron(slot));
    return ((long) words.k1() << 32) | (words.k0() & 0xFFFFFFFFL);
  }

  /** What the synapse in one slot knows. */
  private final class View implements SynapseView {
    private int slot;
    private float draw;

    void look(int next) {
      slot = next;
      draw = Float.NaN;
    }

    Fate death(double importance) {
      return new Fate(
          dendrites.preNeuron(slot), dendrites.postNeuron(slot), importance, weight(), age(), draw);
    }

    @Override
    public float weight() {
      return dendrites.weight(slot);
    }

    @Override
    public long samples() {
      return dendrites.samples();
    }

    @Override
    public long preActive() {
      return dendrites.preActive(slot);
    }

    @Override
    public long postActive() {
      return dendrites.postActive(slot);
    }

    @Override
    public long together() {
      return dendrites.together(slot);
    }

    @Override
    public long age() {
      return step - dendrites.born(slot);
    }

    /** Made when first asked for, and recorded with the death only then. */
    @Override
    public float draw() {
      if (Float.isNaN(draw)) {
        draw = draws.uniform(dendrites.preNeuron(slot), dendrites.postNeuron(slot));
      }
      return draw;
    }
  }
}
