package org.ontogeny.engine.verification;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;

/** Holds the state of a network against masks: living neurons, living synapses, steps of birth. */
final class Comparison {

  private static final int NAMED = 3;

  private final List<GroupId> groups;
  private final Findings findings;

  Comparison(Network network, Findings findings) {
    this.groups = network.groups();
    this.findings = findings;
  }

  /** Every difference of a group is one finding that names the first neurons or synapses. */
  void of(NetworkState state, Masks masks) {
    List<GroupId> told = state.groups().stream().map(GroupState::id).toList();
    if (!told.equals(groups)) {
      findings.add("state", "the groups " + groups, told);
      return;
    }
    state.neuronGroups().forEach(group -> neurons(group, masks));
    state.synapseGroups().forEach(group -> synapses(group, masks));
  }

  private void neurons(NeuronGroupState state, Masks masks) {
    GroupId id = state.id();
    int[] living =
        masks.neurons(id.owner()).stream().filter(neuron -> id.contains(neuron)).toArray();
    if (!Arrays.equals(living, state.neuron())) {
      BitSet difference = bits(living);
      difference.xor(bits(state.neuron()));
      findings.add(
          "state of " + id,
          living.length + " living neurons as replayed",
          state.neuron().length + ", different in " + named(difference));
    }
  }

  private void synapses(SynapseGroupState state, Masks masks) {
    Mask mask = masks.synapses(state.id().owner());
    Difference masked = new Difference();
    Difference aged = new Difference();
    int k = 0;
    for (int post = state.id().from(); post < state.id().to(); post++) {
      BitSet onto = new BitSet();
      for (; k < state.pre().length && post(state, k) == post; k++) {
        int pre = state.preNeuron()[state.pre()[k]];
        onto.set(pre);
        if (mask.onto(post).get(pre) && masks.born(mask, pre, post) != state.born()[k]) {
          aged.add(pre, post);
        }
      }
      onto.xor(mask.onto(post));
      for (int pre = onto.nextSetBit(0); pre >= 0; pre = onto.nextSetBit(pre + 1)) {
        masked.add(pre, post);
      }
    }
    require(state, k == state.pre().length, "synapses by post, then pre", "another order");
    require(state, masked.count == 0, "the synapses as replayed", "others: " + masked);
    require(state, aged.count == 0, "the steps of birth as replayed", "others: " + aged);
  }

  private void require(SynapseGroupState state, boolean holds, String expected, String found) {
    if (!holds) {
      findings.add("state of " + state.id(), expected, found);
    }
  }

  private static int post(SynapseGroupState state, int k) {
    return state.postNeuron()[state.post()[k]];
  }

  private static BitSet bits(int[] indices) {
    BitSet bits = new BitSet();
    for (int index : indices) {
      bits.set(index);
    }
    return bits;
  }

  private static String named(BitSet neurons) {
    return neurons.stream()
        .limit(NAMED)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }

  /** Synapses that differ: how many, and the first by name. */
  private static final class Difference {
    private final StringBuilder names = new StringBuilder();
    private long count;

    void add(int pre, int post) {
      if (count < NAMED) {
        names.append(' ').append(pre).append("->").append(post);
      }
      count++;
    }

    @Override
    public String toString() {
      return count + ", first" + names;
    }
  }
}
