package org.ontogeny.engine.stage;

import java.util.Collections;
import java.util.List;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Phase;

/**
 * Opens a window of statistics and lets the chains run freely while every neuron and every synapse
 * counts (Scholl 2018, section 3.2, there one state kept every 200 steps).
 *
 * @param burnIn sweeps before the first count
 * @param readings how often each chain is counted
 * @param sweeps between two counts, at least 1
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
                      int left = readings - (int) chunk * FENCE;
                      count(development, Math.min(FENCE, left));
                    }));
    return Course.of(name, List.of(Course.act(this::open), count));
  }

  private void open(Development development) {
    development.ask(
        development.network().groups(), group -> new Request.OpenWindow(development.step()));
    if (burnIn > 0) {
      Phase wander =
          new BoltzmannMachine(development.network())
              .wander(development.setting().chains(), burnIn);
      development.run(List.of(new Program.Execution(wander, null)).iterator());
    }
  }

  private void count(Development development, int times) {
    Phase measure =
        new BoltzmannMachine(development.network()).measure(development.setting().chains(), sweeps);
    development.run(Collections.nCopies(times, new Program.Execution(measure, null)).iterator());
  }
}
