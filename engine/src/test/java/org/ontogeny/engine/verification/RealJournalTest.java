package org.ontogeny.engine.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.layer.Percentile;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Hazard;
import org.ontogeny.engine.pruning.synapse.Threshold;

/** Journals that the engine writes are found sound, and lead to the networks that it had. */
class RealJournalTest {

  private static final int CHOSEN = 100;

  static Stream<PruningRule> rules() {
    return Stream.of(
        PruningRule.of(Criteria.FISHER, new Hazard(0.15, 0.5, 1.5, 1e-6), 0),
        PruningRule.of(Criteria.FISHER, new Percentile(20, true), 0),
        PruningRule.of(Criteria.ANTI_FISHER, new Percentile(20, false), 0),
        PruningRule.of(Criteria.MAGNITUDE, new Threshold(0.05), 0),
        PruningRule.of(Criteria.FISHER, new Threshold(0.1), 0),
        PruningRule.of(Criteria.COVARIANCE, new Count(15), 0),
        PruningRule.of(Criteria.RANDOM, new Percentile(10, true), 0),
        PruningRule.of(Criteria.RANDOM, new Threshold(0.1), 0));
  }

  private static long count(List<Event> events, Class<? extends Fact.Structural> kind) {
    return events.stream()
        .map(Event::fact)
        .filter(kind::isInstance)
        .mapToLong(fact -> kind.cast(fact).fates().size())
        .sum();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void areSoundForwardAndBackward(PruningRule rule) {
    RealRun run = RealRun.of(rule, 3);
    Survey survey = Survey.of(run.events().iterator());
    Set<Long> steps = survey.steps(CHOSEN, RealRun.SEED);
    assertEquals(CHOSEN, steps.size());
    Verification verification = Verification.of(RealRun.NETWORK, RealRun.SEED, survey, steps);
    run.events().forEach(verification::accept);
    NetworkState end = run.copies().lastEntry().getValue();
    verification.compare(end);
    Rewind rewind = verification.rewind(end, run.events().size());
    for (int k = run.events().size() - 1; k >= 0; k--) {
      rewind.undo(run.events().get(k));
    }
    Verified verified = verification.result();
    assertEquals(List.of(), verified.first());
    assertTrue(verified.isSound());
    assertEquals(run.events().size(), verified.events());
    assertEquals(64 * 12 + 12 * 8, verified.initial());
    assertEquals(verified.initial(), verified.born());
    assertEquals(count(run.events(), Fact.SynapsesPruned.class), verified.died());
    assertTrue(verified.died() > 50, verified::toString);
    assertEquals(verified.died(), verified.reapplied());
    assertEquals(0, verified.unapplied());
    assertEquals(Set.of(), verified.foreign());
    assertEquals(CHOSEN, verified.steps());
    assertTrue(verified.rewound() > 20 && verified.rewound() < CHOSEN, verified::toString);
  }

  /**
   * Between two events masks do not change, so those of a step are those of the last stage mark.
   */
  @ParameterizedTest
  @MethodSource("rules")
  void leadToTheNetworksThatWereThere(PruningRule rule) {
    RealRun run = RealRun.of(rule, 3);
    Survey survey = Survey.of(run.events().iterator());
    Verification verification = Verification.of(RealRun.NETWORK, RealRun.SEED, survey, Set.of());
    Deque<Long> steps = new ArrayDeque<>(survey.steps(CHOSEN, 17));
    long last = 0;
    for (Event event : run.events()) {
      while (!steps.isEmpty() && steps.getFirst() < event.step()) {
        steps.removeFirst();
        verification.compare(run.copies().floorEntry(last).getValue());
      }
      verification.accept(event);
      last = event.seq();
      if (run.copies().containsKey(last)) {
        verification.compare(run.copies().get(last));
      }
    }
    Verified verified = verification.result();
    assertEquals(List.of(), verified.first());
    assertTrue(verified.states() >= CHOSEN - 10 + run.copies().size(), verified::toString);
  }

  @Test
  void areSoundAfterTheyWereWrittenAndRead() {
    RealRun run = RealRun.of(PruningRule.of(Criteria.COVARIANCE, new Count(15), 0), 2);
    List<Event> read = run.events().stream().map(RealJournalTest::writtenAndRead).toList();
    Verified verified = Replays.of(RealRun.NETWORK, RealRun.SEED, read);
    assertEquals(List.of(), verified.first());
    assertEquals(verified.died(), verified.reapplied());
  }

  private static Event writtenAndRead(Event event) {
    if (event.fact() instanceof Fact.Structural) {
      return EventReader.event(CanonicalJson.line(event));
    }
    Fact fact =
        EventReader.fact(event.fact().kind(), CanonicalJson.detail(event.fact()), List.of());
    return new Event(event.seq(), event.step(), event.stage(), fact);
  }

  @Test
  void anotherSeedMakesOtherDraws() {
    RealRun run = RealRun.of(rules().findFirst().orElseThrow(), 1);
    Verified verified = Replays.of(RealRun.NETWORK, RealRun.SEED + 1, run.events());
    Replays.assertFound(verified, "event 1,", "the seed 4", "found 3");
    Replays.assertFound(verified, "the draw 0.");
    assertTrue(verified.findings() > Findings.SHOWN);
    assertEquals(Findings.SHOWN, verified.first().size());
  }

  /** Course by course, each from a state of its own, the way back meets all chosen steps. */
  @Test
  void controlsAreReachedBackwardFromTheirOwnEnds() {
    RealRun run = RealRun.of(rules().findFirst().orElseThrow(), 2);
    Survey survey = Survey.of(run.events().iterator());
    Set<Long> steps = survey.steps((int) survey.lastStep() + 1, 1);
    Verification verification = Verification.of(RealRun.NETWORK, RealRun.SEED, survey, steps);
    run.events().forEach(verification::accept);
    run.copies()
        .tailMap(1L)
        .forEach(
            (seq, state) -> {
              Rewind rewind = verification.rewind(state, seq);
              for (int k = (int) (seq - 1); k >= 0; k--) {
                rewind.undo(run.events().get(k));
              }
            });
    Verified verified = verification.result();
    assertEquals(List.of(), verified.first());
    assertEquals(steps.size(), verified.steps());
    assertTrue(verified.rewound() >= steps.size() - 1, verified::toString);
  }
}
