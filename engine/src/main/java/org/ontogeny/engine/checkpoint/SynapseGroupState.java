package org.ontogeny.engine.checkpoint;

import java.util.stream.LongStream;
import org.ontogeny.engine.network.GroupId;

/**
 * State of a synapse group. Arrays of synapses are in canonical order: by post, then by pre.
 *
 * @param id of the group
 * @param preNeuron original indices of the living presynaptic neurons, ascending, [pres]
 * @param postNeuron original indices of the living postsynaptic neurons, ascending, [posts]
 * @param pre place of each synapse's presynaptic neuron in {@code preNeuron}, [synapses]
 * @param post place of its postsynaptic neuron in {@code postNeuron}, [synapses]
 * @param weight [synapses]
 * @param change first moment of past gradients, or last change of the weight, [synapses]
 * @param square second moment of past gradients, [synapses]; empty where nobody keeps one
 * @param born step of birth, [synapses]
 * @param together samples with both ends active since the window opened, [synapses]
 * @param preActive samples with the presynaptic neuron active, [pres]
 * @param postActive samples with the postsynaptic neuron active, [posts]
 * @param samples since the window opened
 * @param opened step at which the window opened
 */
public record SynapseGroupState(
    GroupId id,
    int[] preNeuron,
    int[] postNeuron,
    int[] pre,
    int[] post,
    float[] weight,
    float[] change,
    float[] square,
    long[] born,
    long[] together,
    long[] preActive,
    long[] postActive,
    long samples,
    long opened)
    implements GroupState {

  /** Synapses without a second moment. */
  public SynapseGroupState(
      GroupId id,
      int[] preNeuron,
      int[] postNeuron,
      int[] pre,
      int[] post,
      float[] weight,
      float[] change,
      long[] born,
      long[] together,
      long[] preActive,
      long[] postActive,
      long samples,
      long opened) {
    this(
        id,
        preNeuron,
        postNeuron,
        pre,
        post,
        weight,
        change,
        NONE,
        born,
        together,
        preActive,
        postActive,
        samples,
        opened);
  }

  private static final float[] NONE = {};

  /** The same so many steps later: births and the window's opening move along. */
  SynapseGroupState later(long steps) {
    return new SynapseGroupState(
        id,
        preNeuron,
        postNeuron,
        pre,
        post,
        weight,
        change,
        square,
        LongStream.of(born).map(step -> step + steps).toArray(),
        together,
        preActive,
        postActive,
        samples,
        opened + steps);
  }
}
