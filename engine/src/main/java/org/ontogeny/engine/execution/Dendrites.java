package org.ontogeny.engine.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Parameters;
import org.ontogeny.engine.network.End;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;

/**
 * The arrays of a synapse group. Dead synapses cost no more than their storage form asks for; dead
 * neurons are not in them. {@code [slots]} are those of {@link Synapses}.
 */
final class Dendrites {

  private int[] preNeuron; // [pres] original indices
  private int[] postNeuron; // [posts] original indices
  private Synapses synapses;
  private Weights weight; // [slots]
  private float[] change; // [slots]
  private float[] square; // [slots], empty until an optimiser keeps a second moment
  private float[] gradient; // [slots]
  private long[] born; // [slots]
  private int[] together; // [slots]
  private long[] preActive; // [pres]
  private long[] postActive; // [posts]
  private long samples;
  private long opened;
  private Living living; // counted on with every change

  Dendrites(SynapseGroupState state) {
    preNeuron = state.preNeuron().clone();
    postNeuron = state.postNeuron().clone();
    synapses = Synapses.of(preNeuron.length, postNeuron.length, state.pre(), state.post());
    int[] slot = synapses.livingSlots();
    weight = new Weights(new float[synapses.slots()]);
    change = new float[synapses.slots()];
    square = new float[state.square().length == 0 ? 0 : synapses.slots()];
    gradient = new float[synapses.slots()];
    born = new long[synapses.slots()];
    together = new int[synapses.slots()];
    for (int k = 0; k < slot.length; k++) {
      weight.values()[slot[k]] = state.weight()[k];
      change[slot[k]] = state.change()[k];
      if (square.length > 0) {
        square[slot[k]] = state.square()[k];
      }
      born[slot[k]] = state.born()[k];
      together[slot[k]] = Math.toIntExact(state.together()[k]);
    }
    preActive = state.preActive().clone();
    postActive = state.postActive().clone();
    samples = state.samples();
    opened = state.opened();
    living = count(state);
  }

  SynapseGroupState state(GroupId id) {
    int[] slot = synapses.livingSlots();
    return new SynapseGroupState(
        id,
        preNeuron.clone(),
        postNeuron.clone(),
        IntStream.of(slot).map(synapses::preOf).toArray(),
        IntStream.of(slot).map(synapses::postOf).toArray(),
        living(weight.values(), slot),
        living(change, slot),
        square.length == 0 ? square : living(square, slot),
        IntStream.of(slot).mapToLong(s -> born[s]).toArray(),
        IntStream.of(slot).mapToLong(s -> together[s]).toArray(),
        preActive.clone(),
        postActive.clone(),
        samples,
        opened);
  }

  private static float[] living(float[] values, int[] slot) {
    float[] living = new float[slot.length];
    for (int k = 0; k < slot.length; k++) {
      living[k] = values[slot[k]];
    }
    return living;
  }

  Synapses synapses() {
    return synapses;
  }

  Weights weight() {
    return weight;
  }

  float weight(int slot) {
    return weight.values()[slot];
  }

  long samples() {
    return samples;
  }

  long opened() {
    return opened;
  }

  long born(int slot) {
    return born[slot];
  }

  long together(int slot) {
    return together[slot];
  }

  long preActive(int slot) {
    return preActive[synapses.preOf(slot)];
  }

  long postActive(int slot) {
    return postActive[synapses.postOf(slot)];
  }

  /** Original indices of the living presynaptic neurons, ascending, [pres]; not to be written. */
  int[] preNeuron() {
    return preNeuron;
  }

  /** Original indices of the living postsynaptic neurons, ascending, [posts]; not to be written. */
  int[] postNeuron() {
    return postNeuron;
  }

  /** Samples with each postsynaptic neuron active, [posts]; not to be written. */
  long[] postActive() {
    return postActive;
  }

  /** Original index of the presynaptic neuron. */
  int preNeuron(int slot) {
    return preNeuron[synapses.preOf(slot)];
  }

  /** Original index of the postsynaptic neuron. */
  int postNeuron(int slot) {
    return postNeuron[synapses.postOf(slot)];
  }

  /** How many living neurons of a neuron group are at an end. */
  int countWithin(End end, GroupId neurons) {
    int[] index = end == End.PRE ? preNeuron : postNeuron;
    return (int) IntStream.of(index).filter(neurons::contains).count();
  }

  void add(Kernels kernels, Batch pre, Batch post, float scale) {
    kernels.outer(synapses, pre, post, scale, gradient);
  }

  void count(Kernels kernels, Batch pre, Batch post) {
    if (samples + pre.columns() > Integer.MAX_VALUE) {
      throw new ArithmeticException(
          "a window holds at most %d samples: open a new one earlier".formatted(Integer.MAX_VALUE));
    }
    kernels.coincidences(synapses, pre, post, together);
    kernels.active(pre, preActive);
    kernels.active(post, postActive);
    samples += pre.columns();
  }

  void openWindow(long step) {
    together = new int[synapses.slots()];
    preActive = new long[preNeuron.length];
    postActive = new long[postNeuron.length];
    samples = 0;
    opened = step;
  }

  /** Gradients of an earlier stage are forgotten. */
  void beginLearning() {
    Arrays.fill(change, 0);
    Arrays.fill(square, 0);
  }

  /** Fails if learning has diverged. */
  void requireFinite() {
    Learning.requireFinite("weights", weight.values());
  }

  void learn(Learning learning, long step) {
    if (learning.optimiser().moments() > 1 && square.length == 0) {
      square = new float[synapses.slots()];
    }
    learning
        .optimiser()
        .apply(
            learning.rate(),
            learning.decay(),
            new Parameters(weight.values(), change, square, gradient, slot -> step - born[slot]));
    if (learning.maxNorm() > 0) {
      boundNorms(learning.maxNorm());
    }
    weight.changed();
  }

  /** Scales the dendrites of each neuron to a Euclidean norm of at most {@code bound}. */
  private void boundNorms(double bound) {
    float[] values = weight.values();
    double[] squares = new double[postNeuron.length]; // [posts]
    synapses.forEach((slot, pre, post) -> squares[post] += (double) values[slot] * values[slot]);
    if (Arrays.stream(squares).noneMatch(square -> square > bound * bound)) {
      return;
    }
    synapses.forEach(
        (slot, pre, post) -> {
          if (squares[post] > bound * bound) {
            values[slot] *= (float) (bound / Math.sqrt(squares[post]));
          }
        });
  }

  Reply.Degrees degrees() {
    int[] ofPre = new int[preNeuron.length];
    int[] ofPost = new int[postNeuron.length];
    synapses.forEach(
        (slot, pre, post) -> {
          ofPre[pre]++;
          ofPost[post]++;
        });
    return new Reply.Degrees(preNeuron.clone(), ofPre, postNeuron.clone(), ofPost);
  }

  /** Who is alive. */
  Living living() {
    return living;
  }

  private static Living count(SynapseGroupState state) {
    long fingerprint = 0;
    for (int k = 0; k < state.pre().length; k++) {
      fingerprint +=
          Living.mark(state.preNeuron()[state.pre()[k]], state.postNeuron()[state.post()[k]]);
    }
    return new Living(state.pre().length, fingerprint);
  }

  private void lose(List<Fate> deaths) {
    for (Fate death : deaths) {
      living = living.minus(death.pre(), death.post());
    }
  }

  /** Removes these synapses, given by their place in canonical order, and tells who they were. */
  List<Fate> remove(Decision.Verdicts verdicts) {
    if (!verdicts.deaths().isEmpty()) {
      become(synapses.without(verdicts.dead()));
      lose(verdicts.deaths());
    }
    return verdicts.deaths();
  }

  /**
   * Inserts newborn synapses between living neurons, with nothing learned and nothing counted.
   *
   * @param births by post, then pre
   */
  void grow(List<Fate> births, long step) {
    if (births.isEmpty()) {
      return;
    }
    int[] pre = births.stream().mapToInt(b -> Arrays.binarySearch(preNeuron, b.pre())).toArray();
    int[] post = births.stream().mapToInt(b -> Arrays.binarySearch(postNeuron, b.post())).toArray();
    Synapses.Change grown = synapses.with(pre, post);
    become(grown);
    int[] slots = grown.newborn();
    for (int k = 0; k < slots.length; k++) {
      weight.values()[slots[k]] = births.get(k).weight();
      born[slots[k]] = step;
    }
    for (Fate birth : births) {
      living = living.plus(birth.pre(), birth.post());
    }
  }

  /**
   * Neurons at an end are gone: their synapses die with them, and they leave the arrays.
   *
   * @param dead original indices, ascending
   */
  List<Fate> forget(End end, int[] dead, long step) {
    int[] index = end == End.PRE ? preNeuron : postNeuron;
    int[] kept =
        IntStream.range(0, index.length)
            .filter(n -> Arrays.binarySearch(dead, index[n]) < 0)
            .toArray();
    List<Fate> deaths = new ArrayList<>();
    BitSet dying = new BitSet();
    int[] slots = synapses.livingSlots();
    for (int k = 0; k < slots.length; k++) {
      int neuron = end == End.PRE ? preNeuron(slots[k]) : postNeuron(slots[k]);
      if (Arrays.binarySearch(dead, neuron) >= 0) {
        dying.set(k);
        deaths.add(cascade(slots[k], step));
      }
    }
    become(synapses.without(dying));
    lose(deaths);
    leave(end, kept);
    return deaths;
  }

  private Fate cascade(int slot, long step) {
    return new Fate(
        preNeuron(slot), postNeuron(slot), Double.NaN, weight(slot), step - born[slot], Float.NaN);
  }

  private void leave(End end, int[] kept) {
    int[] allPres = IntStream.range(0, preNeuron.length).toArray();
    int[] allPosts = IntStream.range(0, postNeuron.length).toArray();
    if (end == End.PRE) {
      become(synapses.compact(kept, allPosts));
      preNeuron = pick(preNeuron, kept);
      preActive = pick(preActive, kept);
    } else {
      become(synapses.compact(allPres, kept));
      postNeuron = pick(postNeuron, kept);
      postActive = pick(postActive, kept);
    }
  }

  private void become(Synapses.Change next) {
    weight = new Weights(next.carry(weight.values()));
    change = next.carry(change);
    square = square.length == 0 ? square : next.carry(square);
    gradient = next.carry(gradient);
    born = next.carry(born);
    together = next.carry(together);
    synapses = next.next();
  }

  private static int[] pick(int[] values, int[] kept) {
    return IntStream.of(kept).map(k -> values[k]).toArray();
  }

  private static long[] pick(long[] values, int[] kept) {
    return IntStream.of(kept).mapToLong(k -> values[k]).toArray();
  }
}
