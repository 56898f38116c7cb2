package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.stage.Lesion;

/** What is done to a run from outside while it goes on. */
@Timeout(120)
class InterventionTest extends TinyRuns {

  private final List<String> refused = new ArrayList<>();

  /** A change of a rule, a lesion of named neurons and one of a share, each at some event. */
  private Trial intervened() {
    Trial trial = new Trial();
    refused.clear();
    return trial.watch(
        event -> {
          if (event.fact() instanceof Fact.Evaluated e
              && e.measure().equals("accuracy")
              && event.stage().equals("rounds/1/evaluate")) {
            trial.run.wish(
                new Wish.Change(
                    Map.of("stages.3.rule.threshold", "0.1", "stages.2.rule.percent", "10")),
                refusal -> refusal.ifPresent(refused::add));
            trial.run.wish(
                new Wish.Wound(Lesion.of("h1", List.of(3))),
                refusal -> refusal.ifPresent(refused::add));
          } else if (event.fact() instanceof Fact.SynapsesFormed
              && event.stage().equals("develop")
              && event.step() % 5 == 0) {
            trial.run.wish(new Wish.Wound(Lesion.share("h1", 0.01)), refusal -> {});
          } else if (event.stage().equals("develop") && event.fact() instanceof Fact.Evaluated) {
            trial.run.wish(new Wish.Change(Map.of("stages.3.growth.rate", "0.2")), refusal -> {});
          }
        });
  }

  @Test
  void interventionsAreJournalledAndRepeated() throws IOException {
    Trial whole = intervened().ended();
    assertEquals(List.of(), refused);
    List<Event> recorded = whole.recorded();
    assertTrue(recorded.stream().filter(e -> e.fact() instanceof Fact.Changed).count() >= 2);
    assertTrue(recorded.stream().filter(e -> e.fact() instanceof Fact.Lesioned).count() >= 3);
    assertTrue(
        recorded.stream()
            .anyMatch(e -> e.fact() instanceof Fact.SynapsesPruned p && p.rule().equals("lesion")));
    for (int kept : new int[] {3, 1, 0}) {
      Trial trial = intervened();
      Consumer<Event> intervening = trial.watching;
      int[] evaluated = {0};
      trial.watch(
          event -> {
            intervening.accept(event);
            if (event.fact() instanceof Fact.Evaluated e
                && e.measure().startsWith("accuracy")
                && event.stage().equals("develop")
                && ++evaluated[0] == 3) {
              trial.run.stop();
            }
          });
      trial.stopped();
      trial.forgetCheckpoints(kept == 3 ? 2 : kept);
      trial.ended().assertSameAs(whole);
    }
  }

  /** The network becomes again what it was before the control. */
  @Test
  void aControlIsNotWounded() {
    Trial trial = new Trial();
    List<String> answers = new ArrayList<>();
    trial.watch(
        event -> {
          if (event.stage().equals("rounds/random/1/retrain")) {
            trial.run.wish(
                new Wish.Wound(Lesion.of("h1", List.of(3))),
                refusal -> answers.add(refusal.orElse("granted")));
          }
        });
    trial.ended().assertSameAs(whole());
    assertTrue(answers.get(0).contains("the run develops its control random"), answers.get(0));
  }

  @Test
  void impossibleWishesAreRefusedAndChangeNothing() {
    Trial trial = new Trial();
    List<String> refusals = new ArrayList<>();
    List<Wish> wishes =
        List.of(
            new Wish.Change(Map.of("stages.2.rule.percentage", "5")),
            new Wish.Change(Map.of("network.populations.1.neurons", "12")),
            new Wish.Change(Map.of("seed", "12")),
            new Wish.Change(Map.of("stages.0.name", "other")),
            new Wish.Wound(Lesion.of("h1", List.of(10))),
            new Wish.Wound(Lesion.of("visible", List.of(1))),
            new Wish.Wound(Lesion.share("h7", 0.5)));
    trial.watch(
        event -> {
          if (event.fact() instanceof Fact.EpochEnded epoch && epoch.epoch() == 1) {
            wishes.forEach(
                wish -> trial.run.wish(wish, refusal -> refusals.add(refusal.orElse("granted"))));
          }
        });
    trial.ended();
    assertEquals(wishes.size(), refusals.size(), refusals::toString);
    List<String> expected =
        List.of(
            "unknown key stages[2].rule.percentage",
            "network cannot change",
            "seed cannot change",
            "the make-up of stages cannot change",
            "no living neuron 10",
            "visible",
            "no population is called h7");
    for (int k = 0; k < expected.size(); k++) {
      assertTrue(refusals.get(k).contains(expected.get(k)), refusals.get(k));
    }
    trial.assertSameAs(whole());
  }
}
