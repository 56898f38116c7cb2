package org.ontogeny.kernel;

import java.util.Arrays;
import java.util.Objects;

/**
 * The compressed form: a slot for every living synapse, listed for both directions. It takes 12
 * bytes a living synapse and 4 bytes a neuron; dead synapses take nothing.
 *
 * <pre>
 *   onto post:   slots rowStart[post] .. rowStart[post+1]-1, from preIndex[slot]
 *   out of pre:  j = columnStart[pre] .. columnStart[pre+1]-1, onto postIndex[j], slot slotOf[j]
 * </pre>
 */
public final class SparseSynapses extends Synapses {

  private final int[] rowStart; // [posts+1]
  private final int[] preIndex; // [living]
  private final int[] columnStart; // [pres+1]
  private final int[] postIndex; // [living]
  private final int[] slotOf; // [living]

  private SparseSynapses(int pres, int posts, int[] preIndex, int[] rowStart, int[] columnStart) {
    super(pres, posts, preIndex.length);
    this.rowStart = rowStart;
    this.preIndex = preIndex;
    this.columnStart = columnStart;
    this.postIndex = new int[preIndex.length];
    this.slotOf = new int[preIndex.length];
    int[] next = Arrays.copyOf(columnStart, pres);
    for (int post = 0; post < posts; post++) {
      for (int slot = rowStart[post]; slot < rowStart[post + 1]; slot++) {
        int j = next[preIndex[slot]]++;
        postIndex[j] = post;
        slotOf[j] = slot;
      }
    }
  }

  static SparseSynapses connect(int pres, int posts, int[] pre, int[] post) {
    return new SparseSynapses(pres, posts, pre.clone(), starts(posts, post), starts(pres, pre));
  }

  /** Where the synapses of each neuron start if they are sorted by neuron, [neurons+1]. */
  private static int[] starts(int neurons, int[] neuron) {
    int[] start = new int[neurons + 1];
    for (int n : neuron) {
      start[n + 1]++;
    }
    for (int n = 0; n < neurons; n++) {
      start[n + 1] += start[n];
    }
    return start;
  }

  /** The first slot onto each postsynaptic neuron, [posts+1]; not to be written. */
  public int[] rowStart() {
    return rowStart;
  }

  /** The presynaptic neuron of each slot, [living]; not to be written. */
  public int[] preIndex() {
    return preIndex;
  }

  /** The first outgoing entry of each presynaptic neuron, [pres+1]; not to be written. */
  public int[] columnStart() {
    return columnStart;
  }

  /** The postsynaptic neuron of each outgoing entry, [living]; not to be written. */
  public int[] postIndex() {
    return postIndex;
  }

  /** The slot of each outgoing entry, [living]; not to be written. */
  public int[] slotOf() {
    return slotOf;
  }

  @Override
  public int slots() {
    return preIndex.length;
  }

  @Override
  public boolean dense() {
    return false;
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int post = 0; post < posts(); post++) {
      for (int slot = rowStart[post]; slot < rowStart[post + 1]; slot++) {
        visitor.visit(slot, preIndex[slot], post);
      }
    }
  }

  @Override
  public int[] livingSlots() {
    int[] slots = new int[living()];
    Arrays.setAll(slots, k -> k);
    return slots;
  }

  @Override
  public int preOf(int slot) {
    return preIndex[slot];
  }

  /** {@inheritDoc} Takes a binary search. */
  @Override
  public int postOf(int slot) {
    Objects.checkIndex(slot, living());
    int low = 0; // rowStart[low] <= slot < rowStart[high]
    int high = posts();
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (rowStart[middle] <= slot) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
