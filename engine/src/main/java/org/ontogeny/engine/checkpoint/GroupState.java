package org.ontogeny.engine.checkpoint;

import org.ontogeny.engine.network.GroupId;

/** Everything that a group knows at a fence. */
public sealed interface GroupState permits NeuronGroupState, SynapseGroupState {

  GroupId id();
}
