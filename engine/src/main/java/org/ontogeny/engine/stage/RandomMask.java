package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Threshold;

/**
 * Deaths at random down to a target. Dead ends stay: the target counts the synapses that died with
 * those of the pruned network, and more would die here.
 */
final class RandomMask {

  /** A way to reach a target. */
  interface To {
    /** Prunes until there are no more synapses than that in each projection, or together. */
    void prune(Development development, Map<String, Long> target);
  }

  private RandomMask() {}

  /** Kills what is more than the target in each projection. */
  static void eachTo(Development development, Map<String, Long> target) {
    Map<String, Long> living = development.synapsesByProjection();
    for (Projection projection : development.network().projections()) {
      long surplus = living.get(projection.name()) - target.get(projection.name());
      kill(development, projection, surplus);
    }
  }

  /** Kills so many synapses of a projection; dead ends stay. */
  static void kill(Development development, Projection projection, long surplus) {
    PruningRule random = PruningRule.of(Criteria.RANDOM, new Count((int) Math.max(0, surplus)), 0);
    new Pruning(random, DeadEnds.KEEP, false).run(development, List.of(projection));
  }

  /**
   * Kills what is more than the target in all projections together: those with the smallest draws.
   * Where several have the draw on the line and not all of them may die, the rest is made up in the
   * first projections that have synapses.
   */
  static void togetherTo(Development development, Map<String, Long> target) {
    List<Projection> projections = development.network().projections();
    long goal = target.values().stream().mapToLong(Long::longValue).sum();
    long surplus = development.synapses() - goal;
    double[] draws = draws(development);
    Arrays.sort(draws);
    int dying = (int) Math.min(Math.max(0, surplus), draws.length);
    while (dying > 0 && dying < draws.length && draws[dying] == draws[dying - 1]) {
      dying--;
    }
    if (dying > 0) {
      PruningRule random = PruningRule.of(Criteria.RANDOM, new Threshold(draws[dying - 1]), 0);
      new Pruning(random, DeadEnds.KEEP, false).run(development, projections);
    }
    for (Projection projection : projections) {
      long left = development.synapses() - goal;
      long own = development.synapsesByProjection().get(projection.name());
      kill(development, projection, Math.min(left, own));
    }
  }

  /** The draw of every synapse at this fence. */
  private static double[] draws(Development development) {
    PruningRule any = PruningRule.of(Criteria.RANDOM, new Threshold(0), 0);
    List<DoubleStream> draws = new ArrayList<>();
    development
        .ask(
            development.network().synapseGroups(),
            group -> new Request.Judge(development.step(), any))
        .values()
        .forEach(reply -> draws.add(DoubleStream.of(((Reply.Importances) reply).importance())));
    return draws.stream().flatMapToDouble(stream -> stream).toArray();
  }
}
