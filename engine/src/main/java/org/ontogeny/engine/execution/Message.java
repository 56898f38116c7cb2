package org.ontogeny.engine.execution;

import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.kernel.Batch;

/** What a group can be told. Messages are values; batches inside are never written again. */
public sealed interface Message {

  /**
   * Credit: the group may walk through one more phase.
   *
   * @param step number of this phase execution
   */
  record Granted(long step, Phase phase) implements Message {}

  /**
   * Stimulus for a visible neuron group, or target of an output group.
   *
   * @param state [neurons of the group][columns of the shard]
   */
  record Clamp(long step, int shard, Batch state) implements Message {}

  /**
   * States or errors of a neuron group, to a synapse group.
   *
   * @param from the neuron group
   * @param end of the projection at which these neurons are
   * @param tick running number of the tick in which they are told, from 1
   * @param state [neurons][columns]
   */
  record Activity(long step, int shard, GroupId from, End end, int tick, Batch state)
      implements Message {}

  /**
   * Summed input to a neuron group.
   *
   * @param from the synapse group
   * @param end of the projection at which the driven neurons are
   * @param tick running number of the tick that needs it
   * @param drive [neurons][columns]
   */
  record Drive(long step, int shard, GroupId from, End end, int tick, Batch drive)
      implements Message {}

  /** The conductor's answer at the end of a pass: whether there is another one. */
  record Verdict(long step, int shard, int pass, boolean again) implements Message {}

  /**
   * A request at a fence.
   *
   * @param ask number of the question, repeated in the answer
   */
  record Asked(long ask, Request request) implements Message {}
}
