package org.ontogeny.engine.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Parameters;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Role;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Kernels;

/** The arrays of a neuron group. Dead neurons are not in them. */
final class Neurons {

  /**
   * A bias and what it learns from.
   *
   * @param value [neurons]
   * @param change first moment of past gradients, or last change, [neurons]
   * @param square second moment, [neurons]; empty until an optimiser keeps one
   * @param gradient accumulated since the last learning step, [neurons]
   */
  record Bias(float[] value, float[] change, float[] square, float[] gradient) {

    /** The same with room for a second moment. */
    Bias withSquare() {
      return new Bias(value, change, new float[value.length], gradient);
    }
  }

  private int[] index; // [neurons] original indices
  private final Map<Role, Bias> biases = new EnumMap<>(Role.class);
  private long[] active; // [neurons]
  private long samples;
  private final Map<Integer, Batch[]> chains = new TreeMap<>(); // by ensemble, [shards]

  Neurons(NeuronGroupState state) {
    index = state.neuron().clone();
    for (NeuronGroupState.Bias bias : state.biases()) {
      biases.put(
          bias.role(),
          new Bias(
              bias.value().clone(),
              bias.change().clone(),
              bias.square().clone(),
              new float[index.length]));
    }
    active = state.active().clone();
    samples = state.samples();
    state.chains().forEach(c -> chains.put(c.ensemble(), c.shards().toArray(Batch[]::new)));
  }

  NeuronGroupState state(GroupId id) {
    List<NeuronGroupState.Bias> values = new ArrayList<>();
    biases.forEach(
        (role, bias) ->
            values.add(
                new NeuronGroupState.Bias(
                    role, bias.value().clone(), bias.change().clone(), bias.square().clone())));
    List<NeuronGroupState.Chains> states = new ArrayList<>();
    chains.forEach((e, shards) -> states.add(new NeuronGroupState.Chains(e, List.of(shards))));
    return new NeuronGroupState(id, index.clone(), values, active.clone(), samples, states);
  }

  int count() {
    return index.length;
  }

  /** Original indices, [neurons]. */
  int[] index() {
    return index;
  }

  Bias bias(Role role) {
    Bias bias = biases.get(role);
    if (bias == null) {
      throw new IllegalStateException("the neurons have no bias in the role " + role);
    }
    return bias;
  }

  Batch chain(Ensemble ensemble, int shard) {
    Batch[] shards = chains.get(ensemble.number());
    if (shards == null) {
      throw new IllegalStateException("the neurons have no states for " + ensemble.name());
    }
    return shards[shard];
  }

  void keepChain(Ensemble ensemble, int shard, Batch state) {
    chains.get(ensemble.number())[shard] = state;
  }

  void openWindow() {
    active = new long[index.length];
    samples = 0;
  }

  void count(Kernels kernels, Batch state) {
    kernels.active(state, active);
    samples += state.columns();
  }

  void learn(Role role, Learning learning) {
    if (learning.optimiser().moments() > 1 && bias(role).square().length == 0) {
      biases.put(role, bias(role).withSquare());
    }
    Bias bias = bias(role);
    learning
        .optimiser()
        .apply(
            learning.rate(),
            0,
            new Parameters(
                bias.value(), bias.change(), bias.square(), bias.gradient(), Parameters.OLD));
  }

  /** Gradients of an earlier stage are forgotten. */
  void beginLearning() {
    biases.values().forEach(bias -> Arrays.fill(bias.change(), 0));
    biases.values().forEach(bias -> Arrays.fill(bias.square(), 0));
  }

  /** Fails if learning has diverged. */
  void requireFinite() {
    biases.values().forEach(bias -> Learning.requireFinite("biases", bias.value()));
  }

  void add(Role role, float value) {
    float[] values = new float[index.length];
    Arrays.fill(values, value);
    biases.put(
        role, new Bias(values, new float[index.length], new float[0], new float[index.length]));
  }

  /** {@code b = (b_own + b_lower) / 2}, where there are two. */
  void assemble() {
    Bias lower = biases.remove(Role.LOWER);
    if (lower == null) {
      return;
    }
    Bias own = bias(Role.OWN);
    for (int n = 0; n < index.length; n++) {
      own.value()[n] = 0.5f * (own.value()[n] + lower.value()[n]);
      own.change()[n] = 0;
    }
    if (own.square().length > 0) {
      Arrays.fill(own.square(), 0);
    }
  }

  /** Neurons at these places, ascending, leave the arrays. */
  void bury(int[] places) {
    int[] kept =
        IntStream.range(0, index.length).filter(n -> Arrays.binarySearch(places, n) < 0).toArray();
    index = IntStream.of(kept).map(n -> index[n]).toArray();
    long[] counts = active;
    active = IntStream.of(kept).mapToLong(n -> counts[n]).toArray();
    biases.replaceAll(
        (role, bias) ->
            new Bias(
                pick(bias.value(), kept),
                pick(bias.change(), kept),
                bias.square().length == 0 ? bias.square() : pick(bias.square(), kept),
                pick(bias.gradient(), kept)));
    chains.replaceAll(
        (ensemble, shards) -> {
          Batch[] next = new Batch[shards.length];
          for (int s = 0; s < next.length; s++) {
            next[s] = shards[s].rows(kept);
          }
          return next;
        });
  }

  private static float[] pick(float[] values, int[] kept) {
    float[] picked = new float[kept.length];
    for (int k = 0; k < kept.length; k++) {
      picked[k] = values[kept[k]];
    }
    return picked;
  }
}
