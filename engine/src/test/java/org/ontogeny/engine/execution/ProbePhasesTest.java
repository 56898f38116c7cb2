package org.ontogeny.engine.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.EnumeratedMachine;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Tick;
import org.ontogeny.engine.network.TinyNetworks;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.engine.network.Work;
import org.ontogeny.kernel.reference.ReferenceKernels;

/** Phases of measurements, and those of the quirks of a source, against enumeration. */
class ProbePhasesTest {

  private static final Network NETWORK = TinyNetworks.stack(2, 4, 4, 4);
  private static final int PATTERN = 0b0110;

  private static NetworkState state(Ensemble... persistent) {
    return TinyStates.random(NETWORK, List.of(persistent), 1, 0.1, 8);
  }

  private static LivingNetwork living(NetworkState state) {
    return new LivingNetwork(NETWORK, state, new ReferenceKernels());
  }

  /** Fantasies forget where they began: every column visits states as often as they are likely. */
  @Test
  void fantasiesAreSamplesOfTheMachine() {
    int columns = 20_000;
    NetworkState state = state();
    LivingNetwork living = living(state);
    Ensemble ensemble = new Ensemble("fantasies", 4, columns, 2, false);
    living.run(LivingNetwork.showing(PATTERN), new BoltzmannMachine(NETWORK).imagine(ensemble, 60));
    EnumeratedMachine exact = new EnumeratedMachine(NETWORK, state);
    double[] active = new double[4];
    for (Report.States told : living.told()) {
      for (int n = 0; n < told.state().rows(); n++) {
        for (int c = 0; c < told.state().columns(); c++) {
          active[told.group().from() + n] += told.state().get(n, c);
        }
      }
    }
    for (int n = 0; n < 4; n++) {
      double p = exact.rate(exact.bit("visible", n));
      assertEquals(p, active[n] / columns, 4 * Math.sqrt(p * (1 - p) / columns));
    }
  }

  /** Means of all neurons that a phase leaves behind, with the hidden ones told too. */
  private static double[] means(LivingNetwork living, Phase phase, EnumeratedMachine exact) {
    List<Tick> ticks = new ArrayList<>(phase.ticks());
    for (Population population : NETWORK.populations()) {
      if (!population.visible()) {
        ticks.add(Tick.work(Work.read(population)));
      }
    }
    living.run(
        LivingNetwork.showing(PATTERN),
        new Phase(phase.name(), phase.ensemble(), ticks, phase.loop(), null));
    double[] means = new double[exact.neurons()];
    for (Report.States told : living.told()) {
      for (int n = 0; n < told.state().rows(); n++) {
        means[exact.bit(told.group().owner(), told.group().from() + n)] = told.state().get(n, 0);
      }
    }
    return means;
  }

  @Test
  void reconstructionsAreMeansGivenTheMeansAbove() {
    NetworkState state = state();
    EnumeratedMachine exact = new EnumeratedMachine(NETWORK, state);
    Phase reconstruct =
        new BoltzmannMachine(NETWORK)
            .reconstruct(new Ensemble("examples", 3, 1, 1, false), 5, 1e-3f);
    double[] means = means(living(state), reconstruct, exact);
    for (int n = 0; n < 4; n++) {
      int bit = exact.bit("visible", n);
      assertEquals(exact.meanField(means, bit), means[bit], 1e-6);
    }
  }

  /** The first pass hears the upper states that another pattern left behind. */
  @Test
  void staleMeanFieldBeginsWithWhatWasLeftBehind() {
    Ensemble examples = new Ensemble("examples", 1, 1, 1, true);
    NetworkState state = state(examples);
    EnumeratedMachine exact = new EnumeratedMachine(NETWORK, state);
    LivingNetwork living = living(state);
    Phase wake = new BoltzmannMachine(NETWORK).staleWake(examples, 1, -1);
    living.run(LivingNetwork.showing(0b1011), wake);
    Map<String, float[]> before = states(living.copy());
    living.run(LivingNetwork.showing(PATTERN), wake);
    Map<String, float[]> after = states(living.copy());
    double[] heard = new double[exact.neurons()];
    for (int n = 0; n < 4; n++) {
      heard[exact.bit("visible", n)] = EnumeratedMachine.on(PATTERN, n);
      heard[exact.bit("h2", n)] = before.get("h2")[n];
    }
    for (int n = 0; n < 4; n++) {
      assertEquals(exact.meanField(heard, exact.bit("h1", n)), after.get("h1")[n], 1e-6);
      heard[exact.bit("h1", n)] = after.get("h1")[n];
    }
    for (int n = 0; n < 4; n++) {
      assertEquals(exact.meanField(heard, exact.bit("h2", n)), after.get("h2")[n], 1e-6);
    }
  }

  /** States of the only persistent ensemble, one column, by population. */
  private static Map<String, float[]> states(NetworkState state) {
    Map<String, float[]> states = new HashMap<>();
    for (NeuronGroupState group : state.neuronGroups()) {
      float[] all = states.computeIfAbsent(group.id().owner(), key -> new float[4]);
      float[] own = group.chains().get(0).shards().get(0).values();
      System.arraycopy(own, 0, all, group.id().from(), own.length);
    }
    return states;
  }

  /** Chains begin with the pattern itself, and above it with samples of what is made of it. */
  @Test
  void chainsMayBeginWithExamplesAndTheirCodes() {
    int columns = 20_000;
    Ensemble chains = new Ensemble("chains", 2, columns, 2, true);
    NetworkState state = state(chains);
    EnumeratedMachine exact = new EnumeratedMachine(NETWORK, state);
    LivingNetwork living = living(state);
    living.run(LivingNetwork.showing(PATTERN), new BoltzmannMachine(NETWORK).seed(chains));
    double[] doubled = new double[exact.neurons()];
    for (int n = 0; n < 4; n++) {
      doubled[n] = 2.0 * EnumeratedMachine.on(PATTERN, n);
    }
    for (NeuronGroupState group : living.copy().neuronGroups()) {
      for (int n = 0; n < group.neuron().length; n++) {
        double active = 0;
        for (var shard : group.chains().get(0).shards()) {
          for (int c = 0; c < shard.columns(); c++) {
            active += shard.get(n, c);
          }
        }
        int bit = exact.bit(group.id().owner(), group.neuron()[n]);
        if (group.id().owner().equals("visible")) {
          assertEquals(EnumeratedMachine.on(PATTERN, bit), active / columns);
        } else if (group.id().owner().equals("h1")) {
          double p = exact.meanField(doubled, bit);
          assertEquals(p, active / columns, 4 * Math.sqrt(p * (1 - p) / columns));
        }
      }
    }
  }
}
