package org.ontogeny.engine.execution;

import org.ontogeny.engine.network.GroupId;
import org.ontogeny.kernel.Batch;

/** What a group tells the conductor. */
public sealed interface Report {

  /** The group that reports. */
  GroupId group();

  /** The group has consumed every message of this step and all steps before. */
  record Completed(GroupId group, long step) implements Report {}

  /** The largest change of the group's states in a pass of a loop. */
  record Changed(GroupId group, long step, int shard, int pass, float change) implements Report {}

  /**
   * States that the phase was asked to tell.
   *
   * @param state [neurons][columns of the shard]
   */
  record States(GroupId group, long step, int shard, Batch state) implements Report {}

  /** Reply to {@link Message.Asked}. */
  record Answered(GroupId group, long ask, Reply reply) implements Report {}
}
