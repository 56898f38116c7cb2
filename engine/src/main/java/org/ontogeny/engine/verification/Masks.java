package org.ontogeny.engine.verification;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;

/**
 * Who lives in a network: synapses, neurons, and what each synapse group last told of itself. One
 * bit a potential synapse, and 32 to 64 bytes for each living one that was not born at step 0.
 */
final class Masks {

  /**
   * What is known of a synapse group.
   *
   * @param counted by the replay, one change after another
   * @param told by the group
   */
  record Tally(Living counted, Living told) {

    private static final Tally EMPTY = new Tally(Living.NONE, Living.NONE);

    /** By how much the group told more than the replay counts. */
    Living gap() {
      return new Living(
          told.synapses() - counted.synapses(), told.fingerprint() - counted.fingerprint());
    }
  }

  private final Network network;
  private final Map<String, Mask> synapses = new HashMap<>(); // by projection
  private final Map<String, BitSet> neurons = new HashMap<>(); // by population
  private final Map<GroupId, Tally> tallies = new HashMap<>();
  private long moved; // steps by which branches moved all births

  private Masks(Network network) {
    this.network = network;
  }

  /** A network that is about to be born: all its neurons and no synapse. */
  static Masks empty(Network network) {
    Masks masks = new Masks(network);
    for (Projection projection : network.projections()) {
      masks.synapses.put(projection.name(), new Mask(projection));
    }
    for (Population population : network.populations()) {
      BitSet all = new BitSet(population.neurons());
      all.set(0, population.neurons());
      masks.neurons.put(population.name(), all);
    }
    return masks;
  }

  /**
   * Who lives in a state of that network.
   *
   * @throws IllegalArgumentException if a group is of a population or projection that it lacks
   */
  static Masks of(Network network, NetworkState state) {
    Masks masks = empty(network);
    masks.neurons.values().forEach(BitSet::clear);
    for (NeuronGroupState group : state.neuronGroups()) {
      BitSet living = masks.neurons(network.population(group.id().owner()).name());
      for (int neuron : group.neuron()) {
        living.set(neuron);
      }
    }
    for (SynapseGroupState group : state.synapseGroups()) {
      Mask mask = masks.synapses(network.projection(group.id().owner()).name());
      for (int k = 0; k < group.pre().length; k++) {
        mask.bear(
            group.preNeuron()[group.pre()[k]],
            group.postNeuron()[group.post()[k]],
            group.born()[k]);
      }
    }
    return masks;
  }

  Masks copy() {
    Masks copy = new Masks(network);
    synapses.forEach((name, mask) -> copy.synapses.put(name, mask.copy()));
    neurons.forEach((name, living) -> copy.neurons.put(name, (BitSet) living.clone()));
    copy.tallies.putAll(tallies);
    copy.moved = moved;
    return copy;
  }

  /** Every synapse is as old as it was, so many steps later. */
  void move(long steps) {
    moved += steps;
  }

  /** The mask of a projection of the network. */
  Mask synapses(String projection) {
    return synapses.get(projection);
  }

  /** Living neurons of a population of the network. */
  BitSet neurons(String population) {
    return neurons.get(population);
  }

  Tally tally(GroupId group) {
    return tallies.getOrDefault(group, Tally.EMPTY);
  }

  void note(GroupId group, Tally tally) {
    tallies.put(group, tally);
  }

  void bear(Mask mask, int pre, int post, long step) {
    mask.bear(pre, post, step - moved);
  }

  long born(Mask mask, int pre, int post) {
    return mask.born(pre, post) + moved;
  }

  /** Living synapses, as counted one change after another. */
  long synapses() {
    return tallies.values().stream().mapToLong(tally -> tally.counted().synapses()).sum();
  }

  /** Living neurons. */
  long neurons() {
    return neurons.values().stream().mapToLong(BitSet::cardinality).sum();
  }

  /** A copy of all bits. */
  Bits bits() {
    return new Bits(
        network.projections().stream().map(this::living).toList(),
        network.projections().stream().map(p -> synapses(p.name()).rows()).toList(),
        network.populations().stream().map(p -> (BitSet) neurons(p.name()).clone()).toList());
  }

  private Living living(Projection projection) {
    Mask mask = synapses(projection.name());
    return mask.living(new GroupId(projection.name(), 0, projection.post().neurons()));
  }

  /**
   * Who is alive, bit for bit.
   *
   * @param living of each projection, [projections]
   * @param synapses alive, [projections][posts] of [pres]
   * @param neurons alive, [populations]
   */
  record Bits(List<Living> living, List<List<BitSet>> synapses, List<BitSet> neurons) {

    @Override
    public String toString() {
      return "%s and %s neurons"
          .formatted(living, neurons.stream().map(BitSet::cardinality).toList());
    }
  }
}
