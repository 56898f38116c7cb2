package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.growth.Uniform;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Threshold;

/** Stages say how many steps they take before they take them. */
class StepsTest {

  private static final List<String> PROJECTIONS = List.of("visible-h1", "h1-h2");
  private static final PruningRule RULE = PruningRule.of(Criteria.FISHER, new Threshold(0.05), 0);

  /** Steps that stages took, by name, as their events tell. */
  private static Map<String, Long> taken(Stage... stages) {
    Map<String, Long> taken = new HashMap<>();
    for (Event event : new TinyRun().develop(stages).events()) {
      if (event.fact() instanceof Fact.StageStarted) {
        taken.put(event.stage(), -event.step());
      } else if (event.fact() instanceof Fact.StageEnded) {
        taken.merge(event.stage(), event.step(), Long::sum);
      }
    }
    return taken;
  }

  private static Rounds rounds(String name, int burnIn, Set<Rounds.Control> controls) {
    return new Rounds(
        name,
        2,
        new Measure(burnIn, 23, 1),
        RULE,
        PROJECTIONS,
        DeadEnds.ANY_SIDE,
        true,
        true,
        new Train("retrain", burnIn, 1, TinyRun.FIVE),
        controls);
  }

  /** With all that rounds can have. */
  private static Rounds compared(String name, Set<Measures> measures, Stage... history) {
    return new Rounds(
        name,
        2,
        Order.FIRST_TO_LAST,
        new Measure(2, 4, 1),
        Deaths.of(RULE, new Cascade(DeadEnds.ANY_SIDE, false)),
        PROJECTIONS,
        new Assessment(true, true, measures),
        new Train("retrain", Train.Start.EXAMPLES, 0, 1, TinyRun.FIVE),
        List.of(new Rival("brief", RULE, false), new Rival("whole", RULE, true)),
        EnumSet.allOf(Rounds.Control.class),
        List.of(history));
  }

  private static Develop develop(String name, long cycles, int burnIn) {
    return new Develop(
        name,
        cycles,
        new Train("learn", burnIn, 1, TinyRun.FIVE),
        new Measure(0, 7, 2),
        Optional.of(RULE),
        Optional.of(new Uniform(0.1, 0.01f)),
        PROJECTIONS,
        DeadEnds.ANY_SIDE,
        true,
        2);
  }

  private static Anew masks(String name, int burnIn, long every) {
    return new Anew(
        name,
        "",
        EnumSet.allOf(Anew.Control.class),
        Anew.Examples.FIRST,
        new Train("learn", burnIn, 1, TinyRun.FIVE),
        every);
  }

  @Test
  void everyStageTakesAsManyAsItSays() {
    Stage lower = new Pretrain("lower", "visible-h1", 1, -1, TinyRun.FIVE);
    Stage assemble = new Assemble("assemble");
    Stage train = new Train("train", 0, 1, TinyRun.FIVE);
    Stage[] stages = {
      lower,
      assemble,
      train,
      new Train("anew", Train.Start.EXAMPLES, 3, 1, TinyRun.FIVE),
      new Train("burnt-in", 3, 2, TinyRun.FIVE),
      new Evaluate("evaluate", true),
      rounds("alone", 0, Set.of()),
      rounds("controlled", 2, EnumSet.allOf(Rounds.Control.class)),
      compared("compared", Set.of(), lower, assemble, train),
      compared("measured", Set.of(Measures.FISHER, Measures.COUNTS), lower, assemble, train),
      develop("develop", 3, 0),
      develop("burnt-in-develop", 3, 4),
      masks("masks", 0, 0),
      masks("burnt-in-masks", 3, 2)
    };
    Map<String, Long> taken = taken(stages);
    for (Stage stage : stages) {
      assertEquals(taken.get(stage.name()), stage.steps(), stage.name());
    }
    Experiment experiment = new Experiment("tiny", List.of(stages));
    assertEquals(List.of(stages).stream().mapToLong(Stage::steps).sum(), experiment.steps());
  }

  @Test
  void aStageWithoutAnEndHasNoNumberAndNorHasItsExperiment() {
    Develop endless = develop("develop", Course.ENDLESS, 4);
    assertEquals(Course.ENDLESS, endless.steps());
    Stage first = new Pretrain("lower", "visible-h1", 1, -1, TinyRun.FIVE);
    assertEquals(Course.ENDLESS, new Experiment("tiny", List.of(first, endless)).steps());
  }
}
