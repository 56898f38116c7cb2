package org.ontogeny.engine.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ontogeny.engine.verification.Replays.assertFound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.layer.Percentile;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Hazard;

/** One thing in a sound journal is changed, and it is found and named. */
class SabotageTest {

  private static RealRun hazard;
  private static RealRun counted;
  private static RealRun percentile;

  @BeforeAll
  static void develop() {
    hazard = RealRun.of(PruningRule.of(Criteria.FISHER, new Hazard(0.15, 0.5, 1.5, 1e-6), 0), 2);
    counted = RealRun.of(PruningRule.of(Criteria.COVARIANCE, new Count(15), 0), 1);
    percentile = RealRun.of(PruningRule.of(Criteria.MAGNITUDE, new Percentile(20, true), 0), 1);
  }

  private static Verified verify(List<Event> events) {
    return Replays.of(RealRun.NETWORK, RealRun.SEED, events);
  }

  /** Place of the first fact of deaths by a rule. */
  private static int pruned(RealRun run, String rule) {
    for (int k = 0; k < run.events().size(); k++) {
      if (run.events().get(k).fact() instanceof Fact.SynapsesPruned fact
          && fact.rule().equals(rule)
          && fact.deaths().size() > 1) {
        return k;
      }
    }
    throw new AssertionError("no deaths by " + rule);
  }

  private static int first(RealRun run, Class<? extends Fact> kind) {
    for (int k = 0; k < run.events().size(); k++) {
      if (kind.isInstance(run.events().get(k).fact())) {
        return k;
      }
    }
    throw new AssertionError("no " + kind);
  }

  private static List<Event> with(RealRun run, int place, UnaryOperator<Fact> change) {
    List<Event> events = new ArrayList<>(run.events());
    Event event = events.get(place);
    events.set(
        place, new Event(event.seq(), event.step(), event.stage(), change.apply(event.fact())));
    return events;
  }

  private static UnaryOperator<Fact> fates(UnaryOperator<List<Fate>> change) {
    return fact -> {
      Fact.SynapsesPruned p = (Fact.SynapsesPruned) fact;
      return new Fact.SynapsesPruned(
          p.projection(),
          p.group(),
          p.rule(),
          p.selection(),
          p.threshold(),
          p.tie(),
          change.apply(new ArrayList<>(p.deaths())),
          p.living());
    };
  }

  private static UnaryOperator<Fact> fate(int place, UnaryOperator<Fate> change) {
    return fates(
        deaths -> {
          deaths.set(place, change.apply(deaths.get(place)));
          return deaths;
        });
  }

  private static UnaryOperator<Fact> line(String selection, double threshold, OptionalLong tie) {
    return fact -> {
      Fact.SynapsesPruned p = (Fact.SynapsesPruned) fact;
      return new Fact.SynapsesPruned(
          p.projection(),
          p.group(),
          p.rule(),
          selection.isEmpty() ? p.selection() : selection,
          Double.isNaN(threshold) ? p.threshold() : threshold,
          tie.isEmpty() ? p.tie() : tie,
          p.deaths(),
          p.living());
    };
  }

  private static String name(RealRun run, int place, int death) {
    Fact.SynapsesPruned fact = (Fact.SynapsesPruned) run.events().get(place).fact();
    Fate fate = fact.deaths().get(death);
    return "event "
        + (place + 1)
        + ", "
        + fact.projection()
        + " "
        + fate.pre()
        + "->"
        + fate.post()
        + ": ";
  }

  @Test
  void droppedEvent() {
    int place = pruned(hazard, "fisher");
    List<Event> events = new ArrayList<>(hazard.events());
    events.remove(place);
    assertFound(
        verify(events), "journal", "sequence number " + (place + 1), "found " + (place + 2));
  }

  /** Even if what follows is numbered anew, groups have told of other synapses. */
  @Test
  void droppedEventUnderNewNumbers() {
    int place = pruned(hazard, "fisher");
    List<Event> events = new ArrayList<>(hazard.events().subList(0, place));
    for (Event event : hazard.events().subList(place + 1, hazard.events().size())) {
      Fact fact = event.fact();
      if (fact instanceof Fact.Branched b && b.fence() > place) {
        fact = new Fact.Branched(b.from(), b.fence() - 1, b.course(), b.synapses(), b.neurons());
      }
      events.add(new Event(event.seq() - 1, event.step(), event.stage(), fact));
    }
    Fact.SynapsesPruned dropped = (Fact.SynapsesPruned) hazard.events().get(place).fact();
    assertFound(verify(events), "group " + dropped.group(), "as replayed");
    assertFound(verify(events), "evaluated", "alive as replayed");
  }

  @Test
  void draw() {
    int place = pruned(hazard, "fisher");
    Verified verified =
        verify(
            with(
                hazard,
                place,
                fate(1, f -> fate(f, f.importance(), f.age(), Math.nextUp(f.draw())))));
    assertEquals(1, verified.findings());
    assertFound(verified, name(hazard, place, 1), "the draw 0.");
  }

  @Test
  void importance() {
    int place = pruned(hazard, "fisher");
    Verified hazarded = verify(with(hazard, place, fate(1, f -> fate(f, 100, f.age(), f.draw()))));
    assertEquals(1, hazarded.findings());
    assertFound(hazarded, name(hazard, place, 1), "hazard(0.15", "importance=100");
    place = pruned(percentile, "magnitude");
    Verified magnitude =
        verify(with(percentile, place, fate(1, f -> fate(f, 0, f.age(), f.draw()))));
    assertEquals(1, magnitude.findings());
    assertFound(magnitude, name(percentile, place, 1), "the importance 0.", "found 0.0");
    place = pruned(counted, "covariance");
    Verified count = verify(with(counted, place, fate(1, f -> fate(f, 5, f.age(), f.draw()))));
    assertFound(count, name(counted, place, 1), "dies by Cut[threshold=", "importance=5.0");
  }

  @Test
  void threshold() {
    int place = pruned(hazard, "fisher");
    Verified local = verify(with(hazard, place, line("", 0.16, OptionalLong.empty())));
    assertEquals(1, local.findings());
    assertFound(local, "event " + (place + 1), "the threshold 0.15", "found 0.16");
    int layer = pruned(percentile, "magnitude");
    assertFound(
        verify(with(percentile, layer, line("", 0.5, OptionalLong.empty()))),
        "the line of its layer at event " + (layer + 1));
    assertFound(
        verify(with(percentile, layer, line("", 1e-9, OptionalLong.empty()))),
        name(percentile, layer, 0),
        "dies by Cut");
    assertFound(
        verify(with(percentile, layer, line("", Double.POSITIVE_INFINITY, OptionalLong.empty()))),
        "the line of its layer");
  }

  @Test
  void tie() {
    int place = pruned(percentile, "magnitude");
    assertFound(
        verify(with(percentile, place, line("", Double.NaN, OptionalLong.of(1)))),
        "event " + (place + 1),
        "the tie number " + Long.MAX_VALUE,
        "found 1");
    Fact.SynapsesPruned fact =
        (Fact.SynapsesPruned) counted.events().get(pruned(counted, "covariance")).fact();
    long tie = fact.tie().orElseThrow();
    for (int group = 0; group < 2; group++) {
      assertFound(
          verify(
              with(
                  counted,
                  pruned(counted, "covariance") + group,
                  line("", Double.NaN, OptionalLong.of(tie + 1)))),
          "layer",
          "tie=" + tie);
    }
    place = pruned(hazard, "fisher");
    assertFound(
        verify(with(hazard, place, line("", Double.NaN, OptionalLong.of(1)))), "no tie number");
  }

  @Test
  void selection() {
    int place = pruned(hazard, "fisher");
    assertFound(
        verify(with(hazard, place, line("hazard(0.15,x,1,1)", 0.15, OptionalLong.empty()))),
        "a selection that can be read");
    assertFound(
        verify(with(hazard, place, line("threshold(1.0E-6)", 1e-6, OptionalLong.empty()))),
        name(hazard, place, 0),
        "threshold(1.0E-6)");
    Verified foreign =
        verify(with(hazard, place, line("my-rule(7)", Double.NaN, OptionalLong.empty())));
    assertEquals(0, foreign.findings());
    assertEquals("[my-rule(7)]", foreign.foreign().toString());
    Fact.SynapsesPruned fact = (Fact.SynapsesPruned) hazard.events().get(place).fact();
    assertEquals(fact.deaths().size(), foreign.unapplied());
  }

  @Test
  void smallerCountThanDeaths() {
    int place = pruned(counted, "covariance");
    List<Event> events = new ArrayList<>(counted.events());
    for (int k = place; k < place + 2; k++) {
      Event event = events.get(k);
      Fact fact = line("layer-count(14)", Double.NaN, OptionalLong.empty()).apply(event.fact());
      events.set(k, new Event(event.seq(), event.step(), event.stage(), fact));
    }
    assertFound(verify(events), "layer visible-h1", "at most 14 deaths", "found 15");
  }

  @Test
  void fingerprint() {
    int place = pruned(hazard, "fisher");
    Fact.SynapsesPruned p = (Fact.SynapsesPruned) hazard.events().get(place).fact();
    Living wrong = new Living(p.living().synapses(), p.living().fingerprint() ^ 1);
    Verified verified =
        verify(
            with(
                hazard,
                place,
                fact ->
                    new Fact.SynapsesPruned(
                        p.projection(),
                        p.group(),
                        p.rule(),
                        p.selection(),
                        p.threshold(),
                        p.tie(),
                        p.deaths(),
                        wrong)));
    assertFound(verified, "event " + (place + 1), "group " + p.group(), Words.of(p.living()));
    assertFound(verified, Words.of(wrong));
  }

  @Test
  void swappedFates() {
    int place = pruned(hazard, "fisher");
    Verified verified =
        verify(
            with(
                hazard,
                place,
                fates(
                    deaths -> {
                      Collections.swap(deaths, 0, 1);
                      return deaths;
                    })));
    assertEquals(1, verified.findings());
    assertFound(verified, name(hazard, place, 0), "sorted by post, then pre");
  }

  @Test
  void deadSynapseDiesAgain() {
    int place = pruned(hazard, "fisher");
    Verified verified =
        verify(
            with(
                hazard,
                place,
                fates(
                    deaths -> {
                      deaths.add(1, deaths.get(0));
                      return deaths;
                    })));
    assertFound(verified, name(hazard, place, 0), "the death of a living synapse");
  }

  @Test
  void age() {
    for (int place : List.of(pruned(hazard, "fisher"), pruned(hazard, "cascade"), late())) {
      Verified verified =
          verify(with(hazard, place, fate(0, f -> fate(f, f.importance(), f.age() + 1, f.draw()))));
      assertEquals(1, verified.findings());
      assertFound(verified, name(hazard, place, 0), "an age of ", " steps");
    }
  }

  /** A death after a branch. */
  private static int late() {
    for (int k = first(hazard, Fact.Branched.class); k < hazard.events().size(); k++) {
      if (hazard.events().get(k).fact() instanceof Fact.SynapsesPruned) {
        return k;
      }
    }
    throw new AssertionError("no death after a branch");
  }

  @Test
  void fence() {
    int place = first(hazard, Fact.Branched.class);
    Fact.Branched b = (Fact.Branched) hazard.events().get(place).fact();
    long later = pruned(hazard, "fisher") + 1L;
    Verified verified =
        verify(
            with(
                hazard,
                place,
                fact -> new Fact.Branched(b.from(), later, b.course(), b.synapses(), b.neurons())));
    assertFound(verified, "event " + (place + 1), "branched", "alive as replayed");
    Verified future =
        verify(
            with(
                hazard,
                place,
                fact ->
                    new Fact.Branched(b.from(), place + 9, b.course(), b.synapses(), b.neurons())));
    assertFound(future, "a fence before this event", "event " + (place + 9));
  }

  @Test
  void neuronThatKeepsSynapses() {
    int place = first(hazard, Fact.NeuronsDied.class);
    Fact.NeuronsDied died = (Fact.NeuronsDied) hazard.events().get(place).fact();
    int victim = died.neurons().get(0);
    int cascade = pruned(hazard, "cascade");
    List<Event> events = new ArrayList<>(hazard.events());
    events.remove(cascade);
    assertFound(verify(events), "neuron " + died.population(), "no synapse of a dead neuron");
    assertFound(
        verify(
            with(
                hazard,
                place,
                fact ->
                    new Fact.NeuronsDied(
                        died.population(), died.group(), List.of(victim, victim)))),
        "neuron " + died.population() + "[" + victim + "]",
        "ascending");
  }

  @Test
  void neuronThatDiesForNothing() {
    int place = first(hazard, Fact.NeuronsDied.class);
    Verified verified =
        verify(
            with(
                hazard,
                place,
                fact ->
                    new Fact.NeuronsDied(
                        "visible", RealRun.NETWORK.visible().slices().get(0), List.of(4))));
    assertFound(verified, "neuron visible[4]", "hidden neuron", "a visible one");
    assertFound(verified, "a dead neuron at an end, for a cascade", "living ones");
  }

  @Test
  void stateWithOneSynapseLess() {
    NetworkState end = hazard.copies().lastEntry().getValue();
    NetworkState less =
        TinyStates.map(
            end,
            s -> s,
            s ->
                s.id().from() == 0 && s.id().owner().equals("visible-h1")
                    ? TinyStates.only(s, kept(s.pre().length))
                    : s);
    Verification verification =
        Verification.of(
            RealRun.NETWORK, RealRun.SEED, Survey.of(hazard.events().iterator()), Set.of());
    hazard.events().forEach(verification::accept);
    verification.compare(less);
    assertFound(verification.result(), "state of visible-h1[0:6]", "others: 2, first ", "->");
    verification.compare(end.at(end.step() + 1));
    assertFound(verification.result(), "state of visible-h1[6:12]", "the steps of birth");
    verification.compare(TinyStates.map(end, SabotageTest::deadFirst, s -> s));
    assertFound(verification.result(), "state of visible[0:32]", "different in 0");
  }

  private static int[] kept(int synapses) {
    return IntStream.range(0, synapses).filter(k -> k != 1 && k != 3).toArray();
  }

  private static NeuronGroupState deadFirst(NeuronGroupState s) {
    int[] neuron = Arrays.stream(s.neuron()).skip(1).toArray();
    return new NeuronGroupState(s.id(), neuron, s.biases(), s.active(), s.samples(), s.chains());
  }

  /** From another state the way back meets other masks. */
  @Test
  void wayBackFromAnotherState() {
    Survey survey = Survey.of(hazard.events().iterator());
    Verification verification =
        Verification.of(RealRun.NETWORK, RealRun.SEED, survey, survey.steps(50, 1));
    hazard.events().forEach(verification::accept);
    NetworkState born = hazard.copies().firstEntry().getValue();
    Rewind rewind = verification.rewind(born, hazard.events().size());
    for (int k = hazard.events().size() - 1; k >= 0; k--) {
      rewind.undo(hazard.events().get(k));
    }
    assertFound(verification.result(), "masks replayed backward", "expected [Living");
  }

  private static Fate fate(Fate f, double importance, long age, float draw) {
    return new Fate(f.pre(), f.post(), importance, f.weight(), age, draw);
  }
}
