package org.ontogeny.engine.stage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Cut;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.SynapseSelection;

/**
 * A fence at which synapses die, and then the neurons that are left without any. It carries the
 * question and writes down the answers; who dies is decided by the groups.
 *
 * @param rule that synapses follow
 * @param ends which neurons die for want of synapses
 * @param fixedPoint whether deaths that follow from deaths are followed to their end, or once
 */
record Pruning(PruningRule rule, DeadEnds ends, boolean fixedPoint) {

  /** Lets the synapses of these projections follow the rule, and buries dead ends. */
  void run(Development development, List<Projection> projections) {
    projections.forEach(projection -> prune(development, projection));
    if (ends != DeadEnds.KEEP) {
      boolean more = buryOnce(development);
      while (fixedPoint && more) {
        more = buryOnce(development);
      }
    }
  }

  private void prune(Development development, Projection projection) {
    List<GroupId> groups = Network.synapseGroups(projection);
    Cut cut = rule.layer().isPresent() ? cut(development, groups) : Cut.NONE;
    double threshold = rule.local().map(SynapseSelection::threshold).orElse(cut.threshold());
    OptionalLong tie = rule.layer().isPresent() ? OptionalLong.of(cut.tie()) : OptionalLong.empty();
    development
        .ask(groups, group -> new Request.Prune(development.step(), rule, cut))
        .forEach(
            (group, reply) -> {
              Reply.Died died = (Reply.Died) reply;
              if (!died.deaths().isEmpty()) {
                development.happened(
                    new Fact.SynapsesPruned(
                        group.owner(),
                        group,
                        rule.criterion().toString(),
                        rule.selection(),
                        threshold,
                        tie,
                        died.deaths(),
                        died.living()));
              }
            });
  }

  /** The line through a whole projection. */
  private Cut cut(Development development, List<GroupId> groups) {
    List<Reply.Importances> told =
        development
            .ask(groups, group -> new Request.Judge(development.step(), rule))
            .values()
            .stream()
            .map(Reply.Importances.class::cast)
            .toList();
    return rule.layer()
        .orElseThrow()
        .cut(
            told.stream().flatMapToDouble(t -> DoubleStream.of(t.importance())).toArray(),
            told.stream().flatMapToLong(t -> LongStream.of(t.tie())).toArray());
  }

  /** Buries dead ends; true if synapses died with them, so that there may be new ones. */
  private boolean buryOnce(Development development) {
    Network network = development.network();
    Map<GroupId, Reply> degrees =
        development.ask(network.synapseGroups(), group -> new Request.CountDegrees());
    List<GroupId> hidden =
        network.populations().stream()
            .filter(population -> !population.visible())
            .flatMap(population -> population.slices().stream())
            .toList();
    Map<GroupId, Reply> died =
        development.ask(
            hidden, group -> new Request.BuryDeadEnds(degrees(network, group, degrees), ends));
    Map<GroupId, int[]> dead = new LinkedHashMap<>();
    died.forEach(
        (group, reply) -> {
          int[] neurons = ((Reply.NeuronsDied) reply).neurons();
          if (neurons.length > 0) {
            dead.put(group, neurons);
          }
        });
    return Burial.of(development, dead, Fact.SynapsesPruned.CASCADE);
  }

  /** Living synapses of each living neuron of a group, in each projection around it. */
  private static int[][] degrees(Network network, GroupId group, Map<GroupId, Reply> told) {
    Population population = network.population(group.owner());
    List<Projection> around = network.around(population);
    int[][] degrees = new int[around.size()][]; // [projections][living neurons]
    for (int p = 0; p < degrees.length; p++) {
      End end = around.get(p).pre().equals(population) ? End.PRE : End.POST;
      for (GroupId synapses : Network.neighbours(group, around.get(p), end)) {
        int[] more = degrees((Reply.Degrees) told.get(synapses), end, group);
        int[] sum = degrees[p];
        degrees[p] =
            sum == null
                ? more
                : IntStream.range(0, sum.length).map(n -> sum[n] + more[n]).toArray();
      }
    }
    return degrees;
  }

  private static int[] degrees(Reply.Degrees told, End end, GroupId group) {
    int[] index = end == End.PRE ? told.pre() : told.post();
    int[] degree = end == End.PRE ? told.ofPre() : told.ofPost();
    return IntStream.range(0, index.length)
        .filter(n -> group.contains(index[n]))
        .map(n -> degree[n])
        .toArray();
  }
}
