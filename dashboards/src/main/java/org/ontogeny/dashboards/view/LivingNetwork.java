package org.ontogeny.dashboards.view;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Journal;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Projection;

/**
 * Adds up events, with their synapses, to the network that they lead to: one bit a pair of neurons.
 * It is given the stretches of one {@link Lineage} only, and does not follow a return to a fence.
 */
public final class LivingNetwork implements Journal {

  /** A synapse that lives. */
  public static final int ALIVE = 1;

  /** A synapse that is possible and does not live. */
  public static final int PRUNED = 0;

  /** A pair of neurons that can have no synapse. */
  public static final int NEVER = -1;

  /**
   * The end of a neuron.
   *
   * @param stage in which it died
   * @param taken whether somebody took it; else it was left without synapses
   */
  public record Death(long seq, long step, String stage, boolean taken) {}

  private record Neuron(String population, int index) {}

  private final Map<String, BitSet> alive = new HashMap<>(); // [pre * posts + post]
  private final Map<String, Projection> projections = new HashMap<>();
  private final Map<Neuron, Death> deaths = new HashMap<>();
  private final Set<Neuron> taken = new HashSet<>();

  /**
   * A network without synapses.
   *
   * @throws ArithmeticException if a projection joins more than 2^31 pairs
   */
  public LivingNetwork(Network network) {
    for (Projection projection : network.projections()) {
      int pairs = Math.multiplyExact(projection.pre().neurons(), projection.post().neurons());
      projections.put(projection.name(), projection);
      alive.put(projection.name(), new BitSet(pairs));
    }
  }

  private LivingNetwork(LivingNetwork other) {
    other.alive.forEach((name, bits) -> alive.put(name, (BitSet) bits.clone()));
    projections.putAll(other.projections);
    deaths.putAll(other.deaths);
    taken.addAll(other.taken);
  }

  /** The same network, which goes on by itself. */
  public LivingNetwork copy() {
    return new LivingNetwork(this);
  }

  @Override
  public void append(Event event) {
    Fact fact = event.fact();
    if (fact instanceof Fact.Structural structural) {
      boolean lives = fact instanceof Fact.SynapsesFormed;
      BitSet bits = alive.get(structural.projection());
      int posts = projections.get(structural.projection()).post().neurons();
      for (Fate fate : structural.fates()) {
        bits.set(fate.pre() * posts + fate.post(), lives);
      }
    } else if (fact instanceof Fact.Lesioned lesioned) {
      lesioned.neurons().forEach(n -> taken.add(new Neuron(lesioned.population(), n)));
    } else if (fact instanceof Fact.NeuronsDied died) {
      for (int index : died.neurons()) {
        Neuron neuron = new Neuron(died.population(), index);
        deaths.put(
            neuron, new Death(event.seq(), event.step(), event.stage(), taken.contains(neuron)));
      }
    }
  }

  /**
   * What is between two neurons: {@link #ALIVE}, {@link #PRUNED} or {@link #NEVER}.
   *
   * @param pre original index in the population before the projection
   * @param post original index in the population behind it
   */
  public int synapse(Projection projection, int pre, int post) {
    if (alive.get(projection.name()).get(pre * projection.post().neurons() + post)) {
      return ALIVE;
    }
    return projection.possible(pre, post) ? PRUNED : NEVER;
  }

  /**
   * Living synapses of a neuron in a projection.
   *
   * @param end at which the neuron is
   * @param neuron original index
   */
  public int degree(Projection projection, End end, int neuron) {
    BitSet bits = alive.get(projection.name());
    int posts = projection.post().neurons();
    if (end == End.PRE) {
      return bits.get(neuron * posts, (neuron + 1) * posts).cardinality();
    }
    int degree = 0;
    for (int pre = 0; pre < projection.pre().neurons(); pre++) {
      degree += bits.get(pre * posts + neuron) ? 1 : 0;
    }
    return degree;
  }

  /** How a neuron ended; empty while it lives. */
  public Optional<Death> death(String population, int index) {
    return Optional.ofNullable(deaths.get(new Neuron(population, index)));
  }
}
