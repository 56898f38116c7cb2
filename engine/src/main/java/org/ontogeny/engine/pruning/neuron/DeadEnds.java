package org.ontogeny.engine.pruning.neuron;

import java.util.stream.IntStream;

/** Which hidden neurons die for want of synapses. */
public enum DeadEnds {
  /** None. */
  KEEP {
    @Override
    public boolean dies(IntStream degrees) {
      return false;
    }
  },
  /** Those without a synapse in any projection. */
  ALL_SIDES {
    @Override
    public boolean dies(IntStream degrees) {
      return degrees.allMatch(degree -> degree == 0);
    }
  },
  /** Those without a synapse in at least one projection (Scholl 2018, section 4.2.3). */
  ANY_SIDE {
    @Override
    public boolean dies(IntStream degrees) {
      return degrees.anyMatch(degree -> degree == 0);
    }
  };

  /**
   * Whether a neuron dies.
   *
   * @param degrees its living synapses in each projection around it
   */
  public abstract boolean dies(IntStream degrees);
}
