package org.ontogeny.actors.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ontogeny.actors.checkpoint.NetworkArrays;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.execution.Executor;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.stage.Birth;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Kernels;

/**
 * What a trained Boltzmann machine dreams of: chains begin with random states, go on by Gibbs
 * sweeps, and the means of the visible neurons given the rest are told, {@code sigmoid(b + W h)}
 * (Scholl 2018, equation 2.9).
 *
 * @param count how many, at least 1
 * @param sweeps Gibbs sweeps from the random states, at least 1
 * @param seed of the random states and of the sweeps
 */
public record Fantasies(int count, int sweeps, long seed) {

  private static final int NUMBER = 4; // of the ensemble: one that no stage of a run uses
  private static final int COLUMNS = 100; // of a shard, at most

  /**
   * Lets a machine dream.
   *
   * @param arrays its weights and biases
   * @return means of the visible neurons in [0, 1], row-major, [count, visible neurons]
   */
  public float[] of(RunSpec spec, NetworkArrays arrays, Kernels kernels, int threads) {
    Network network = spec.network();
    int shards = (count + COLUMNS - 1) / COLUMNS;
    Ensemble chains = new Ensemble("fantasies", NUMBER, count, shards, true);
    Birth random =
        new Birth(spec.birth().weightDeviation(), spec.birth().bias(), List.of(chains), seed);
    NetworkState state = arrays.state(network, random.of(network));
    Program.Execution dream =
        new Program.Execution(new BoltzmannMachine(network).fantasize(chains, sweeps), null);
    Map<Integer, Map<GroupId, Batch>> told = new ConcurrentHashMap<>(); // by shard
    try (Executor actors =
        ActorExecutor.start(network, state.groups(), seed, kernels, Arrangement.of(threads))) {
      actors.run(
          new Program(
              1,
              List.of(dream).iterator(),
              states ->
                  told.computeIfAbsent(states.shard(), shard -> new ConcurrentHashMap<>())
                      .put(states.group(), states.state())));
    }
    return rows(network, chains, told);
  }

  /** The columns of all shards as rows. */
  private float[] rows(Network network, Ensemble chains, Map<Integer, Map<GroupId, Batch>> told) {
    int neurons = network.visible().neurons();
    float[] rows = new float[Math.multiplyExact(count, neurons)];
    for (int shard = 0; shard < chains.shards(); shard++) {
      List<Batch> slices = new ArrayList<>();
      for (GroupId slice : network.visible().slices()) {
        slices.add(told.get(shard).get(slice));
      }
      Batch means = Batch.stack(slices);
      for (int column = 0; column < means.columns(); column++) {
        for (int neuron = 0; neuron < neurons; neuron++) {
          rows[(chains.first(shard) + column) * neurons + neuron] = means.get(neuron, column);
        }
      }
    }
    return rows;
  }
}
