package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.List;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.evaluation.Classifier;
import org.ontogeny.engine.evaluation.Verdicts;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Readings;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Key;

/**
 * Quality and diversity of fantasies: how sure a classifier of pixels is of them, and how evenly it
 * spreads them over the classes (Scholl 2018, section 3.4.2). Beside them stands what it says about
 * held-out examples and about random patterns. Fantasies have an ensemble of their own that begins
 * with the states of the chains, so that the chains stay where they are.
 */
final class FantasyQuality {

  private static final String QUALITY = "quality";
  private static final int NUMBER = 4; // of the ensemble, which no other has

  private FantasyQuality() {}

  static void tell(Development development) {
    Readout readout = development.setting().readout();
    Examples test = development.data().test();
    Classifier classifier = development.pixelClassifier();
    int[] heldOut = Evaluate.range(0, readout.test());
    Verdicts real = classifier.verdicts(test.columns(heldOut, 0, test.pixels()));
    Verdicts dreamt = classifier.verdicts(fantasies(development));
    Verdicts random = classifier.verdicts(noise(development, test.pixels()));
    development.measured(QUALITY, "examples", real.quality());
    development.measured(QUALITY, "fantasies", dreamt.quality());
    development.measured(QUALITY, "random-patterns", random.quality());
    development.measured("diversity", "fantasies", dreamt.diversity(test.classes()));
  }

  /** Samples of the visible population, [pixels][fantasies]. */
  static Batch fantasies(Development development) {
    Probes probes = development.setting().probes();
    Population visible = development.network().visible();
    Ensemble ensemble =
        new Ensemble(
            "fantasies",
            NUMBER,
            probes.fantasies(),
            Math.min(development.setting().evaluation().shards(), probes.fantasies()),
            false);
    Batch start = chains(development, visible);
    Program.Stimulus stimulus =
        (fromNeuron, toNeuron, fromColumn, toColumn) ->
            wrapped(start.rows(fromNeuron, toNeuron), fromColumn, toColumn);
    Program.Execution imagine =
        new Program.Execution(
            new BoltzmannMachine(development.network()).imagine(ensemble, probes.sweeps()),
            stimulus);
    Readings readings = new Readings();
    development.look(List.of(imagine).iterator(), readings);
    return readings.of(visible, ensemble.shards());
  }

  /** States of the visible neurons in all chains, [pixels][chains]. */
  private static Batch chains(Development development, Population visible) {
    int number = development.setting().chains().number();
    NetworkState state = development.copy();
    List<Batch> rows = new ArrayList<>();
    for (NeuronGroupState group : state.neuronGroups()) {
      if (group.id().owner().equals(visible.name())) {
        group.chains().stream()
            .filter(chains -> chains.ensemble() == number)
            .forEach(chains -> rows.add(Readings.beside(chains.shards())));
      }
    }
    return Batch.stack(rows);
  }

  /** Columns from one on to another; behind the last one the first one follows. */
  private static Batch wrapped(Batch states, int from, int to) {
    int columns = to - from;
    float[] values = new float[states.rows() * columns];
    for (int row = 0; row < states.rows(); row++) {
      for (int column = 0; column < columns; column++) {
        values[row * columns + column] = states.get(row, (from + column) % states.columns());
      }
    }
    return new Batch(states.rows(), columns, values);
  }

  /** As many patterns of fair coins, the same at every evaluation of a run. */
  private static Batch noise(Development development, int pixels) {
    int columns = development.setting().probes().fantasies();
    Key coins = Purpose.EVALUATION.key(development.setting().seed(), 0);
    float[] values = new float[pixels * columns];
    for (int row = 0; row < pixels; row++) {
      for (int column = 0; column < columns; column++) {
        values[row * columns + column] = coins.uniform(row, column) < 0.5f ? 1 : 0;
      }
    }
    return new Batch(pixels, columns, values);
  }
}
