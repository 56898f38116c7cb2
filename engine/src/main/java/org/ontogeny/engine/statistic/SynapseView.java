package org.ontogeny.engine.statistic;

/**
 * All that one synapse knows. A criterion sees this view and nothing else, so what it computes is
 * local by construction. The view may be reused for the next synapse: do not keep it.
 */
public interface SynapseView {

  float weight();

  /** Network states counted since the window opened, n. */
  long samples();

  /** Of these, with the presynaptic neuron active, n_v. */
  long preActive();

  /** Of these, with the postsynaptic neuron active, n_h. */
  long postActive();

  /** Of these, with both active, n_vh. */
  long together();

  /** Steps since birth. */
  long age();

  /** The synapse's own uniform random number for this decision, in [0, 1). */
  float draw();
}
