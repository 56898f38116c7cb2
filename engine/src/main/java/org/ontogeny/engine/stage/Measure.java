package org.ontogeny.engine.stage;

import java.util.List;
import java.util.stream.IntStream;
import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.GradientNetwork;
import org.ontogeny.engine.network.Phase;

/**
 * Opens a window of statistics in which every neuron and every synapse counts. Machines count while
 * their chains run freely (Scholl 2018, section 3.2, there one state kept every 200 steps),
 * networks that learn by error while they see the first training examples, a mini-batch a reading.
 *
 * @param burnIn sweeps before the first count; of machines
 * @param readings how often each chain is counted, or how many mini-batches are
 * @param sweeps between two counts, at least 1; of machines
 */
public record Measure(int burnIn, int readings, int sweeps) {

  /** The window of rounds by default. */
  public static final Measure DEFAULT = new Measure(50, 100, 5);

  /** A fence after so many readings at the latest. */
  private static final int FENCE = 20;

  /** All sweeps of the burn-in are one phase. */
  int steps() {
    return (burnIn > 0 ? 1 : 0) + readings;
  }

  /** The whole window, as a stretch of this name. */
  Course.Stretch course(String name) {
    int chunks = (readings + FENCE - 1) / FENCE;
    Course count =
        Course.repeated(
            chunks,
            chunk ->
                Course.act(
                    development -> {
                      int first = (int) chunk * FENCE;
                      count(development, first, Math.min(readings, first + FENCE));
                    }));
    return Course.of(name, List.of(Course.act(this::open), count));
  }

  private void open(Development development) {
    development.tell(development.network().groups(), new Request.OpenWindow(development.step()));
    if (burnIn > 0) {
      Phase wander =
          new BoltzmannMachine(development.network())
              .wander(development.setting().chains(), burnIn);
      development.run(List.of(new Program.Execution(wander, null)).iterator());
    }
  }

  private void count(Development development, int from, int to) {
    development.run(
        IntStream.range(from, to).mapToObj(reading -> count(development, reading)).iterator());
  }

  private Program.Execution count(Development development, int reading) {
    Setting setting = development.setting();
    if (!setting.network().graded()) {
      Phase measure = new BoltzmannMachine(setting.network()).measure(setting.chains(), sweeps);
      return new Program.Execution(measure, null);
    }
    Examples train = setting.data().train();
    int columns = setting.examples().columns();
    int[] shown =
        IntStream.range(0, columns)
            .map(c -> (int) (((long) reading * columns + c) % train.size()))
            .toArray();
    return new Program.Execution(
        new GradientNetwork(setting.network()).measure(setting.examples()),
        new MiniBatch(train, shown));
  }
}
