package org.ontogeny.engine.verification;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Projection;

/** Which potential synapses of a projection are alive, and since when. */
final class Mask {

  private final Projection projection;
  private final BitSet[] alive; // [posts] of [pres]
  private final int[] ofPre; // [pres] living synapses
  private final int[] ofPost; // [posts] living synapses
  private final BirthSteps born;

  /** No synapse is alive. */
  Mask(Projection projection) {
    this.projection = projection;
    alive = new BitSet[projection.post().neurons()];
    for (int post = 0; post < alive.length; post++) {
      alive[post] = new BitSet(projection.pre().neurons());
    }
    ofPre = new int[projection.pre().neurons()];
    ofPost = new int[alive.length];
    born = new BirthSteps();
  }

  private Mask(Mask other) {
    projection = other.projection;
    alive = new BitSet[other.alive.length];
    for (int post = 0; post < alive.length; post++) {
      alive[post] = (BitSet) other.alive[post].clone();
    }
    ofPre = other.ofPre.clone();
    ofPost = other.ofPost.clone();
    born = other.born.copy();
  }

  Mask copy() {
    return new Mask(this);
  }

  Projection projection() {
    return projection;
  }

  /** Whether both neurons exist. */
  boolean isWithin(int pre, int post) {
    return pre >= 0 && pre < ofPre.length && post >= 0 && post < ofPost.length;
  }

  boolean isAlive(int pre, int post) {
    return alive[post].get(pre);
  }

  /** A dead synapse comes to life. */
  void bear(int pre, int post, long step) {
    alive[post].set(pre);
    ofPre[pre]++;
    ofPost[post]++;
    born.put(pair(pre, post), step);
  }

  /** A living synapse dies. */
  void kill(int pre, int post) {
    alive[post].clear(pre);
    ofPre[pre]--;
    ofPost[post]--;
    born.remove(pair(pre, post));
  }

  /** Step at which a living synapse was born. */
  long born(int pre, int post) {
    return born.get(pair(pre, post));
  }

  private long pair(int pre, int post) {
    return (long) post * ofPre.length + pre;
  }

  /** Living synapses of a neuron at one end. */
  int degree(End end, int neuron) {
    return end == End.PRE ? ofPre[neuron] : ofPost[neuron];
  }

  /** Living synapses onto a postsynaptic neuron, by presynaptic one; not to be changed. */
  BitSet onto(int post) {
    return alive[post];
  }

  /** A copy of the bits, [posts] of [pres]. */
  List<BitSet> rows() {
    return Arrays.stream(alive).map(row -> (BitSet) row.clone()).toList();
  }

  /** Who is alive in a group, from the bits alone. */
  Living living(GroupId group) {
    long synapses = 0;
    long fingerprint = 0;
    for (int post = group.from(); post < group.to(); post++) {
      BitSet pres = alive[post];
      for (int pre = pres.nextSetBit(0); pre >= 0; pre = pres.nextSetBit(pre + 1)) {
        synapses++;
        fingerprint += Living.mark(pre, post);
      }
    }
    return new Living(synapses, fingerprint);
  }
}
