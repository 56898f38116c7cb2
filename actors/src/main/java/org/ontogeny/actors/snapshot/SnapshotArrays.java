package org.ontogeny.actors.snapshot;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ontogeny.actors.checkpoint.NetworkArrays;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.Role;
import org.ontogeny.engine.stage.Snapshots;
import org.ontogeny.kernel.Batch;

/**
 * The arrays of a snapshot. Neurons have their original indices.
 *
 * @param projections that have fields in the snapshot, by name, in the network's order
 * @param populations that are shown, by name, in the network's order
 */
public record SnapshotArrays(Map<String, Fields> projections, Map<String, Neurons> populations) {

  /**
   * Weights onto some living neurons of a projection.
   *
   * @param post original indices of those neurons, ascending, [fields]
   * @param pres neurons of the presynaptic population at birth
   * @param weight row-major, [fields, pres]; 0 where no synapse lives
   * @param alive {@link NetworkArrays#ALIVE}, {@link NetworkArrays#PRUNED} or {@link
   *     NetworkArrays#NEVER}, row-major, [fields, pres]
   */
  public record Fields(int[] post, int pres, float[] weight, byte[] alive) {}

  /**
   * All neurons of a population.
   *
   * @param bias [neurons]; NaN where the neuron died
   * @param alive 1 alive, 0 dead, [neurons]
   * @param state of the first chains, 1 active, 0 not, row-major, [neurons, chains]; 0 where the
   *     neuron died
   * @param rate share of all chains in which the neuron is active, [neurons]; NaN where it died
   */
  public record Neurons(float[] bias, byte[] alive, byte[] state, float[] rate) {

    /** Chains of which there are states. */
    public int chains() {
      return state.length / bias.length;
    }
  }

  /**
   * Evenly over the original indices, whatever their number; and a neuron that is shown once is
   * shown as long as it lives, since the order of the others does not change by deaths.
   */
  private static final Comparator<Integer> SPREAD =
      (a, b) -> Integer.compareUnsigned(Integer.reverse(a), Integer.reverse(b));

  /**
   * The arrays of a state.
   *
   * @param chains the ensemble whose states are shown
   * @param snapshot says how much
   */
  public static SnapshotArrays of(
      Network network, Ensemble chains, NetworkState state, Fact.Snapshot snapshot) {
    Map<String, Fields> projections = new LinkedHashMap<>();
    for (Projection projection : network.projections()) {
      int count = snapshot.fields().get(projection.name());
      if (count > 0) {
        projections.put(projection.name(), fields(projection, count, state));
      }
    }
    Map<String, Neurons> populations = new LinkedHashMap<>();
    for (Population population : network.populations()) {
      if (Snapshots.shows(population)) {
        populations.put(population.name(), neurons(population, chains, snapshot.chains(), state));
      }
    }
    return new SnapshotArrays(projections, populations);
  }

  private static Fields fields(Projection projection, int count, NetworkState state) {
    List<NeuronGroupState> posts = groups(projection.post(), state);
    int[] post =
        posts.stream()
            .flatMap(group -> IntStream.of(group.neuron()).boxed())
            .sorted(SPREAD)
            .limit(count)
            .mapToInt(neuron -> neuron)
            .sorted()
            .toArray();
    int pres = projection.pre().neurons();
    byte[] alive = new byte[Math.multiplyExact(post.length, pres)];
    for (int k = 0; k < post.length; k++) {
      for (int pre = 0; pre < pres; pre++) {
        alive[k * pres + pre] =
            projection.possible(pre, post[k]) ? NetworkArrays.PRUNED : NetworkArrays.NEVER;
      }
    }
    Fields fields = new Fields(post, pres, new float[alive.length], alive);
    state.synapseGroups().stream()
        .filter(group -> group.id().owner().equals(projection.name()))
        .forEach(group -> fill(fields, group));
    return fields;
  }

  /** Synapses are listed by post, so those of a neuron lie together. */
  private static void fill(Fields fields, SynapseGroupState group) {
    for (int k = 0; k < fields.post().length; k++) {
      int place = Arrays.binarySearch(group.postNeuron(), fields.post()[k]);
      if (place < 0) {
        continue; // another group's
      }
      for (int s = first(group.post(), place); s < first(group.post(), place + 1); s++) {
        int at = k * fields.pres() + group.preNeuron()[group.pre()[s]];
        fields.weight()[at] = group.weight()[s];
        fields.alive()[at] = NetworkArrays.ALIVE;
      }
    }
  }

  /** The first place of an ascending array that holds at least a value. */
  private static int first(int[] ascending, int least) {
    int from = 0;
    int to = ascending.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (ascending[middle] < least) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private static Neurons neurons(
      Population population, Ensemble chains, int shown, NetworkState state) {
    int count = population.neurons();
    Neurons neurons =
        new Neurons(new float[count], new byte[count], new byte[count * shown], new float[count]);
    Arrays.fill(neurons.bias(), Float.NaN);
    Arrays.fill(neurons.rate(), Float.NaN);
    groups(population, state).forEach(group -> fill(neurons, chains, shown, group));
    return neurons;
  }

  private static void fill(Neurons neurons, Ensemble chains, int shown, NeuronGroupState group) {
    float[] bias =
        group.biases().stream().filter(b -> b.role() == Role.OWN).findFirst().orElseThrow().value();
    List<Batch> shards =
        group.chains().stream()
            .filter(c -> c.ensemble() == chains.number())
            .flatMap(c -> c.shards().stream())
            .toList();
    for (int n = 0; n < bias.length; n++) {
      int neuron = group.neuron()[n];
      neurons.bias()[neuron] = bias[n];
      neurons.alive()[neuron] = NetworkArrays.ALIVE;
      int chain = 0;
      int active = 0;
      for (Batch shard : shards) {
        for (int column = 0; column < shard.columns(); column++, chain++) {
          byte on = (byte) (shard.get(n, column) > 0 ? 1 : 0);
          active += on;
          if (chain < shown) {
            neurons.state()[neuron * shown + chain] = on;
          }
        }
      }
      if (chain > 0) {
        neurons.rate()[neuron] = (float) active / chain;
      }
    }
  }

  private static List<NeuronGroupState> groups(Population population, NetworkState state) {
    return state.neuronGroups().stream()
        .filter(group -> group.id().owner().equals(population.name()))
        .toList();
  }
}
