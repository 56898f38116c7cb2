package org.ontogeny.engine.checkpoint;

import java.util.List;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Role;
import org.ontogeny.kernel.Batch;

/**
 * State of a neuron group.
 *
 * @param id of the group
 * @param neuron original indices of the living neurons, ascending, [neurons]
 * @param biases by role; the lower role only while a stack is trained layer by layer
 * @param active samples in which each neuron was active since the window opened, [neurons]
 * @param samples since the window opened
 * @param chains states that outlive a phase
 */
public record NeuronGroupState(
    GroupId id, int[] neuron, List<Bias> biases, long[] active, long samples, List<Chains> chains)
    implements GroupState {

  /**
   * A bias and what it keeps of past gradients.
   *
   * @param role in which the neurons use it
   * @param value [neurons]
   * @param change first moment, or last change, [neurons]
   * @param square second moment, [neurons]; empty where nobody keeps one
   */
  public record Bias(Role role, float[] value, float[] change, float[] square) {

    /** A bias without a second moment. */
    public Bias(Role role, float[] value, float[] change) {
      this(role, value, change, new float[0]);
    }
  }

  /**
   * States of a persistent ensemble.
   *
   * @param ensemble its number
   * @param shards [neurons][columns of the shard] each
   */
  public record Chains(int ensemble, List<Batch> shards) {}
}
