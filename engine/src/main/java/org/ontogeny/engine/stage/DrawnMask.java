package org.ontogeny.engine.stage;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Projection;

/**
 * A mask that is drawn anew: every synapse dies, and as many form where chance will have them. A
 * network that has grown did not begin full, so deaths alone would only choose among the synapses
 * that it has. Both halves are decisions of synapses and free sites, which the journal tells and a
 * verification makes again.
 */
final class DrawnMask {

  private DrawnMask() {}

  /** As many synapses in each projection as it has. */
  static void each(Development development) {
    draw(development, development.synapsesByProjection());
  }

  /**
   * As many synapses as there are in all. Each projection has them in proportion to the pairs of
   * living neurons that it may join, to whole numbers by the largest remainder; of equal remainders
   * the first one counts.
   */
  static void together(Development development) {
    List<Projection> projections = development.network().projections();
    Map<String, Long> sites = sites(development);
    long all = sites.values().stream().mapToLong(Long::longValue).sum();
    long total = development.synapses();
    Map<String, Long> target = new HashMap<>();
    Map<String, Long> remainder = new HashMap<>();
    for (Projection projection : projections) {
      long product = Math.multiplyExact(total, sites.get(projection.name()));
      target.put(projection.name(), all == 0 ? 0 : product / all);
      remainder.put(projection.name(), all == 0 ? 0 : product % all);
    }
    long left = total - target.values().stream().mapToLong(Long::longValue).sum();
    projections.stream()
        .map(Projection::name)
        .sorted(Comparator.comparing(remainder::get, Comparator.reverseOrder()))
        .limit(left)
        .forEach(name -> target.merge(name, 1L, Long::sum));
    draw(development, target);
  }

  private static void draw(Development development, Map<String, Long> target) {
    Map<String, Long> living = development.synapsesByProjection();
    for (Projection projection : development.network().projections()) {
      RandomMask.kill(development, projection, living.get(projection.name()));
      int many = Math.toIntExact(target.get(projection.name()));
      // weights follow when all are made anew
      new Growth(new LayerRandom(many, 0)).run(development, List.of(projection));
    }
  }

  /** Pairs of living neurons that a projection may join, by its name. */
  private static Map<String, Long> sites(Development development) {
    Network network = development.network();
    Map<String, Set<Integer>> living = new HashMap<>(); // by population
    for (GroupState group : development.copy(network.neuronGroups())) {
      Set<Integer> neurons =
          living.computeIfAbsent(group.id().owner(), population -> new HashSet<>());
      IntStream.of(((NeuronGroupState) group).neuron()).forEach(neurons::add);
    }
    Map<String, Long> sites = new HashMap<>();
    for (Projection projection : network.projections()) {
      Set<Integer> pres = living.get(projection.pre().name());
      long count = 0;
      for (int post : living.get(projection.post().name())) {
        count += pres.stream().filter(pre -> projection.possible(pre, post)).count();
      }
      sites.put(projection.name(), count);
    }
    return sites;
  }
}
