package org.ontogeny.kernel;

import java.util.BitSet;

/**
 * The dense form: a slot for every potential synapse and a mask that tells the living ones, 4 bytes
 * a potential synapse.
 *
 * <pre>
 *   slot = post*pres + pre, so that weights are a row-major matrix [posts][pres]
 * </pre>
 */
public final class DenseSynapses extends Synapses {

  private final float[] mask; // [posts*pres], 1 living, 0 dead

  DenseSynapses(int pres, int posts, int living, float[] mask) {
    super(pres, posts, living);
    this.mask = mask;
  }

  static DenseSynapses connect(int pres, int posts, int[] pre, int[] post) {
    float[] mask = new float[checkSlots((long) pres * posts)];
    for (int k = 0; k < pre.length; k++) {
      mask[post[k] * pres + pre[k]] = 1;
    }
    return new DenseSynapses(pres, posts, pre.length, mask);
  }

  /** The deaths of the k-th living synapses; the form stays. */
  Change kill(BitSet dead, int left) {
    float[] next = mask.clone();
    int[] slots = new int[dead.cardinality()];
    int died = 0;
    int k = 0;
    for (int slot = 0; died < slots.length; slot++) {
      if (mask[slot] != 0 && dead.get(k++)) {
        next[slot] = 0;
        slots[died++] = slot;
      }
    }
    return new Change(slots, new DenseSynapses(pres(), posts(), left, next));
  }

  /** Births in canonical order; the form stays. */
  Change bear(int[] pre, int[] post, int all) {
    float[] next = mask.clone();
    int[] slots = new int[pre.length];
    for (int k = 0; k < pre.length; k++) {
      slots[k] = post[k] * pres() + pre[k];
      if (mask[slots[k]] != 0) {
        throw livesAlready(pre[k], post[k]);
      }
      next[slots[k]] = 1;
    }
    return new Change(slots, new DenseSynapses(pres(), posts(), all, next));
  }

  /** 1 for a living slot, 0 for a dead one, [posts*pres]; not to be written. */
  public float[] mask() {
    return mask;
  }

  @Override
  public int slots() {
    return mask.length;
  }

  @Override
  public boolean dense() {
    return true;
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int post = 0, slot = 0; post < posts(); post++) {
      for (int pre = 0; pre < pres(); pre++, slot++) {
        if (mask[slot] != 0) {
          visitor.visit(slot, pre, post);
        }
      }
    }
  }

  @Override
  public int[] livingSlots() {
    int[] slots = new int[living()];
    int k = 0;
    for (int slot = 0; slot < mask.length; slot++) {
      if (mask[slot] != 0) {
        slots[k++] = slot;
      }
    }
    return slots;
  }

  @Override
  public int preOf(int slot) {
    return slot % pres();
  }

  @Override
  public int postOf(int slot) {
    return slot / pres();
  }
}
