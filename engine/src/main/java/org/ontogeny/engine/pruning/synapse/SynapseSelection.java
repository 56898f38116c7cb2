package org.ontogeny.engine.pruning.synapse;

import org.ontogeny.engine.statistic.SynapseView;

/** Decides the fate of a synapse from its own importance and its own random number. */
public sealed interface SynapseSelection permits Threshold, Hazard {

  /** Whether the synapse dies at the end of this window. */
  boolean dies(double importance, SynapseView synapse);

  /** The importance that the decision turns on, as recorded beside each death. */
  double threshold();
}
