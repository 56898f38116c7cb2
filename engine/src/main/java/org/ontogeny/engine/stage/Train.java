package org.ontogeny.engine.stage;

import java.util.List;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Phase;

/**
 * Trains the whole machine: mean-field on data, persistent chains for the model (Scholl 2018,
 * section 3.2.2).
 *
 * @param name of the stage
 * @param burnIn Gibbs sweeps of the chains before the first update
 * @param sweeps Gibbs sweeps of the chains in each update
 * @param schedule of learning
 */
public record Train(String name, int burnIn, int sweeps, Schedule schedule) implements Stage {

  private static final int PHASES = 3; // of an update

  @Override
  public long updates() {
    return schedule.updates();
  }

  @Override
  public long steps() {
    return burnInSteps() + PHASES * schedule.updates();
  }

  /** All sweeps of a burn-in are one phase. */
  int burnInSteps() {
    return burnIn == 0 ? 0 : 1;
  }

  @Override
  public Course.Stretch course() {
    return Course.of(
        name, List.of(Course.act(this::wander), Training.course(schedule, this::update)));
  }

  /** Lets the chains run freely before the first update. */
  void wander(Development development) {
    if (burnIn == 0) {
      return;
    }
    Phase wander =
        new BoltzmannMachine(development.network()).wander(development.setting().chains(), burnIn);
    development.run(List.of(new Program.Execution(wander, null)).iterator());
  }

  /** Wake, dream and learn. */
  List<Program.Execution> update(
      Development development, Learning parameters, Program.Stimulus stimulus) {
    Setting setting = development.setting();
    BoltzmannMachine machine = new BoltzmannMachine(setting.network());
    Setting.MeanField mean = setting.meanField();
    return List.of(
        new Program.Execution(
            machine.wake(setting.examples(), mean.passes(), mean.tolerance()), stimulus),
        new Program.Execution(machine.dream(setting.chains(), sweeps), null),
        new Program.Execution(machine.learn(parameters), null));
  }
}
