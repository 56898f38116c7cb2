package org.ontogeny.actors.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.Role;

/**
 * Weights and biases of a network over the original indices of its neurons.
 *
 * @param projections by name
 * @param biases by population; [neurons], NaN where the neuron died
 */
public record NetworkArrays(Map<String, Weights> projections, Map<String, float[]> biases) {

  /** Mark of a synapse that lives. */
  public static final byte ALIVE = 1;

  /** Mark of a synapse that died. */
  public static final byte PRUNED = 0;

  /** Mark of a pair of neurons between which no synapse was possible. */
  public static final byte NEVER = -1;

  /**
   * Synapses of one projection.
   *
   * @param pres neurons of the presynaptic population at birth
   * @param posts neurons of the postsynaptic population at birth
   * @param weight row-major, [pres, posts]; 0 where no synapse lives
   * @param alive {@link #ALIVE}, {@link #PRUNED} or {@link #NEVER}, [pres, posts]
   */
  public record Weights(int pres, int posts, float[] weight, byte[] alive) {}

  /** The arrays of a state. */
  public static NetworkArrays of(Network network, NetworkState state) {
    Map<String, Weights> projections = new LinkedHashMap<>();
    network.projections().forEach(p -> projections.put(p.name(), unborn(p)));
    for (SynapseGroupState group : state.synapseGroups()) {
      write(group, projections.get(group.id().owner()));
    }
    Map<String, float[]> biases = new LinkedHashMap<>();
    network.populations().forEach(p -> biases.put(p.name(), dead(p)));
    for (NeuronGroupState group : state.neuronGroups()) {
      float[] values = own(group).value();
      float[] bias = biases.get(group.id().owner());
      IntStream.range(0, values.length).forEach(n -> bias[group.neuron()[n]] = values[n]);
    }
    return new NetworkArrays(projections, biases);
  }

  /** No synapse lives; only the possible ones could have. */
  private static Weights unborn(Projection projection) {
    int pres = projection.pre().neurons();
    int posts = projection.post().neurons();
    byte[] alive = new byte[Math.multiplyExact(pres, posts)];
    for (int i = 0; i < pres; i++) {
      for (int j = 0; j < posts; j++) {
        alive[i * posts + j] = projection.possible(i, j) ? PRUNED : NEVER;
      }
    }
    return new Weights(pres, posts, new float[alive.length], alive);
  }

  private static void write(SynapseGroupState group, Weights weights) {
    for (int k = 0; k < group.weight().length; k++) {
      int pre = group.preNeuron()[group.pre()[k]];
      int post = group.postNeuron()[group.post()[k]];
      int at = pre * weights.posts() + post;
      weights.weight()[at] = group.weight()[k];
      weights.alive()[at] = ALIVE;
    }
  }

  private static float[] dead(Population population) {
    float[] bias = new float[population.neurons()];
    Arrays.fill(bias, Float.NaN);
    return bias;
  }

  private static NeuronGroupState.Bias own(NeuronGroupState group) {
    return group.biases().stream().filter(b -> b.role() == Role.OWN).findFirst().orElseThrow();
  }

  /**
   * The state of a network with these weights and biases.
   *
   * @param born the network at birth: its groups, and the states of its chains
   * @throws IllegalArgumentException if the arrays are those of another network
   */
  public NetworkState state(Network network, NetworkState born) {
    network.populations().forEach(this::requireFits);
    network.projections().forEach(this::requireFits);
    List<GroupState> groups = new ArrayList<>();
    born.neuronGroups().forEach(group -> groups.add(neurons(group)));
    born.synapseGroups()
        .forEach(group -> groups.add(synapses(network.projection(group.id().owner()), group)));
    return new NetworkState(groups, born.step(), born.batches());
  }

  private void requireFits(Population population) {
    float[] bias = biases.get(population.name());
    if (bias == null || bias.length != population.neurons()) {
      throw new IllegalArgumentException(
          "%s.bias: expected one of %d neurons, got %s"
              .formatted(
                  population.name(),
                  population.neurons(),
                  bias == null ? "none" : bias.length + ""));
    }
  }

  private void requireFits(Projection projection) {
    int pres = projection.pre().neurons();
    int posts = projection.post().neurons();
    Weights weights = projections.get(projection.name());
    if (weights == null || weights.pres() != pres || weights.posts() != posts) {
      throw new IllegalArgumentException(
          "%s.weight: expected %d x %d synapses, got %s"
              .formatted(
                  projection.name(),
                  pres,
                  posts,
                  weights == null ? "none" : weights.pres() + " x " + weights.posts()));
    }
  }

  private boolean lives(String population, int neuron) {
    return !Float.isNaN(biases.get(population)[neuron]);
  }

  private NeuronGroupState neurons(NeuronGroupState born) {
    String population = born.id().owner();
    int[] places =
        IntStream.range(0, born.neuron().length)
            .filter(n -> lives(population, born.neuron()[n]))
            .toArray();
    int[] index = IntStream.of(places).map(n -> born.neuron()[n]).toArray();
    float[] value = new float[index.length];
    IntStream.range(0, index.length).forEach(n -> value[n] = biases.get(population)[index[n]]);
    return new NeuronGroupState(
        born.id(),
        index,
        List.of(new NeuronGroupState.Bias(Role.OWN, value, new float[index.length])),
        new long[index.length],
        0,
        born.chains().stream().map(chains -> living(chains, places)).toList());
  }

  private static NeuronGroupState.Chains living(NeuronGroupState.Chains chains, int[] places) {
    return new NeuronGroupState.Chains(
        chains.ensemble(), chains.shards().stream().map(shard -> shard.rows(places)).toList());
  }

  private SynapseGroupState synapses(Projection projection, SynapseGroupState born) {
    Weights weights = projections.get(projection.name());
    int[] pres = living(projection.pre().name(), born.preNeuron());
    int[] posts = living(projection.post().name(), born.postNeuron());
    IntStream.Builder pre = IntStream.builder();
    IntStream.Builder post = IntStream.builder();
    List<Float> values = new ArrayList<>();
    for (int j = 0; j < posts.length; j++) {
      for (int i = 0; i < pres.length; i++) {
        int at = pres[i] * weights.posts() + posts[j];
        if (weights.alive()[at] == ALIVE) {
          pre.add(i);
          post.add(j);
          values.add(weights.weight()[at]);
        }
      }
    }
    float[] weight = new float[values.size()];
    IntStream.range(0, weight.length).forEach(k -> weight[k] = values.get(k));
    return new SynapseGroupState(
        born.id(),
        pres,
        posts,
        pre.build().toArray(),
        post.build().toArray(),
        weight,
        new float[weight.length],
        new long[weight.length],
        new long[weight.length],
        new long[pres.length],
        new long[posts.length],
        0,
        0);
  }

  private int[] living(String population, int[] neurons) {
    return IntStream.of(neurons).filter(n -> lives(population, n)).toArray();
  }
}
