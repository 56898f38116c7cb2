package org.ontogeny.engine.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.stage.Birth;

/** States of tiny networks with weights and biases that no symmetry hides. */
public final class TinyStates {

  private TinyStates() {}

  /**
   * Normal weights, normal biases, and some synapses missing.
   *
   * @param chains ensembles that persist
   * @param deviation of the weights; biases have half of it
   * @param missing share of the possible synapses that are not there
   */
  public static NetworkState random(
      Network network, List<Ensemble> chains, double deviation, double missing, long seed) {
    Random random = new Random(seed);
    Map<String, Float> zero = new HashMap<>();
    network.populations().forEach(p -> zero.put(p.name(), 0f));
    network.projections().forEach(p -> zero.put(p.name(), 0f));
    NetworkState born = Birth.normal(zero, zero, chains, seed).of(network);
    return map(
        born,
        neurons -> withBias(neurons, normals(random, neurons.neuron().length, deviation / 2)),
        synapses -> {
          int[] kept =
              IntStream.range(0, synapses.pre().length)
                  .filter(k -> random.nextDouble() >= missing)
                  .toArray();
          SynapseGroupState thinned = only(synapses, kept);
          return withWeights(thinned, normals(random, kept.length, deviation));
        });
  }

  /** The same network with other groups' states. */
  public static NetworkState map(
      NetworkState state,
      Function<NeuronGroupState, NeuronGroupState> neurons,
      Function<SynapseGroupState, SynapseGroupState> synapses) {
    List<GroupState> groups = new ArrayList<>();
    state.neuronGroups().forEach(group -> groups.add(neurons.apply(group)));
    state.synapseGroups().forEach(group -> groups.add(synapses.apply(group)));
    return new NetworkState(groups, state.step(), state.batches());
  }

  public static NeuronGroupState withBias(NeuronGroupState s, float[] value) {
    NeuronGroupState.Bias bias =
        new NeuronGroupState.Bias(Role.OWN, value, new float[value.length]);
    return new NeuronGroupState(
        s.id(), s.neuron(), List.of(bias), s.active(), s.samples(), s.chains());
  }

  public static SynapseGroupState withWeights(SynapseGroupState s, float[] weight) {
    return new SynapseGroupState(
        s.id(),
        s.preNeuron(),
        s.postNeuron(),
        s.pre(),
        s.post(),
        weight,
        s.change(),
        s.born(),
        s.together(),
        s.preActive(),
        s.postActive(),
        s.samples(),
        s.opened());
  }

  /** Only the synapses at these places in canonical order. */
  public static SynapseGroupState only(SynapseGroupState s, int[] kept) {
    return new SynapseGroupState(
        s.id(),
        s.preNeuron(),
        s.postNeuron(),
        IntStream.of(kept).map(k -> s.pre()[k]).toArray(),
        IntStream.of(kept).map(k -> s.post()[k]).toArray(),
        pick(s.weight(), kept),
        pick(s.change(), kept),
        IntStream.of(kept).mapToLong(k -> s.born()[k]).toArray(),
        IntStream.of(kept).mapToLong(k -> s.together()[k]).toArray(),
        s.preActive(),
        s.postActive(),
        s.samples(),
        s.opened());
  }

  /** Everything in a state as text, one line a group; equal lines are equal to the bit. */
  public static List<String> lines(NetworkState state) {
    List<String> lines = new ArrayList<>();
    for (NeuronGroupState s : state.neuronGroups()) {
      StringBuilder line = new StringBuilder(s.id() + " " + Arrays.toString(s.neuron()));
      s.biases()
          .forEach(b -> line.append(b.role()).append(text(b.value())).append(text(b.change())));
      line.append(Arrays.toString(s.active())).append(s.samples());
      s.chains().forEach(c -> c.shards().forEach(batch -> line.append(text(batch.values()))));
      lines.add(line.toString());
    }
    for (SynapseGroupState s : state.synapseGroups()) {
      lines.add(
          "%s %s %s %s %s %s %s %s %s %s %s %d %d"
              .formatted(
                  s.id(),
                  Arrays.toString(s.preNeuron()),
                  Arrays.toString(s.postNeuron()),
                  Arrays.toString(s.pre()),
                  Arrays.toString(s.post()),
                  text(s.weight()),
                  text(s.change()),
                  Arrays.toString(s.born()),
                  Arrays.toString(s.together()),
                  Arrays.toString(s.preActive()),
                  Arrays.toString(s.postActive()),
                  s.samples(),
                  s.opened()));
    }
    lines.add("batches " + state.batches());
    return lines;
  }

  private static String text(float[] values) {
    return Arrays.toString(values);
  }

  private static float[] pick(float[] values, int[] kept) {
    float[] picked = new float[kept.length];
    for (int k = 0; k < kept.length; k++) {
      picked[k] = values[kept[k]];
    }
    return picked;
  }

  private static float[] normals(Random random, int n, double deviation) {
    float[] values = new float[n];
    for (int k = 0; k < n; k++) {
      values[k] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }
}
