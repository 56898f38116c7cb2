package org.ontogeny.engine.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ontogeny.engine.verification.Replays.assertFound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.stage.Develop;
import org.ontogeny.engine.stage.Growing;
import org.ontogeny.engine.stage.Measure;
import org.ontogeny.engine.stage.Pace;
import org.ontogeny.engine.stage.Quota;
import org.ontogeny.engine.stage.Schedule;
import org.ontogeny.engine.stage.TinyRun;
import org.ontogeny.engine.stage.Train;

/** Births of so many of a layer are chosen again from the replay: others are found. */
class LotteryTest {

  private static List<Event> journal;

  /** Prunes first, so that there are free sites. */
  @BeforeAll
  static void develop() {
    Schedule one = new Schedule(1, new Learning(0.1f, 0.5f, Momentum.Mode.CLASSIC, 0, 0), 0.1f);
    TinyRun run = new TinyRun();
    run.develop(
        development -> {},
        new Develop(
            "critical",
            40,
            new Train("learn", 0, 1, one),
            new Measure(0, 0, 1),
            Optional.of(PruningRule.of(Criteria.MAGNITUDE, new Count(0), 0)),
            Optional.of(new LayerRandom(0, 0)),
            List.of("visible-h1", "h1-h2"),
            DeadEnds.ANY_SIDE,
            true,
            0,
            new Pace(
                Pace.Decide.FIRST,
                Optional.of(new Quota(0.02, Quota.Mode.CARRY)),
                Optional.of(new Growing(0, 1, 25)),
                OptionalDouble.empty())));
    journal = run.events();
  }

  private static Verified verify(List<Event> events) {
    return Replays.of(TinyRun.NETWORK, TinyRun.SEED, events);
  }

  /** Place of the first of two facts of one decision that tell of several births each. */
  private static int decision() {
    for (int k = 0; k + 1 < journal.size(); k++) {
      if (journal.get(k).fact() instanceof Fact.SynapsesFormed a
          && journal.get(k + 1).fact() instanceof Fact.SynapsesFormed b
          && a.rule().startsWith("layer-random")
          && a.projection().equals(b.projection())
          && a.births().size() > 1
          && b.births().size() > 1) {
        return k;
      }
    }
    throw new AssertionError("no decision of two groups");
  }

  private static List<Event> with(int place, UnaryOperator<Fact.SynapsesFormed> change) {
    List<Event> events = new ArrayList<>(journal);
    Event event = events.get(place);
    Fact fact = change.apply((Fact.SynapsesFormed) event.fact());
    events.set(place, new Event(event.seq(), event.step(), event.stage(), fact));
    return events;
  }

  private static Fact.SynapsesFormed like(
      Fact.SynapsesFormed f, String rule, double threshold, List<Fate> births, Living living) {
    return new Fact.SynapsesFormed(f.projection(), f.group(), rule, threshold, births, living);
  }

  @Test
  void whatTheEngineWritesIsSound() {
    Verified verified = verify(journal);
    assertEquals(List.of(), verified.first());
    assertEquals(verified.died() + verified.born() - verified.initial(), verified.reapplied());
    assertTrue(verified.died() > 100 && verified.born() > verified.initial() + 100);
    assertEquals(0, verified.unapplied());
  }

  /** With its own draw, and a count and a fingerprint that agree with it. */
  @Test
  void anotherSiteThanTheLotsGave() {
    int place = decision();
    Fact.SynapsesFormed fact = (Fact.SynapsesFormed) journal.get(place).fact();
    Fate own = fact.births().get(0);
    Mask mask = masks(place).synapses(fact.projection());
    int pre = 0;
    while (mask.isAlive(pre, own.post()) || taken(fact, pre, own.post())) {
      pre++;
    }
    List<Fate> births = new ArrayList<>(fact.births());
    births.set(0, new Fate(pre, own.post(), own.importance(), own.weight(), 0, own.draw()));
    births.sort(Fate.BY_POST_THEN_PRE);
    Living living = fact.living().minus(own.pre(), own.post()).plus(pre, own.post());
    Verified verified = verify(with(place, f -> like(f, f.rule(), f.threshold(), births, living)));
    assertFound(
        verified, "event " + (place + 1), "one of the births that the lots of layer-random");
    assertFound(verified, "layer " + fact.projection(), "births by layer-random");
  }

  private static boolean taken(Fact.SynapsesFormed fact, int pre, int post) {
    return fact.births().stream().anyMatch(b -> b.pre() == pre && b.post() == post);
  }

  private static Masks masks(int events) {
    Masks masks = Masks.empty(TinyRun.NETWORK);
    Changes changes = new Changes(TinyRun.NETWORK, new Findings());
    for (Event event : journal.subList(0, events)) {
      if (event.fact() instanceof Fact.Structural fact) {
        changes.apply(event, fact, masks);
      }
    }
    return masks;
  }

  @Test
  void aBirthThatIsMissing() {
    int place = decision();
    Fact.SynapsesFormed fact = (Fact.SynapsesFormed) journal.get(place).fact();
    Fate own = fact.births().get(0);
    List<Fate> births = fact.births().subList(1, fact.births().size());
    Living living = fact.living().minus(own.pre(), own.post());
    Verified verified = verify(with(place, f -> like(f, f.rule(), f.threshold(), births, living)));
    assertFound(verified, "layer " + fact.projection(), "births by layer-random");
  }

  @Test
  void anotherNumberAnotherThresholdAnotherDraw() {
    int place = decision();
    Fact.SynapsesFormed fact = (Fact.SynapsesFormed) journal.get(place).fact();
    String fewer = "layer-random(1)";
    assertFound(
        verify(with(place, f -> like(f, fewer, f.threshold(), f.births(), f.living()))),
        "one of the births that the lots of " + fewer);
    assertFound(
        verify(with(place, f -> like(f, f.rule(), 0.5, f.births(), f.living()))),
        "event " + (place + 1),
        "the threshold 0.",
        "found 0.5");
    Fate own = fact.births().get(0);
    List<Fate> births = new ArrayList<>(fact.births());
    births.set(0, new Fate(own.pre(), own.post(), 0.25, own.weight(), 0, 0.75f));
    Verified verified =
        verify(with(place, f -> like(f, f.rule(), f.threshold(), births, f.living())));
    assertFound(verified, "the draw 0.", "found 0.75");
    assertFound(verified, "no importance for layer-random", "found 0.25");
    assertFound(
        verify(with(place, f -> like(f, "layer-random(x)", 0.5, f.births(), f.living()))),
        "a rule that can be read");
  }
}
