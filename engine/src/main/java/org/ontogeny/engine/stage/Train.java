package org.ontogeny.engine.stage;

import java.util.List;
import org.ontogeny.engine.execution.Program;
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

  @Override
  public long updates() {
    return schedule.updates();
  }

  @Override
  public void develop(Development development) {
    Setting setting = development.setting();
    BoltzmannMachine machine = new BoltzmannMachine(development.network());
    Setting.MeanField mean = setting.meanField();
    Phase wake = machine.wake(setting.examples(), mean.passes(), mean.tolerance());
    Phase dream = machine.dream(setting.chains(), sweeps);
    if (burnIn > 0) {
      Phase wander = machine.wander(setting.chains(), burnIn);
      development.run(List.of(new Program.Execution(wander, null)).iterator());
    }
    Training.run(
        development,
        schedule,
        parameters ->
            List.of(
                new Program.Execution(wake, development.batches().draw()),
                new Program.Execution(dream, null),
                new Program.Execution(machine.learn(parameters), null)));
  }
}
