package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.growth.Homeostatic;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Hazard;
import org.ontogeny.engine.pruning.synapse.Threshold;
import org.ontogeny.kernel.backend.Backends;

/** Going on in the middle of an experiment, and what somebody does to it meanwhile. */
class ItineraryTest {

  private static final Experiment WHOLE = experiment(0.1, 205);

  private static Experiment experiment(double threshold, long updates) {
    Learning learning = new Learning(0.05f, 0.5f, Momentum.Mode.CLASSIC, 0, 0);
    return new Experiment(
        "whole",
        List.of(
            new Pretrain("lower", "visible-h1", 1, -1, TinyRun.FIVE),
            new Pretrain("upper", "h1-h2", 2, -1.5f, TinyRun.FIVE),
            new Assemble("assemble"),
            new Train("train", 3, 1, new Schedule(updates, learning, 0.05f)),
            new Rounds(
                "rounds",
                2,
                new Measure(2, 45, 1),
                PruningRule.of(Criteria.FISHER, new Hazard(threshold, 0.5, 1, 1e-6), 0),
                List.of("visible-h1", "h1-h2"),
                DeadEnds.ANY_SIDE,
                true,
                true,
                new Train("retrain", 2, 1, TinyRun.FIVE),
                EnumSet.of(Rounds.Control.UNPRUNED, Rounds.Control.RANDOM)),
            develop(4)));
  }

  private static Develop develop(long cycles) {
    return new Develop(
        "develop",
        cycles,
        new Train("learn", 2, 1, TinyRun.FIVE),
        new Measure(1, 3, 1),
        Optional.of(PruningRule.of(Criteria.FISHER, new Threshold(0.05), 0)),
        Optional.of(new Homeostatic(0.9, 0.1, 0)),
        List.of("visible-h1", "h1-h2"),
        DeadEnds.KEEP,
        true,
        2);
  }

  /** A run, and every checkpoint that could have been taken of it. */
  private static final class Watched implements Fences {
    private final List<Event> events = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final List<Event> snapshots = new ArrayList<>();
    private final Development development;
    private final Fences fences;

    Watched(Checkpoint from, Fences fences) {
      this.fences = fences;
      Setting setting = TinyRun.setting(TinyRun.NETWORK);
      development =
          new Development(
              setting,
              from,
              setting.batches(),
              new SequentialExecutor(
                  TinyRun.NETWORK,
                  Groups.of(
                      from.network().groups(),
                      TinyRun.NETWORK,
                      TinyRun.SEED,
                      Backends.named("auto"))),
              events::add,
              Progress.NONE);
    }

    @Override
    public void reached(Development reached) {
      checkpoints.add(reached.checkpoint());
      fences.reached(reached);
    }

    @Override
    public void snapshot(Fact.Snapshot snapshot, Development reached) {
      Event last = events.get(events.size() - 1);
      assertSame(snapshot, last.fact());
      assertEquals(last.seq(), reached.seq());
      assertEquals(last.step(), reached.step());
      snapshots.add(last);
    }

    List<String> end() {
      return TinyStates.lines(development.copy());
    }
  }

  private static Watched run(Checkpoint from, Experiment experiment, Fences fences) {
    Watched run = new Watched(from, fences);
    run.development.develop(experiment, run);
    return run;
  }

  private static Checkpoint born() {
    return Checkpoint.of(TinyRun.birth(TinyRun.NETWORK).of(TinyRun.NETWORK));
  }

  @Test
  void aRunGoesOnFromEveryFenceAsIfItHadNeverPaused() {
    Watched whole = run(born(), WHOLE, Fences.UNWATCHED);
    assertTrue(whole.checkpoints.size() > 60, whole.checkpoints.size() + " fences");
    for (Checkpoint checkpoint : whole.checkpoints) {
      Watched rest = run(checkpoint, WHOLE, Fences.UNWATCHED);
      assertEquals(
          whole.events.subList((int) checkpoint.seq(), whole.events.size()),
          rest.events,
          "from " + checkpoint.place());
      assertEquals(whole.end(), rest.end());
      assertEquals(5 + 5 + 205 + 6 * 5 + 4 * 5, Development.updates(rest.development.checkpoint()));
    }
  }

  @Test
  void lookingAtEveryFenceLeavesNoTrace() {
    Watched unwatched = new Watched(born(), Fences.UNWATCHED);
    unwatched.development.develop(WHOLE, Fences.UNWATCHED);
    assertEquals(run(born(), WHOLE, Fences.UNWATCHED).end(), unwatched.end());
  }

  private static Experiment recorded(boolean ends, long every) {
    return new Experiment("whole", WHOLE.stages(), new Snapshots(ends, every, 9));
  }

  private static List<String> stages(Watched run) {
    return run.snapshots.stream().map(Event::stage).toList();
  }

  /** Each right before its stage-ended; rounds of controls included. */
  @Test
  void everyStageAndRoundEndsWithASnapshot() {
    Watched run = run(born(), recorded(true, 0), Fences.UNWATCHED);
    assertEquals(
        List.of(
            "lower",
            "upper",
            "assemble",
            "train",
            "rounds/1",
            "rounds/2",
            "rounds/unpruned/1",
            "rounds/unpruned/2",
            "rounds/random/1",
            "rounds/random/2",
            "rounds",
            "develop"),
        stages(run));
    for (Event snapshot : run.snapshots) {
      Event next = run.events.get((int) snapshot.seq());
      assertEquals(new Fact.StageEnded(), next.fact());
      assertEquals(snapshot.stage(), next.stage());
    }
    Fact.Snapshot first = (Fact.Snapshot) run.snapshots.get(0).fact();
    Map<String, Integer> fields = Map.of("visible-h1", 9, "h1-h2", 8); // h2 has no more neurons
    assertEquals(new Fact.Snapshot(fields, 20, 864, 84), first);
  }

  /** Fences of training lie at every 100 updates, of three steps each. */
  @Test
  void snapshotsComeAfterSoManySteps() {
    Watched run = run(born(), recorded(false, 250), Fences.UNWATCHED);
    long last = 0;
    for (Event snapshot : run.snapshots) {
      assertTrue(snapshot.step() >= last + 250, "after " + last + " at " + snapshot.step());
      last = snapshot.step();
    }
    assertEquals(List.of(311L, 611L), run.snapshots.stream().limit(2).map(Event::step).toList());
    assertEquals("train", run.snapshots.get(0).stage());
    Watched both = run(born(), recorded(true, 100), Fences.UNWATCHED);
    assertEquals(12 + 2, both.snapshots.size(), stages(both)::toString);
  }

  private static List<Fact> otherFacts(Watched run) {
    return run.events.stream()
        .map(Event::fact)
        .filter(fact -> !(fact instanceof Fact.Snapshot) && !(fact instanceof Fact.Branched))
        .toList();
  }

  /** Only the numbers of events move. */
  @Test
  void snapshotsLeaveNoTrace() {
    Watched without = run(born(), WHOLE, Fences.UNWATCHED);
    Watched with = run(born(), recorded(true, 1), development -> development.copy());
    assertEquals(List.of(), without.snapshots);
    assertEquals(otherFacts(without), otherFacts(with));
    assertEquals(without.end(), with.end());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 250})
  void aRunWithSnapshotsGoesOnFromEveryFence(long every) {
    Experiment experiment = recorded(every == 1, every);
    Watched whole = run(born(), experiment, Fences.UNWATCHED);
    for (int k = 0; k < whole.checkpoints.size(); k += 7) {
      Checkpoint checkpoint = whole.checkpoints.get(k);
      Watched rest = run(checkpoint, experiment, Fences.UNWATCHED);
      assertEquals(
          whole.events.subList((int) checkpoint.seq(), whole.events.size()),
          rest.events,
          "from " + checkpoint.place());
    }
  }

  /** What is changed at a fence holds from the next one on, also when the run goes on from it. */
  @Test
  void aChangeOfSnapshotsIsRepeated() {
    Experiment often = recorded(false, 1);
    List<Checkpoint> taken = new ArrayList<>();
    Fences changing =
        development -> {
          if (development.place().equals(List.of(4L, 1L, 1L, 2L))) {
            development.change(Map.of("snapshots.every", "1"), development.setting(), often);
            taken.add(development.checkpoint());
          }
        };
    Watched changed = run(born(), WHOLE, changing);
    assertEquals(taken.get(0).seq() + 1, changed.snapshots.get(0).seq());
    Watched rest = run(taken.get(0), often, Fences.UNWATCHED);
    assertEquals(
        changed.events.subList((int) taken.get(0).seq(), changed.events.size()), rest.events);
  }

  @Test
  void stagesEndAtFences() {
    List<Long> between = new ArrayList<>();
    run(
        born(),
        WHOLE,
        development -> {
          if (development.betweenStages()) {
            between.add(development.place().get(0));
          }
        });
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L), between);
  }

  @Test
  void growthAndPruningGoOnWithoutAnEnd() {
    Experiment endless = new Experiment("endless", List.of(develop(Course.ENDLESS)));
    assertEquals(Course.ENDLESS, endless.updates());
    RuntimeException enough = new RuntimeException("enough");
    Fences stopping =
        development -> {
          if (development.step() > 1500) {
            throw enough;
          }
        };
    Watched run = new Watched(born(), stopping);
    assertSame(
        enough,
        assertThrows(RuntimeException.class, () -> run.development.develop(endless, stopping)));
    long births = 0;
    long deaths = 0;
    for (Event event : run.events) {
      if (event.fact() instanceof Fact.SynapsesFormed formed && event.step() > 0) {
        assertEquals("homeostatic(0.9,0.1)", formed.rule());
        births += formed.births().size();
      } else if (event.fact() instanceof Fact.SynapsesPruned pruned) {
        deaths += pruned.deaths().size();
      }
    }
    assertTrue(births > 100 && deaths > 100, births + " births, " + deaths + " deaths");
    long left = run.development.copy().synapses().values().stream().mapToLong(n -> n).sum();
    assertEquals(864 + births - deaths, left);
    assertEquals(left, run.development.synapses());
  }

  /** A change from one fence on: as if the experiment had said so from there. */
  @Test
  void aChangeIsToldAndHolds() {
    Experiment gentle = experiment(0.08, 205);
    Setting setting = TinyRun.setting(TinyRun.NETWORK);
    Map<String, String> values = Map.of("stages.4.rule.threshold", "0.08");
    Watched changed =
        run(
            born(),
            WHOLE,
            development -> {
              if (development.place().equals(List.of(5L, 1L, 0L, 6L))) {
                development.change(values, setting, gentle);
              }
            });
    List<String> rules =
        changed.events.stream()
            .map(Event::fact)
            .filter(Fact.SynapsesPruned.class::isInstance)
            .map(fact -> ((Fact.SynapsesPruned) fact).selection())
            .filter(selection -> selection.startsWith("hazard"))
            .distinct()
            .toList();
    assertEquals(List.of("hazard(0.1,0.5,1.0,1.0E-6)", "hazard(0.08,0.5,1.0,1.0E-6)"), rules);
    Event told =
        changed.events.stream().filter(e -> e.fact() instanceof Fact.Changed).findFirst().get();
    assertEquals(new Fact.Changed(List.of(5L, 1L, 0L, 6L), values), told.fact());
    assertEquals("rounds/1", told.stage());
  }

  @Test
  void aChangeThatHasNoSuchPlaceIsRefusedAndChangesNothing() {
    Experiment shorter = experiment(0.1, 100);
    Experiment without = new Experiment("other", WHOLE.stages().subList(0, 2));
    Watched run =
        run(
            born(),
            WHOLE,
            development -> {
              if (development.place().equals(List.of(4L, 1L, 1L, 2L))) {
                for (Experiment other : List.of(shorter, without)) {
                  assertThrows(
                      IllegalArgumentException.class,
                      () -> development.change(Map.of(), development.setting(), other));
                }
              }
            });
    assertEquals(run(born(), WHOLE, Fences.UNWATCHED).events, run.events);
  }

  @Test
  void aLesionTakesNeuronsAndTheirSynapses() {
    Watched run =
        run(
            born(),
            new Experiment("short", WHOLE.stages().subList(0, 1)),
            development -> {
              if (development.place().equals(List.of(1L))) {
                development.lesion(Lesion.of("h1", List.of(7, 2)));
                development.lesion(Lesion.share("h2", 0.25));
                assertThrows(
                    IllegalArgumentException.class,
                    () -> development.lesion(Lesion.of("h1", List.of(2))));
                assertThrows(
                    IllegalArgumentException.class,
                    () -> development.lesion(Lesion.of("visible", List.of(2))));
                assertThrows(
                    IllegalArgumentException.class,
                    () -> development.lesion(Lesion.share("nowhere", 0.5)));
              }
            });
    Map<String, Long> neurons = run.development.copy().neurons();
    assertEquals(Map.of("visible", 64L, "h1", 10L, "h2", 6L), neurons);
    assertEquals(Map.of("visible-h1", 640L, "h1-h2", 60L), run.development.copy().synapses());
    assertEquals(700, run.development.synapses());
    List<Fact.Lesioned> told =
        run.events.stream()
            .filter(e -> e.fact() instanceof Fact.Lesioned)
            .map(e -> (Fact.Lesioned) e.fact())
            .toList();
    assertEquals(List.of(2, 7), told.get(0).neurons());
    assertEquals(2, told.get(1).neurons().size());
    assertEquals(0.25, told.get(1).share());
  }
}
