package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;

/**
 * Rounds of pruning: measure, prune, evaluate, retrain, evaluate (Scholl 2018, section 4.2); then,
 * from the state before the first round, the controls.
 *
 * @param name of the stage
 * @param count how many rounds
 * @param measure window of statistics before each decision
 * @param rule that synapses follow
 * @param projections names of those whose synapses do
 * @param ends which neurons die for want of synapses
 * @param fixedPoint whether such deaths are followed to their end
 * @param evaluatePruned whether to evaluate between pruning and retraining too
 * @param retrain learning after each decision
 * @param controls what else to develop from the same start
 */
public record Rounds(
    String name,
    int count,
    Measure measure,
    PruningRule rule,
    List<String> projections,
    DeadEnds ends,
    boolean fixedPoint,
    boolean evaluatePruned,
    Train retrain,
    Set<Control> controls)
    implements Stage {

  /** What the same network becomes otherwise. */
  public enum Control {
    /** The same learning steps without any death. */
    UNPRUNED,
    /** As many synapses of each projection alive after each round, but chosen at random. */
    RANDOM
  }

  @Override
  public long updates() {
    return count * retrain.updates() * (1 + controls.size());
  }

  @Override
  public void develop(Development development) {
    NetworkState before = controls.isEmpty() ? null : development.copy();
    List<Map<String, Long>> living = new ArrayList<>();
    for (int round = 1; round <= count; round++) {
      development.within("" + round, () -> living.add(prunedRound(development)));
    }
    if (controls.isEmpty()) {
      return;
    }
    NetworkState after = development.copy();
    if (controls.contains(Control.UNPRUNED)) {
      control(development, "unpruned", before, () -> unpruned(development));
    }
    if (controls.contains(Control.RANDOM)) {
      control(development, "random", before, () -> random(development, living));
    }
    development.branch("pruned", "main", after);
  }

  private Map<String, Long> prunedRound(Development development) {
    development.within("measure", () -> measure.run(development));
    Pruning pruning = new Pruning(rule, ends, fixedPoint);
    development.within("prune", () -> pruning.run(development, chosen(development)));
    Map<String, Long> living = new LinkedHashMap<>();
    for (Projection projection : development.network().projections()) {
      living.put(projection.name(), development.synapses(projection.name()));
    }
    if (evaluatePruned) {
      development.within("evaluate-pruned", () -> Evaluate.encoding(development));
    }
    retrain(development, true);
    return living;
  }

  private List<Projection> chosen(Development development) {
    return development.network().projections().stream()
        .filter(projection -> projections.contains(projection.name()))
        .toList();
  }

  private void retrain(Development development, boolean evaluate) {
    development.within(retrain.name(), () -> retrain.develop(development));
    if (evaluate) {
      development.within("evaluate", () -> Evaluate.encoding(development));
    }
  }

  private static void control(
      Development development, String course, NetworkState start, Runnable rounds) {
    development.within(
        course,
        () -> {
          development.branch("start", course, start);
          rounds.run();
        });
  }

  private void unpruned(Development development) {
    for (int round = 1; round <= count; round++) {
      boolean last = round == count;
      development.within("" + round, () -> retrain(development, last));
    }
  }

  private void random(Development development, List<Map<String, Long>> living) {
    for (int round = 1; round <= count; round++) {
      boolean last = round == count;
      Map<String, Long> target = living.get(round - 1);
      development.within(
          "" + round,
          () -> {
            development.within("prune", () -> pruneTo(development, target));
            retrain(development, last);
          });
    }
  }

  /**
   * Kills at random what is more than the target in each projection. Dead ends stay: the target
   * counts the synapses that died with those of the pruned network, and more would die here.
   */
  private void pruneTo(Development development, Map<String, Long> target) {
    for (Projection projection : development.network().projections()) {
      long surplus = development.synapses(projection.name()) - target.get(projection.name());
      PruningRule random =
          PruningRule.of(Criteria.RANDOM, new Count((int) Math.max(0, surplus)), 0);
      new Pruning(random, DeadEnds.KEEP, false).run(development, List.of(projection));
    }
  }
}
