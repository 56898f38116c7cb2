package org.ontogeny.engine.event;

/**
 * What is left of the synapses of a group, told by the group itself: enough to hold a replay of the
 * journal against it.
 *
 * @param synapses alive
 * @param fingerprint of who they are, the sum of {@link #mark} over them, modulo 2^64
 */
public record Living(long synapses, long fingerprint) {

  /** No synapse. */
  public static final Living NONE = new Living(0, 0);

  /** The same with one synapse more. */
  public Living plus(int pre, int post) {
    return new Living(synapses + 1, fingerprint + mark(pre, post));
  }

  /** The same with one synapse less. */
  public Living minus(int pre, int post) {
    return new Living(synapses - 1, fingerprint - mark(pre, post));
  }

  /** Both together. */
  public Living plus(Living other) {
    return new Living(synapses + other.synapses, fingerprint + other.fingerprint);
  }

  /**
   * A 64-bit number that stands for the synapse from {@code pre} to {@code post} (original
   * indices): the finalizer of SplitMix64 (Steele, Lea and Flood 2014) over {@code post * 2^32 +
   * pre + 1}. A sum of them does not depend on an order, and is maintained in one operation a
   * change, as Zobrist (1970) did for boards.
   */
  public static long mark(int pre, int post) {
    long z = (((long) post << 32) | (pre & 0xFFFFFFFFL)) + 1;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
