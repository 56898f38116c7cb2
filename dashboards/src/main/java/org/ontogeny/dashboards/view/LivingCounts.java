package org.ontogeny.dashboards.view;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;

/** How many synapses and neurons live, and how many synapses were born on the way there. */
public final class LivingCounts {

  private final Map<String, Integer> projections = new LinkedHashMap<>(); // place by name
  private final Map<String, Integer> populations = new LinkedHashMap<>(); // place by name
  private final long[] synapses; // [projections]
  private final long[] born; // [projections]
  private final long[] neurons; // [populations]

  /** A network that is about to be born: all its neurons and no synapse. */
  public LivingCounts(Network network) {
    for (Projection projection : network.projections()) {
      projections.put(projection.name(), projections.size());
    }
    synapses = new long[projections.size()];
    born = new long[projections.size()];
    neurons = new long[network.populations().size()];
    for (Population population : network.populations()) {
      neurons[populations.size()] = population.neurons();
      populations.put(population.name(), populations.size());
    }
  }

  /** Takes a fact; those that change nothing of this, a return to a fence included, pass by. */
  public void accept(Fact fact) {
    if (fact instanceof Fact.SynapsesFormed formed) {
      int place = place(projections, formed.projection());
      synapses[place] += formed.births().size();
      born[place] += formed.births().size();
    } else if (fact instanceof Fact.SynapsesPruned pruned) {
      synapses[place(projections, pruned.projection())] -= pruned.deaths().size();
    } else if (fact instanceof Fact.NeuronsDied died) {
      neurons[place(populations, died.population())] -= died.neurons().size();
    }
  }

  private static int place(Map<String, Integer> places, String name) {
    Integer place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("the network has nothing that is called " + name);
    }
    return place;
  }

  /** Living synapses of each projection, in the network's order. */
  public long[] synapses() {
    return synapses.clone();
  }

  /** Synapses of each projection that were ever born, in the network's order. */
  public long[] born() {
    return born.clone();
  }

  /** Living neurons of each population, in the network's order. */
  public long[] neurons() {
    return neurons.clone();
  }
}
