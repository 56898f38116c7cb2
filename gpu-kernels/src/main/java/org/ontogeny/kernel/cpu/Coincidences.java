package org.ontogeny.kernel.cpu;

import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.DenseSynapses;
import org.ontogeny.kernel.SparseSynapses;

/** {@link org.ontogeny.kernel.Kernels#coincidences} on packed states. */
final class Coincidences {

  private Coincidences() {}

  static void count(SparseSynapses synapses, Batch pre, Batch post, int[] together) {
    PackedStates pres = new PackedStates(pre);
    PackedStates posts = new PackedStates(post);
    int[] rowStart = synapses.rowStart();
    int[] preIndex = synapses.preIndex();
    for (int n = 0; n < synapses.posts(); n++) {
      for (int slot = rowStart[n]; slot < rowStart[n + 1]; slot++) {
        together[slot] += pres.together(preIndex[slot], posts, n);
      }
    }
  }

  /** Counts at dead slots too and multiplies by 0 there, which is cheaper than to ask at each. */
  static void count(DenseSynapses synapses, Batch pre, Batch post, int[] together) {
    PackedStates pres = new PackedStates(pre);
    PackedStates posts = new PackedStates(post);
    int[] row = new int[synapses.pres()];
    for (int n = 0; n < synapses.posts(); n++) {
      pres.together(posts, n, row);
      addLiving(row, synapses.mask(), n * row.length, together);
    }
  }

  private static void addLiving(int[] row, float[] mask, int from, int[] together) {
    for (int i = 0; i < row.length; i++) {
      together[from + i] += row[i] * (int) mask[from + i];
    }
  }
}
