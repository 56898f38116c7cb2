package org.ontogeny.engine.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The complete state of a network at a fence.
 *
 * @param groups neuron groups, then synapse groups, in the network's order
 * @param step completed phase executions
 * @param batches mini-batches drawn from the data so far
 */
public record NetworkState(List<GroupState> groups, long step, long batches) {

  public NetworkState {
    groups = List.copyOf(groups);
  }

  /**
   * The same state as if it had been reached at another step: every synapse is as old as it was,
   * and windows are as long.
   */
  public NetworkState at(long other) {
    List<GroupState> moved = new ArrayList<>();
    for (GroupState group : groups) {
      moved.add(group instanceof SynapseGroupState g ? g.later(other - step) : group);
    }
    return new NetworkState(moved, other, batches);
  }

  /** Living synapses of each projection. */
  public Map<String, Long> synapses() {
    Map<String, Long> living = new TreeMap<>();
    synapseGroups().forEach(g -> living.merge(g.id().owner(), (long) g.pre().length, Long::sum));
    return living;
  }

  /** Living neurons of each population. */
  public Map<String, Long> neurons() {
    Map<String, Long> living = new TreeMap<>();
    neuronGroups().forEach(g -> living.merge(g.id().owner(), (long) g.neuron().length, Long::sum));
    return living;
  }

  /** States of neuron groups, in order. */
  public List<NeuronGroupState> neuronGroups() {
    List<NeuronGroupState> states = new ArrayList<>();
    for (GroupState group : groups) {
      if (group instanceof NeuronGroupState neurons) {
        states.add(neurons);
      }
    }
    return states;
  }

  /** States of synapse groups, in order. */
  public List<SynapseGroupState> synapseGroups() {
    List<SynapseGroupState> states = new ArrayList<>();
    for (GroupState group : groups) {
      if (group instanceof SynapseGroupState synapses) {
        states.add(synapses);
      }
    }
    return states;
  }
}
