package org.ontogeny.engine.execution;

import java.util.ArrayList;
import java.util.List;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.network.Network;
import org.ontogeny.kernel.Kernels;

/** Makes the groups of a network from their states. */
public final class Groups {

  private Groups() {}

  /** One group for each state, in that order. */
  public static List<Group> of(
      List<GroupState> states, Network network, long seed, Kernels kernels) {
    List<Group> groups = new ArrayList<>(states.size());
    for (GroupState state : states) {
      groups.add(of(state, network, seed, kernels));
    }
    return groups;
  }

  /** The group of a state. */
  public static Group of(GroupState state, Network network, long seed, Kernels kernels) {
    if (state instanceof NeuronGroupState neurons) {
      return new NeuronGroup(neurons, network, seed, kernels);
    }
    return new SynapseGroup((SynapseGroupState) state, network, seed, kernels);
  }
}
