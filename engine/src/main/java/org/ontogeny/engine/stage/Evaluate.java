package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.evaluation.Classifier;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Readings;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.Population;
import org.ontogeny.kernel.Batch;

/**
 * Measures how well classes can be read from what the network makes of examples, or from the pixels
 * themselves. A machine makes encodings of them, the mean-field states of the top population
 * (Scholl 2018, section 3.4.2); a network that learns by error answers them. It uses an ensemble of
 * its own, takes no step and draws nothing, so a run is the same without it; unless it measures
 * something for which activity must be counted first.
 *
 * @param name of the stage
 * @param pixels whether to measure the pixels too, as a baseline
 * @param measures what else to measure
 * @param window of statistics for those measures that need one
 */
public record Evaluate(String name, boolean pixels, Set<Measures> measures, Measure window)
    implements Stage {

  public Evaluate {
    measures = Set.copyOf(measures);
  }

  /** Accuracies only. */
  public Evaluate(String name, boolean pixels) {
    this(name, pixels, Set.of(), Measure.DEFAULT);
  }

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
    List<Course> parts = new ArrayList<>();
    parts.add(Course.act(this::evaluate));
    if (Measures.readWindow(measures)) {
      parts.add(window.course(""));
      parts.add(Course.act(development -> Measures.window(development, measures)));
    }
    return Course.of(name, parts);
  }

  @Override
  public List<Object> shape() {
    return List.of(getClass(), name, Measures.readWindow(measures));
  }

  private void evaluate(Development development) {
    if (pixels) {
      Readout readout = development.setting().readout();
      Examples train = development.data().train();
      Examples test = development.data().test();
      Batch fitted = train.columns(range(0, readout.train()), 0, train.pixels());
      Batch heldOut = test.columns(range(0, readout.test()), 0, test.pixels());
      measure(development, "pixels", fitted, heldOut);
    }
    accuracy(development);
    Measures.look(development, measures);
  }

  /** Measures what the network makes of examples and writes down the accuracy. */
  static void accuracy(Development development) {
    if (development.network().graded()) {
      Output.tell(development);
      return;
    }
    Readout readout = development.setting().readout();
    Batch fitted = encode(development, development.data().train(), readout.train());
    Batch heldOut = encode(development, development.data().test(), readout.test());
    measure(development, "encoding", fitted, heldOut);
    development.setting().transfer().ifPresent(second -> transfer(development, second));
  }

  /** How well the classes of the second set can be read from what the network makes of it. */
  private static void transfer(Development development, Dataset second) {
    Readout readout = development.setting().readout();
    int train = Math.min(readout.train(), second.train().size());
    int test = Math.min(readout.test(), second.test().size());
    Classifier.Accuracy accuracy =
        Classifier.evaluate(
            encode(development, second.train(), train),
            labels(second.train(), train),
            encode(development, second.test(), test),
            labels(second.test(), test),
            readout.settings());
    development.measured("accuracy-transfer", "encoding", accuracy.test());
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
    development.measured("accuracy-train", of, accuracy.train());
    development.measured("accuracy", of, accuracy.test());
  }

  /** A classifier of raw pixels. */
  static Classifier pixelClassifier(Setting setting) {
    Examples train = setting.data().train();
    int count = setting.readout().train();
    return Classifier.fit(
        train.columns(range(0, count), 0, train.pixels()),
        labels(train, count),
        setting.readout().settings());
  }

  private static int[] labels(Examples examples, int count) {
    return IntStream.range(0, count).map(examples::label).toArray();
  }

  /** Examples from one on to another, exclusive. */
  static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
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
    BoltzmannMachine machine = new BoltzmannMachine(setting.network());
    Ensemble ensemble = setting.evaluation().of(to - from);
    Phase encode =
        machine.encode(ensemble, setting.meanField().passes(), setting.meanField().tolerance());
    return look(development, encode, machine.top(), examples, from, to);
  }

  /** What a phase reads of a population for some clamped examples, [living neurons][to - from]. */
  static Batch look(
      Development development,
      Phase phase,
      Population population,
      Examples examples,
      int from,
      int to) {
    Program.Stimulus stimulus = new MiniBatch(examples, range(from, to));
    Readings readings = new Readings();
    development.look(List.of(new Program.Execution(phase, stimulus)).iterator(), readings);
    return readings.of(population, phase.ensemble().shards());
  }
}
