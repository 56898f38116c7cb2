package org.ontogeny.actors.run;

import java.util.List;
import org.ontogeny.actors.checkpoint.NetworkArrays;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.execution.Executor;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Readings;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
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
    Birth random = new Birth(spec.birth().weight(), spec.birth().bias(), List.of(chains), seed);
    NetworkState state = arrays.state(network, random.of(network));
    Program.Execution dream =
        new Program.Execution(new BoltzmannMachine(network).fantasize(chains, sweeps), null);
    Readings readings = new Readings();
    try (Executor actors =
        ActorExecutor.start(
            network, state.groups(), seed, kernels, Arrangement.of(threads, kernels))) {
      actors.run(new Program(1, List.of(dream).iterator(), readings));
    }
    return transposed(readings.of(network.visible(), shards));
  }

  /** Columns as rows. */
  private static float[] transposed(Batch means) {
    float[] rows = new float[Math.multiplyExact(means.rows(), means.columns())];
    for (int column = 0; column < means.columns(); column++) {
      for (int neuron = 0; neuron < means.rows(); neuron++) {
        rows[column * means.rows() + neuron] = means.get(neuron, column);
      }
    }
    return rows;
  }
}
