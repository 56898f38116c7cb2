package org.ontogeny.engine.verification;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.neuron.DeadEnds;

/**
 * Deaths of neurons, and what a fence owes for them: a neuron that died keeps no synapse, and one
 * that was taken dies. The fence ends before the first event that is none of a structure.
 */
final class Fence {

  private final Network network;
  private final Set<GroupId> groups;
  private final Findings findings;
  private final Map<String, BitSet> died = new HashMap<>(); // within this fence, by population
  private final Map<String, BitSet> taken = new HashMap<>();
  private long last; // event of this fence

  Fence(Network network, Findings findings) {
    this.network = network;
    this.groups = new HashSet<>(network.neuronGroups());
    this.findings = findings;
  }

  /** Somebody took neurons. */
  void take(long seq, Fact.Lesioned fact, Masks masks) {
    last = seq;
    BitSet living = masks.neurons(fact.population());
    if (living == null) {
      findings.add("lesion", "a population of the network", fact.population());
      return;
    }
    for (int neuron : fact.neurons()) {
      if (neuron < 0 || !living.get(neuron)) {
        findings.add(name(fact.population(), neuron), "to be alive when taken", "no such neuron");
      } else {
        taken.computeIfAbsent(fact.population(), key -> new BitSet()).set(neuron);
      }
    }
  }

  /** Neurons died. */
  void bury(long seq, Fact.NeuronsDied fact, Masks masks) {
    last = seq;
    if (!groups.contains(fact.group()) || !fact.group().owner().equals(fact.population())) {
      findings.add(
          "population " + fact.population(), "a neuron group of the network", fact.group());
      return;
    }
    BitSet living = masks.neurons(fact.population());
    int before = -1;
    for (int neuron : fact.neurons()) {
      String name = name(fact.population(), neuron);
      if (neuron <= before) {
        findings.add(name, "neurons in ascending order", "it after " + before);
      }
      before = neuron;
      if (!fact.group().contains(neuron) || !living.get(neuron)) {
        findings.add(name, "the death of a living neuron of " + fact.group(), "another");
      } else {
        requireCause(name, fact.population(), neuron, masks);
        living.clear(neuron);
        died.computeIfAbsent(fact.population(), key -> new BitSet()).set(neuron);
      }
    }
  }

  /** A neuron that nobody took is hidden, and has no synapse on at least one side. */
  private void requireCause(String name, String population, int neuron, Masks masks) {
    BitSet chosen = taken.get(population);
    if (chosen != null && chosen.get(neuron)) {
      return;
    }
    Population own = network.population(population);
    int[] degrees =
        network.around(own).stream()
            .mapToInt(p -> masks.synapses(p.name()).degree(end(p, own), neuron))
            .toArray();
    boolean deadEnd =
        DeadEnds.ANY_SIDE.dies(IntStream.of(degrees))
            || DeadEnds.ALL_SIDES.dies(IntStream.of(degrees));
    boolean hidden = network.hidden().contains(own);
    if (!hidden || !deadEnd) {
      findings.add(
          name,
          "the death of a hidden neuron that was taken or left without synapses on a side",
          own.visible()
              ? "a visible one"
              : !hidden ? "one of the output" : IntStream.of(degrees).sum() + " synapses");
    }
  }

  /** The end at which groups count degrees; of a projection within one population, the first. */
  private static End end(Projection projection, Population population) {
    return projection.pre().equals(population) ? End.PRE : End.POST;
  }

  /** Nothing more happens at this fence. */
  void close(Masks masks) {
    if (died.isEmpty() && taken.isEmpty()) {
      return;
    }
    died.forEach(
        (population, neurons) ->
            neurons.stream().forEach(neuron -> requireAlone(population, neuron, masks)));
    taken.forEach(
        (population, neurons) -> {
          neurons.and(masks.neurons(population));
          neurons.stream()
              .forEach(
                  neuron ->
                      findings.addAt(
                          last, name(population, neuron), "its death: it was taken", "it alive"));
        });
    died.clear();
    taken.clear();
  }

  private void requireAlone(String population, int neuron, Masks masks) {
    for (Projection projection : network.projections()) {
      for (End end : End.values()) {
        int degree =
            projection.at(end).name().equals(population)
                ? masks.synapses(projection.name()).degree(end, neuron)
                : 0;
        if (degree > 0) {
          findings.addAt(
              last,
              name(population, neuron),
              "no synapse of a dead neuron left in " + projection.name(),
              degree);
        }
      }
    }
  }

  private static String name(String population, int neuron) {
    return "neuron " + population + "[" + neuron + "]";
  }
}
