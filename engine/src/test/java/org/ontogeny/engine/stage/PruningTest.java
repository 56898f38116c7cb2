package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Threshold;

/**
 * Dead ends in three parallel threads {@code visible - h1 - h2 - h3}: neuron k of a population is
 * joined to neuron k of the next only. The last synapse of the middle thread is weak.
 */
class PruningTest {

  private static final PruningRule WEAK = PruningRule.of(Criteria.MAGNITUDE, new Threshold(0.5), 0);

  private static Network threads() {
    List<Population> populations = new ArrayList<>();
    List<Projection> projections = new ArrayList<>();
    int[] groups = {1, 2, 3, 1};
    for (int level = 0; level < 4; level++) {
      String name = level == 0 ? "visible" : "h" + level;
      populations.add(new Population(name, 3, groups[level], level == 0, 3));
      if (level > 0) {
        Population below = populations.get(level - 1);
        projections.add(
            new Projection(below.name() + "-" + name, below, populations.get(level), 0));
      }
    }
    return new Network(populations, projections);
  }

  /** Strong synapses but for those onto one neuron. */
  private static TinyRun weakAt(String projection, int neuron) {
    Network network = threads();
    NetworkState born =
        TinyStates.map(
            TinyRun.birth(network).of(network),
            neurons -> neurons,
            s -> {
              float[] weight = new float[s.weight().length];
              Arrays.fill(weight, 1);
              for (int k = 0; k < weight.length; k++) {
                boolean weak = s.postNeuron()[s.post()[k]] == neuron;
                weight[k] = s.id().owner().equals(projection) && weak ? 0.1f : 1;
              }
              return TinyStates.withWeights(s, weight);
            });
    return new TinyRun(network, born, SequentialExecutor::new);
  }

  private static TinyRun prune(TinyRun run, DeadEnds ends, boolean fixedPoint) {
    new Pruning(WEAK, ends, fixedPoint)
        .run(run.development(), run.development().network().projections());
    return run;
  }

  /** What died, in the order of the journal. */
  private static List<String> deaths(TinyRun run) {
    List<String> lines = new ArrayList<>();
    for (Event event : run.events()) {
      if (event.fact() instanceof Fact.SynapsesPruned pruned) {
        pruned
            .deaths()
            .forEach(
                death ->
                    lines.add(
                        "%s %s %d->%d"
                            .formatted(
                                pruned.rule(), pruned.projection(), death.pre(), death.post())));
      } else if (event.fact() instanceof Fact.NeuronsDied died) {
        lines.add(died.population() + " " + died.neurons());
      }
    }
    return lines;
  }

  private static void assertLiving(TinyRun run, int... neurons) {
    Map<String, Long> living = run.development().copy().neurons();
    long[] found = {living.get("visible"), living.get("h1"), living.get("h2"), living.get("h3")};
    assertEquals(Arrays.toString(neurons), Arrays.toString(found));
    assertEquals(Arrays.stream(found).sum(), run.development().neurons());
    assertEquals(
        run.development().copy().synapses().values().stream().mapToLong(n -> n).sum(),
        run.development().synapses());
  }

  @Test
  void deathsAreFollowedToTheirEnd() {
    TinyRun run = prune(weakAt("h2-h3", 1), DeadEnds.ANY_SIDE, true);
    assertEquals(
        List.of(
            "magnitude h2-h3 1->1",
            "h2 [1]",
            "h3 [1]",
            "cascade h1-h2 1->1",
            "h1 [1]",
            "cascade visible-h1 1->1"),
        deaths(run));
    assertLiving(run, 3, 2, 2, 2);
  }

  @Test
  void deathsAreFollowedOnce() {
    TinyRun run = prune(weakAt("h2-h3", 1), DeadEnds.ANY_SIDE, false);
    assertEquals(
        List.of("magnitude h2-h3 1->1", "h2 [1]", "h3 [1]", "cascade h1-h2 1->1"), deaths(run));
    assertLiving(run, 3, 3, 2, 2);
  }

  @Test
  void neuronsWithAnySynapseLeftMayStay() {
    TinyRun run = prune(weakAt("h2-h3", 1), DeadEnds.ALL_SIDES, true);
    assertEquals(List.of("magnitude h2-h3 1->1", "h3 [1]"), deaths(run));
    assertLiving(run, 3, 3, 3, 2);
  }

  @Test
  void allNeuronsMayStay() {
    TinyRun run = prune(weakAt("h2-h3", 1), DeadEnds.KEEP, true);
    assertEquals(List.of("magnitude h2-h3 1->1"), deaths(run));
    assertLiving(run, 3, 3, 3, 3);
  }

  /** A second fence finds its neurons by the names that they had at birth. */
  @Test
  void visibleNeuronsNeverDieAndNamesLast() {
    TinyRun run = prune(weakAt("visible-h1", 0), DeadEnds.ANY_SIDE, true);
    assertEquals(
        List.of(
            "magnitude visible-h1 0->0",
            "h1 [0]",
            "cascade h1-h2 0->0",
            "h2 [0]",
            "cascade h2-h3 0->0",
            "h3 [0]"),
        deaths(run));
    assertLiving(run, 3, 2, 2, 2);
    new Pruning(PruningRule.of(Criteria.MAGNITUDE, new Threshold(1), 0), DeadEnds.ANY_SIDE, true)
        .run(run.development(), List.of(run.development().network().projection("h1-h2")));
    assertEquals(
        List.of("magnitude h1-h2 1->1", "magnitude h1-h2 2->2"), deaths(run).subList(6, 8));
    assertLiving(run, 3, 0, 0, 0);
  }
}
