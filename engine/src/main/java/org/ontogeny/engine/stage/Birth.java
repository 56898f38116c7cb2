package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.Role;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Key;

/**
 * The state that a network is born with: all potential synapses, or a random share of them, alive
 * with random weights, given biases, and random states of the chains.
 *
 * @param weight how the synapses of each projection get their first weights, by name
 * @param density share of the potential synapses that are alive, by name of the projection; 1 where
 *     there is none
 * @param bias of each population, by name
 * @param chains ensembles whose states outlive a phase
 * @param seed of the run
 */
public record Birth(
    Map<String, InitialWeight> weight,
    Map<String, Double> density,
    Map<String, Float> bias,
    List<Ensemble> chains,
    long seed) {

  public Birth {
    density.forEach(
        (name, share) -> {
          if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                "density of %s must be 0 to 1, got %s".formatted(name, share));
          }
        });
  }

  /** With all potential synapses alive. */
  public Birth(
      Map<String, InitialWeight> weight,
      Map<String, Float> bias,
      List<Ensemble> chains,
      long seed) {
    this(weight, Map.of(), bias, chains, seed);
  }

  /** With all potential synapses alive and normally distributed weights of these deviations. */
  public static Birth normal(
      Map<String, Float> deviation, Map<String, Float> bias, List<Ensemble> chains, long seed) {
    Map<String, InitialWeight> weight = new HashMap<>();
    deviation.forEach((name, spread) -> weight.put(name, InitialWeight.normal(spread)));
    return new Birth(weight, bias, chains, seed);
  }

  /** The state of every group of the network. */
  public NetworkState of(Network network) {
    List<GroupState> groups = new ArrayList<>();
    for (Population population : network.populations()) {
      population.slices().forEach(slice -> groups.add(neurons(network, population, slice)));
    }
    for (Projection projection : network.projections()) {
      Chosen chosen = chosen(network, projection);
      Network.synapseGroups(projection)
          .forEach(slice -> groups.add(synapses(network, projection, slice, chosen)));
    }
    return new NetworkState(groups, 0, 0);
  }

  /**
   * The same synapses and neurons as if they were born now: weights, biases and states of chains
   * are made anew, and nothing has been learned or counted. Ages stay.
   *
   * @param state that the network is in, at this step
   */
  NetworkState again(Network network, NetworkState state) {
    List<GroupState> groups = new ArrayList<>();
    for (GroupState group : state.groups()) {
      groups.add(
          group instanceof NeuronGroupState neurons
              ? again(network, neurons, state.step())
              : again(network, (SynapseGroupState) group, state.step()));
    }
    return new NetworkState(groups, state.step(), state.batches());
  }

  private NeuronGroupState again(Network network, NeuronGroupState group, long step) {
    Population population = network.population(group.id().owner());
    return neurons(network, population, group.id(), group.neuron(), step);
  }

  private SynapseGroupState again(Network network, SynapseGroupState group, long step) {
    Projection projection = network.projection(group.id().owner());
    Key key = weights(network, projection, step);
    InitialWeight initial = weight.get(projection.name());
    float[] weights = new float[group.weight().length];
    for (int k = 0; k < weights.length; k++) {
      int pre = group.preNeuron()[group.pre()[k]];
      int post = group.postNeuron()[group.post()[k]];
      weights[k] = initial.of(key, pre, post);
    }
    return new SynapseGroupState(
        group.id(),
        group.preNeuron(),
        group.postNeuron(),
        group.pre(),
        group.post(),
        weights,
        new float[weights.length],
        group.born(),
        new long[weights.length],
        new long[group.preNeuron().length],
        new long[group.postNeuron().length],
        0,
        step);
  }

  private NeuronGroupState neurons(Network network, Population population, GroupId slice) {
    int[] index = IntStream.range(slice.from(), slice.to()).toArray();
    return neurons(network, population, slice, index, 0);
  }

  private NeuronGroupState neurons(
      Network network, Population population, GroupId slice, int[] index, long step) {
    float[] value = new float[index.length];
    Arrays.fill(value, bias.get(population.name()));
    int number = network.populations().indexOf(population);
    List<NeuronGroupState.Chains> states = new ArrayList<>();
    for (Ensemble ensemble : chains) {
      Key key = Purpose.INITIAL_STATE.key(seed, number, step, 0, ensemble.number());
      List<Batch> shards = new ArrayList<>();
      for (int shard = 0; shard < ensemble.shards(); shard++) {
        shards.add(coins(key, index, ensemble, shard));
      }
      states.add(new NeuronGroupState.Chains(ensemble.number(), shards));
    }
    return new NeuronGroupState(
        slice,
        index,
        List.of(new NeuronGroupState.Bias(Role.OWN, value, new float[index.length])),
        new long[index.length],
        0,
        states);
  }

  /** Fair coins, [neurons][columns of the shard]. */
  private static Batch coins(Key key, int[] index, Ensemble ensemble, int shard) {
    int columns = ensemble.columns(shard);
    float[] state = new float[index.length * columns];
    for (int n = 0; n < index.length; n++) {
      for (int c = 0; c < columns; c++) {
        float draw = key.uniform(index[n], ensemble.first(shard) + c);
        state[n * columns + c] = draw < 0.5f ? 1 : 0;
      }
    }
    return new Batch(index.length, columns, state);
  }

  /** Which of the pairs that may be joined are. */
  private interface Chosen {
    boolean are(int pre, int post);
  }

  /**
   * The nearest whole number to a share of the potential synapses, chosen uniformly without
   * replacement: each pair draws 64 bits, and those with the smallest numbers live.
   */
  private Chosen chosen(Network network, Projection projection) {
    double share = density.getOrDefault(projection.name(), 1.0);
    long living = Math.round(share * projection.potential());
    if (living == projection.potential()) {
      return (pre, post) -> true;
    }
    if (living == 0) {
      return (pre, post) -> false;
    }
    int number = network.projections().indexOf(projection);
    Key draws = Purpose.INITIAL_SYNAPSE.key(seed, number, 0, 0, 0);
    LongStream.Builder words = LongStream.builder();
    for (int j = 0; j < projection.post().neurons(); j++) {
      for (int i = 0; i < projection.pre().neurons(); i++) {
        if (projection.possible(i, j)) {
          words.add(draws.words(i, j));
        }
      }
    }
    long line = words.build().sorted().skip(living - 1).findFirst().orElseThrow();
    return (pre, post) -> draws.words(pre, post) <= line;
  }

  private SynapseGroupState synapses(
      Network network, Projection projection, GroupId slice, Chosen chosen) {
    int pres = projection.pre().neurons();
    int posts = slice.to() - slice.from();
    int[][] pairs = pairs(projection, slice, chosen);
    int living = pairs[0].length;
    Key key = weights(network, projection, 0);
    InitialWeight initial = weight.get(projection.name());
    float[] weights = new float[living];
    for (int k = 0; k < living; k++) {
      weights[k] = initial.of(key, pairs[0][k], slice.from() + pairs[1][k]);
    }
    return new SynapseGroupState(
        slice,
        IntStream.range(0, pres).toArray(),
        IntStream.range(slice.from(), slice.to()).toArray(),
        pairs[0],
        pairs[1],
        weights,
        new float[living],
        new long[living],
        new long[living],
        new long[pres],
        new long[posts],
        0,
        0);
  }

  private Key weights(Network network, Projection projection, long step) {
    int number = network.projections().indexOf(projection);
    return Purpose.INITIAL_WEIGHT.key(seed, number, step, 0, 0);
  }

  /** Pre and post places of the living synapses, by post, then pre. */
  private static int[][] pairs(Projection projection, GroupId slice, Chosen chosen) {
    IntStream.Builder pre = IntStream.builder();
    IntStream.Builder post = IntStream.builder();
    for (int j = slice.from(); j < slice.to(); j++) {
      for (int i = 0; i < projection.pre().neurons(); i++) {
        if (projection.possible(i, j) && chosen.are(i, j)) {
          pre.add(i);
          post.add(j - slice.from());
        }
      }
    }
    return new int[][] {pre.build().toArray(), post.build().toArray()};
  }
}
