package org.ontogeny.engine.stage;

import java.util.List;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.network.GradientNetwork;

/**
 * Trains a network by back-propagated error, one mini-batch a step (Stothers 2019, section 2.3).
 *
 * @param name of the stage
 * @param schedule of learning
 */
public record Descend(String name, Schedule schedule) implements LearningStage {

  @Override
  public long updates() {
    return schedule.updates();
  }

  @Override
  public long steps() {
    return schedule.updates();
  }

  @Override
  public int stepsBefore() {
    return 0;
  }

  @Override
  public void prepare(Development development) {
    // weights are all that it begins with
  }

  @Override
  public Course.Stretch course() {
    return Course.of(name, List.of(Training.course(schedule, this::update)));
  }

  @Override
  public List<Program.Execution> update(
      Development development, Learning parameters, Program.Stimulus stimulus) {
    Setting setting = development.setting();
    return List.of(
        new Program.Execution(
            new GradientNetwork(setting.network()).learn(setting.examples(), parameters),
            stimulus));
  }
}
