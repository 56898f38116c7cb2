package org.ontogeny.engine.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.layer.Cut;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.engine.statistic.Smallest;
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

  /**
   * What a group told for a layer-wide selection, and of whom; it waits for the line.
   *
   * @param slot [told]
   */
  record Judged(long step, PruningRule rule, int[] slot, Reply.Importances told) {}

  /** The importances of judged synapses, as far as they matter to a layer-wide selection. */
  Judged judge(PruningRule rule) {
    int[] slots = dendrites.synapses().livingSlots();
    int most =
        rule.layer().isPresent() && rule.layer().get() instanceof Count count
            ? count.synapses() // the line through the layer lies among the smallest of its groups
            : slots.length;
    return most < slots.length ? judgeSmallest(rule, slots, most) : judgeAll(rule, slots);
  }

  private Judged judgeSmallest(PruningRule rule, int[] slots, int most) {
    Smallest smallest = new Smallest(most);
    View view = new View();
    for (int slot : slots) {
      view.look(slot);
      if (isJudged(view, rule)) {
        double importance = importance(rule, view);
        if (smallest.admits(importance)) { // a tie number costs more than all the rest
          smallest.offer(importance, tie(slot), slot);
        }
      }
    }
    Reply.Importances told = new Reply.Importances(smallest.numbers(), smallest.ties());
    return new Judged(step, rule, smallest.items(), told);
  }

  private Judged judgeAll(PruningRule rule, int[] slots) {
    double[] importance = new double[slots.length];
    long[] tie = new long[slots.length];
    int[] own = new int[slots.length];
    int judged = 0;
    View view = new View();
    for (int slot : slots) {
      view.look(slot);
      if (isJudged(view, rule)) {
        importance[judged] = importance(rule, view);
        own[judged] = slot;
        tie[judged++] = tie(slot);
      }
    }
    Reply.Importances told =
        new Reply.Importances(Arrays.copyOf(importance, judged), Arrays.copyOf(tie, judged));
    return new Judged(step, rule, Arrays.copyOf(own, judged), told);
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

  /** The same by a line among those that were just judged. */
  Verdicts prune(Judged judged, Cut cut) {
    double[] importance = judged.told().importance();
    long[] tie = judged.told().tie();
    int[] dying =
        IntStream.range(0, tie.length)
            .filter(k -> cut.kills(importance[k], tie[k]))
            .map(k -> judged.slot()[k])
            .sorted()
            .toArray();
    int[] slots = dendrites.synapses().livingSlots();
    BitSet dead = new BitSet(slots.length);
    List<Fate> deaths = new ArrayList<>();
    View view = new View();
    for (int slot : dying) {
      dead.set(Arrays.binarySearch(slots, slot));
      view.look(slot);
      deaths.add(view.death(importance(judged.rule(), view))); // again, for the draw beside it
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
    return ties.words(dendrites.preNeuron(slot), dendrites.postNeuron(slot));
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
