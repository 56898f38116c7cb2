package org.ontogeny.engine.execution;

/** Which hidden neurons die for want of synapses. */
public enum DeadEnds {
  /** None. */
  KEEP,
  /** Those without a synapse in any projection. */
  ALL_SIDES,
  /** Those without a synapse in at least one projection (Scholl 2018, section 4.2.3). */
  ANY_SIDE
}
