package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.evaluation.Classifier;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Readings;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.kernel.Batch;

/**
 * Measures how well classes can be read from encodings, the mean-field states of the top population
 * for clamped examples, or from the pixels themselves (Scholl 2018, section 3.4.2). It uses an
 * ensemble of its own, takes no step and draws nothing, so a run is the same without it.
 *
 * @param name of the stage
 * @param pixels whether to measure the pixels too, as a baseline
 */
public record Evaluate(String name, boolean pixels) implements Stage {

  @Override
  public long updates() {
    return 0;
  }

  @Override
  public long steps() {
    return 0;
  }

  @Override
  public Course.Stretch course() {
    return Course.of(name, List.of(Course.act(this::evaluate)));
  }

  private void evaluate(Development development) {
    if (pixels) {
      Readout readout = development.setting().readout();
      Examples train = development.data().train();
      Examples test = development.data().test();
      Batch fitted = train.columns(first(readout.train()), 0, train.pixels());
      Batch heldOut = test.columns(first(readout.test()), 0, test.pixels());
      measure(development, "pixels", fitted, heldOut);
    }
    encoding(development);
  }

  /** Measures the encodings and writes down the accuracy. */
  static void encoding(Development development) {
    Readout readout = development.setting().readout();
    Batch fitted = encode(development, development.data().train(), readout.train());
    Batch heldOut = encode(development, development.data().test(), readout.test());
    measure(development, "encoding", fitted, heldOut);
  }

  private static void measure(Development development, String of, Batch fitted, Batch heldOut) {
    Readout readout = development.setting().readout();
    Classifier.Accuracy accuracy =
        Classifier.evaluate(
            fitted,
            labels(development.data().train(), readout.train()),
            heldOut,
            labels(development.data().test(), readout.test()),
            readout.settings());
    happened(development, "accuracy-train", of, accuracy.train());
    happened(development, "accuracy", of, accuracy.test());
  }

  private static void happened(Development development, String measure, String of, double value) {
    development.happened(
        new Fact.Evaluated(measure, of, value, development.synapses(), development.neurons()));
  }

  private static int[] labels(Examples examples, int count) {
    return IntStream.range(0, count).map(examples::label).toArray();
  }

  private static int[] first(int count) {
    return IntStream.range(0, count).toArray();
  }

  /** Encodings of the first examples, [living neurons of the top population][count]. */
  static Batch encode(Development development, Examples examples, int count) {
    Ensemble ensemble = development.setting().evaluation();
    List<Batch> encoded = new ArrayList<>();
    for (int from = 0; from < count; from += ensemble.columns()) {
      int to = Math.min(count, from + ensemble.columns());
      encoded.add(encode(development, examples, from, to));
    }
    return Readings.beside(encoded);
  }

  private static Batch encode(Development development, Examples examples, int from, int to) {
    Setting setting = development.setting();
    Ensemble full = setting.evaluation();
    Ensemble ensemble =
        new Ensemble(
            full.name(), full.number(), to - from, Math.min(full.shards(), to - from), false);
    BoltzmannMachine machine = new BoltzmannMachine(setting.network());
    Program.Execution encode =
        new Program.Execution(
            machine.encode(ensemble, setting.meanField().passes(), setting.meanField().tolerance()),
            Batches.stimulus(examples, IntStream.range(from, to).toArray()));
    Readings readings = new Readings();
    development.look(List.of(encode).iterator(), readings);
    return readings.of(machine.top(), ensemble.shards());
  }
}
