package org.ontogeny.engine.stage;

import java.util.List;
import org.ontogeny.engine.event.Fact;

/**
 * What a run does.
 *
 * @param name as printed
 * @param stages in order
 */
public record Experiment(String name, List<Stage> stages) {

  public Experiment {
    stages = List.copyOf(stages);
  }

  /** How many learning steps it makes in all. */
  public long updates() {
    return stages.stream().mapToLong(Stage::updates).sum();
  }

  /** Lets a network develop through all stages. */
  public void develop(Development development) {
    development.happened(
        new Fact.RunStarted(
            name, development.setting().seed(), development.synapses(), development.neurons()));
    for (Stage stage : stages) {
      development.within(stage.name(), () -> stage.develop(development));
    }
    development.happened(new Fact.RunEnded(development.synapses(), development.neurons()));
  }
}
