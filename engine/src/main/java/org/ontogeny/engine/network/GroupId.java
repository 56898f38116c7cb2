package org.ontogeny.engine.network;

/**
 * Names a group for the whole run: the population or projection that it belongs to and the original
 * indices of the (postsynaptic) neurons that it was given, from inclusive to exclusive. It does not
 * change when neurons die.
 */
public record GroupId(String owner, int from, int to) {

  @Override
  public String toString() {
    return owner + "[" + from + ":" + to + "]";
  }

  /** Whether the neuron with this original index belongs to the group. */
  public boolean contains(int neuron) {
    return from <= neuron && neuron < to;
  }
}
