package org.ontogeny.engine.verification;

/**
 * Birth steps of the synapses that were not born at step 0: a hash table with open addressing and
 * linear probing (Knuth, volume 3, section 6.4), since most runs have few of them or none.
 *
 * <pre>  key    long[capacity]  place of the synapse among all pairs
 *  value  long[capacity]  step of birth; 0: the slot is free</pre>
 */
final class BirthSteps {

  private static final int LEAST = 16; // a power of two, as every capacity

  private long[] key; // [capacity]
  private long[] value; // [capacity]
  private int size;

  BirthSteps() {
    key = new long[LEAST];
    value = new long[LEAST];
  }

  private BirthSteps(BirthSteps other) {
    key = other.key.clone();
    value = other.value.clone();
    size = other.size;
  }

  BirthSteps copy() {
    return new BirthSteps(this);
  }

  /** Step of birth; 0 where none was put. */
  long get(long pair) {
    return size == 0 ? 0 : value[slot(pair)];
  }

  /** A synapse that is not in the table was born. */
  void put(long pair, long step) {
    if (step == 0) {
      return;
    }
    if (2 * (size + 1) > key.length) {
      grow();
    }
    int slot = slot(pair);
    size += value[slot] == 0 ? 1 : 0;
    key[slot] = pair;
    value[slot] = step;
  }

  /** Forgets a synapse and closes the gap, so that no search ends early. */
  void remove(long pair) {
    int gap = size == 0 ? 0 : slot(pair);
    if (size == 0 || value[gap] == 0) {
      return;
    }
    size--;
    int mask = key.length - 1;
    for (int next = (gap + 1) & mask; value[next] != 0; next = (next + 1) & mask) {
      int distance = (next - home(key[next])) & mask;
      if (distance >= ((next - gap) & mask)) {
        key[gap] = key[next];
        value[gap] = value[next];
        gap = next;
      }
    }
    value[gap] = 0;
  }

  private void grow() {
    long[] oldKey = key;
    long[] oldValue = value;
    key = new long[2 * oldKey.length];
    value = new long[key.length];
    for (int k = 0; k < oldKey.length; k++) {
      if (oldValue[k] != 0) {
        int slot = slot(oldKey[k]);
        key[slot] = oldKey[k];
        value[slot] = oldValue[k];
      }
    }
  }

  /** Where the pair is, or would be. */
  private int slot(long pair) {
    int slot = home(pair);
    while (value[slot] != 0 && key[slot] != pair) {
      slot = (slot + 1) & (key.length - 1);
    }
    return slot;
  }

  /** Neighbours in a row go far apart: Fibonacci hashing. */
  private int home(long pair) {
    return (int) ((pair * 0x9E3779B97F4A7C15L) >>> 32) & (key.length - 1);
  }
}
