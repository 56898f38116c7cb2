package org.ontogeny.engine.stage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.neuron.DeadEnds;

/**
 * What follows from the death of synapses: neurons that are left without any die too.
 *
 * @param ends which neurons die for want of synapses
 * @param fixedPoint whether deaths that follow from deaths are followed to their end, or once
 * @param spared populations whose neurons stay, by name
 */
public record Cascade(DeadEnds ends, boolean fixedPoint, Set<String> spared) {

  public Cascade {
    spared = Set.copyOf(spared);
  }

  /** One that spares no hidden population. */
  public Cascade(DeadEnds ends, boolean fixedPoint) {
    this(ends, fixedPoint, Set.of());
  }

  /** Lets dead ends die. */
  void run(Development development) {
    if (ends != DeadEnds.KEEP) {
      boolean more = buryOnce(development);
      while (fixedPoint && more) {
        more = buryOnce(development);
      }
    }
  }

  /** Buries dead ends; true if synapses died with them, so that there may be new ones. */
  private boolean buryOnce(Development development) {
    Network network = development.network();
    Map<GroupId, Reply> degrees =
        development.ask(network.synapseGroups(), group -> new Request.CountDegrees());
    List<GroupId> hidden =
        network.hidden().stream()
            .filter(population -> !spared.contains(population.name()))
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
