package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Key;

/**
 * A mask in which each postsynaptic neuron has as many synapses as in another one, but its partners
 * are drawn: what the number of dendrites alone is worth. A control lays it upon the network; no
 * synapse decides.
 */
final class ShuffledMask {

  /** The selection beside each death. */
  static final String SELECTION = "shuffled";

  private ShuffledMask() {}

  /**
   * Lets those synapses of each neuron die that have the smallest draws.
   *
   * @param model tells how many synapses of each postsynaptic neuron stay
   */
  static void of(Development development, NetworkState model) {
    Map<GroupId, Map<Integer, Integer>> degrees = new HashMap<>();
    model.synapseGroups().forEach(group -> degrees.put(group.id(), degrees(group)));
    Map<GroupId, BitSet> dying = new LinkedHashMap<>();
    Map<GroupId, float[]> draws = new HashMap<>();
    List<GroupState> next = new ArrayList<>();
    NetworkState now = development.copy();
    for (GroupState group : now.groups()) {
      if (group instanceof SynapseGroupState synapses) {
        float[] own = draws(development, synapses);
        BitSet dead = dying(synapses, degrees.get(group.id()), own);
        draws.put(group.id(), own);
        dying.put(group.id(), dead);
        next.add(without(synapses, dead));
      } else {
        next.add(group);
      }
    }
    development.restore(new NetworkState(next, now.step(), now.batches()));
    for (SynapseGroupState group : now.synapseGroups()) {
      tell(development, group, dying.get(group.id()), draws.get(group.id()));
    }
  }

  /** Living synapses of each postsynaptic neuron, by original index. */
  private static Map<Integer, Integer> degrees(SynapseGroupState group) {
    Map<Integer, Integer> degrees = new HashMap<>();
    for (int post : group.post()) {
      degrees.merge(group.postNeuron()[post], 1, Integer::sum);
    }
    return degrees;
  }

  private static float[] draws(Development development, SynapseGroupState group) {
    int number =
        development.network().projections().stream()
            .map(p -> p.name())
            .toList()
            .indexOf(group.id().owner());
    Key key = Purpose.PRUNE.key(development.setting().seed(), number, development.step(), 0, 0);
    float[] draws = new float[group.weight().length];
    for (int k = 0; k < draws.length; k++) {
      draws[k] =
          key.uniform(group.preNeuron()[group.pre()[k]], group.postNeuron()[group.post()[k]]);
    }
    return draws;
  }

  private static BitSet dying(
      SynapseGroupState group, Map<Integer, Integer> degrees, float[] draws) {
    Map<Integer, List<Integer>> dendrites = new HashMap<>();
    for (int k = 0; k < draws.length; k++) {
      int post = group.postNeuron()[group.post()[k]];
      dendrites.computeIfAbsent(post, key -> new ArrayList<>()).add(k);
    }
    BitSet dead = new BitSet();
    dendrites.forEach(
        (post, synapses) -> {
          int surplus = synapses.size() - degrees.getOrDefault(post, 0);
          synapses.stream()
              .sorted(Comparator.comparingDouble(k -> draws[k]))
              .limit(Math.max(0, surplus))
              .forEach(dead::set);
        });
    return dead;
  }

  private static SynapseGroupState without(SynapseGroupState group, BitSet dead) {
    int[] kept = IntStream.range(0, group.weight().length).filter(k -> !dead.get(k)).toArray();
    return new SynapseGroupState(
        group.id(),
        group.preNeuron(),
        group.postNeuron(),
        pick(group.pre(), kept),
        pick(group.post(), kept),
        pick(group.weight(), kept),
        pick(group.change(), kept),
        pick(group.born(), kept),
        pick(group.together(), kept),
        group.preActive(),
        group.postActive(),
        group.samples(),
        group.opened());
  }

  private static void tell(
      Development development, SynapseGroupState group, BitSet dead, float[] draws) {
    Living living = Living.NONE;
    List<Fate> deaths = new ArrayList<>();
    for (int k = 0; k < draws.length; k++) {
      int pre = group.preNeuron()[group.pre()[k]];
      int post = group.postNeuron()[group.post()[k]];
      if (dead.get(k)) {
        long age = development.step() - group.born()[k];
        deaths.add(new Fate(pre, post, draws[k], group.weight()[k], age, draws[k]));
      } else {
        living = living.plus(pre, post);
      }
    }
    if (!deaths.isEmpty()) {
      development.happened(
          new Fact.SynapsesPruned(
              group.id().owner(),
              group.id(),
              Criteria.RANDOM.toString(),
              SELECTION,
              Double.NaN,
              OptionalLong.empty(),
              deaths,
              living));
    }
  }

  private static int[] pick(int[] values, int[] kept) {
    return Arrays.stream(kept).map(k -> values[k]).toArray();
  }

  private static long[] pick(long[] values, int[] kept) {
    return Arrays.stream(kept).mapToLong(k -> values[k]).toArray();
  }

  private static float[] pick(float[] values, int[] kept) {
    float[] picked = new float[kept.length];
    for (int k = 0; k < kept.length; k++) {
      picked[k] = values[kept[k]];
    }
    return picked;
  }
}
