package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.kernel.Batch;

class MeasuresTest {

  private static final Train TRAIN = new Train("train", 3, 1, TinyRun.FIVE);
  private static final Measure WINDOW = new Measure(2, 4, 1);

  private static TinyRun run(Set<Measures> measures) {
    return new TinyRun().develop(TRAIN, new Evaluate("evaluate", false, measures, WINDOW));
  }

  private static Map<String, Double> measured(TinyRun run) {
    Map<String, Double> values = new TreeMap<>();
    run.facts(Fact.Evaluated.class).forEach(e -> values.put(e.measure() + " " + e.of(), e.value()));
    return values;
  }

  private static double variance(double p, long samples) {
    return p * (1 - p) * samples / (samples - 1);
  }

  /** Every number that a window gives, counted again from its state. */
  @Test
  void windowsTellActivityAndFisherInformation() {
    TinyRun run = run(EnumSet.of(Measures.ACTIVITY, Measures.FISHER));
    Map<String, Double> values = measured(run);
    NetworkState state = run.development().copy();
    double trace = 0;
    Map<String, Double> rates = new TreeMap<>();
    for (NeuronGroupState s : state.neuronGroups()) {
      for (long active : s.active()) {
        double p = (double) active / s.samples();
        trace += variance(p, s.samples());
        rates.merge(s.id().owner(), p, Double::sum);
      }
    }
    int zeros = 0;
    for (SynapseGroupState s : state.synapseGroups()) {
      for (long together : s.together()) {
        double p = (double) together / s.samples();
        trace += variance(p, s.samples());
        zeros += s.id().owner().equals("visible-h1") && (p == 0 || p == 1) ? 1 : 0;
      }
    }
    assertEquals(trace, values.get("fisher-trace network"), 1e-9);
    assertEquals(zeros / (64.0 * 12), values.get("zero-fisher-share visible-h1"), 1e-12);
    assertEquals(rates.get("h1") / 12, values.get("mean-activity h1"), 1e-12);
    assertEquals(rates.get("visible") / 64, values.get("mean-activity visible"), 1e-12);
    assertTrue(trace > 0);
  }

  /** Those that only look pass no step and change no state, and are the same when asked again. */
  @Test
  void lookingChangesNothing() {
    Set<Measures> looking =
        EnumSet.of(
            Measures.COUNTS, Measures.RECONSTRUCTION, Measures.FANTASIES, Measures.LIKELIHOOD);
    TinyRun plain = run(Set.of());
    TinyRun looked = run(looking);
    assertEquals(plain.development().step(), looked.development().step());
    assertEquals(
        TinyStates.lines(plain.development().copy()),
        TinyStates.lines(looked.development().copy()));
    assertEquals(measured(looked), measured(run(looking)));
    Map<String, Double> values = measured(looked);
    assertEquals(64 * 12, values.get("living-synapses visible-h1"));
    assertEquals(8, values.get("living-neurons h2"));
    for (String of : List.of("examples", "fantasies", "random-patterns")) {
      double quality = values.get("quality " + of);
      assertTrue(quality >= 0.1 && quality <= 1, of + " " + quality);
    }
    double diversity = values.get("diversity fantasies");
    assertTrue(diversity >= 0 && diversity <= 1);
    assertTrue(values.get("log-likelihood examples") < 0);
    assertTrue(Double.isFinite(values.get("log-partition network")));
  }

  @Test
  void learningLowersTheReconstructionError() {
    Schedule longer = new Schedule(300, TinyRun.FIVE.first(), 0.05f);
    Evaluate evaluate = new Evaluate("evaluate", false, Set.of(Measures.RECONSTRUCTION), WINDOW);
    String error = "reconstruction-error pixels";
    double before = measured(new TinyRun().develop(evaluate)).get(error);
    double after =
        measured(new TinyRun().develop(new Train("train", 3, 1, longer), evaluate)).get(error);
    assertTrue(after > 0 && after < before && before < 1, after + " after " + before);
  }

  @Test
  void fantasiesAreBinaryAndAsManyAsAskedFor() {
    TinyRun run = run(Set.of());
    Batch fantasies = FantasyQuality.fantasies(run.development());
    assertEquals(64, fantasies.rows());
    assertEquals(7, fantasies.columns());
    for (float value : fantasies.values()) {
      assertTrue(value == 0 || value == 1);
    }
  }
}
