package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;

/**
 * What a run does.
 *
 * @param name as printed
 * @param stages in order
 * @param snapshots when it records itself meanwhile
 */
public record Experiment(String name, List<Stage> stages, Snapshots snapshots) {

  public Experiment {
    stages = List.copyOf(stages);
  }

  /** One that records no snapshots. */
  public Experiment(String name, List<Stage> stages) {
    this(name, stages, Snapshots.NONE);
  }

  /** How many learning steps it makes in all; {@link Course#ENDLESS} if it never ends. */
  public long updates() {
    return sum(Stage::updates);
  }

  /** How many steps it takes in all; {@link Course#ENDLESS} if it never ends. */
  public long steps() {
    return sum(Stage::steps);
  }

  private long sum(ToLongFunction<Stage> number) {
    long sum = 0;
    for (Stage stage : stages) {
      long more = number.applyAsLong(stage);
      if (more == Course.ENDLESS) {
        return Course.ENDLESS;
      }
      sum += more;
    }
    return sum;
  }

  /** All stages, between the birth of the network and the end of the run. */
  Course.Stretch course() {
    List<Course> parts = new ArrayList<>();
    parts.add(Course.act(this::begin));
    stages.forEach(stage -> parts.add(stage.course().then(Snapshots.end())));
    parts.add(Course.act(d -> d.happened(new Fact.RunEnded(d.synapses(), d.neurons()))));
    return Course.of("", parts);
  }

  private void begin(Development development) {
    development.happened(
        new Fact.RunStarted(
            name, development.setting().seed(), development.synapses(), development.neurons()));
    development.copy().synapseGroups().forEach(group -> development.happened(born(group)));
  }

  /** The synapses that a group is born with. */
  private static Fact.SynapsesFormed born(SynapseGroupState group) {
    List<Fate> births =
        IntStream.range(0, group.weight().length)
            .mapToObj(
                k ->
                    new Fate(
                        group.preNeuron()[group.pre()[k]],
                        group.postNeuron()[group.post()[k]],
                        Double.NaN,
                        group.weight()[k],
                        0,
                        Float.NaN))
            .toList();
    Living living = Living.NONE;
    for (Fate birth : births) {
      living = living.plus(birth.pre(), birth.post());
    }
    return new Fact.SynapsesFormed(
        group.id().owner(), group.id(), Fact.SynapsesFormed.INITIAL, Double.NaN, births, living);
  }
}
