package org.ontogeny.kernel.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** The widest vectors of this processor. */
final class Lanes {

  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  /** Values that one instruction handles. */
  static final int COUNT = FLOATS.length();

  /** Values of a line of cache. */
  static final int LINE = 16;

  private Lanes() {}

  /** The next multiple of the lanes. */
  static int padded(int size) {
    return FLOATS.loopBound(size + COUNT - 1);
  }
}
