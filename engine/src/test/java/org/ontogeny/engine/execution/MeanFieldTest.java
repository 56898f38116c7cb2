package org.ontogeny.engine.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.EnumeratedMachine;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.Tick;
import org.ontogeny.engine.network.TinyNetworks;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.engine.network.Work;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.backend.Backends;
import org.ontogeny.kernel.reference.ReferenceKernels;

/** Mean field against the equations that it solves and the bound that it maximises. */
class MeanFieldTest {

  private static final Kernels KERNELS = new ReferenceKernels();
  private static final int MANY = 2000;
  private static final float SMALL = 1e-7f;

  static Stream<Named<Network>> deep() {
    return Stream.of(
        Named.of("two hidden layers, whole", TinyNetworks.stack(1, 4, 4, 4)),
        Named.of("two hidden layers, halved", TinyNetworks.stack(2, 4, 4, 4)),
        Named.of("three hidden layers", TinyNetworks.stack(2, 3, 3, 3, 3)),
        Named.of("two side by side", TinyNetworks.diamond()));
  }

  private static int patterns(Network network) {
    return 1 << network.visible().neurons();
  }

  /** Every visible pattern is a column. */
  private static Ensemble examples(Network network, int shards) {
    return new Ensemble("examples", 1, patterns(network), shards, false);
  }

  private static Program.Stimulus allPatterns(Network network) {
    int[] patterns = new int[patterns(network)];
    for (int p = 0; p < patterns.length; p++) {
      patterns[p] = p;
    }
    return LivingNetwork.showing(patterns);
  }

  /** The phase `encode`, telling the states of all populations. */
  private static Phase tellingAll(Network network, int shards, int passes, float tolerance) {
    Phase encode =
        new BoltzmannMachine(network).encode(examples(network, shards), passes, tolerance);
    List<Tick> ticks = new ArrayList<>(encode.ticks());
    for (Population population : network.populations()) {
      ticks.add(Tick.work(Work.read(population)));
    }
    return new Phase(encode.name(), encode.ensemble(), ticks, encode.loop(), null);
  }

  /** Means of all neurons for every visible pattern, [patterns][neurons]. */
  private static double[][] means(Network network, NetworkState state, int passes) {
    LivingNetwork living = new LivingNetwork(network, state, KERNELS);
    EnumeratedMachine machine = new EnumeratedMachine(network, state);
    Phase phase = tellingAll(network, 2, passes, passes == MANY ? SMALL : -1);
    living.run(allPatterns(network), phase);
    double[][] means = new double[patterns(network)][machine.neurons()];
    for (Report.States told : living.told()) {
      GroupId group = told.group();
      int first = phase.ensemble().first(told.shard());
      for (int n = 0; n < told.state().rows(); n++) {
        for (int c = 0; c < told.state().columns(); c++) {
          means[first + c][machine.bit(group.owner(), group.from() + n)] = told.state().get(n, c);
        }
      }
    }
    return means;
  }

  @ParameterizedTest
  @MethodSource("deep")
  void fixedPointSolvesItsEquations(Network network) {
    for (int seed = 0; seed < 10; seed++) {
      NetworkState state = TinyStates.random(network, List.of(), 1.5, 0.1, seed);
      EnumeratedMachine machine = new EnumeratedMachine(network, state);
      double[][] means = means(network, state, MANY);
      for (int pattern = 0; pattern < means.length; pattern++) {
        for (int bit = 0; bit < machine.neurons(); bit++) {
          boolean visible = bit < network.visible().neurons();
          double expected =
              visible ? EnumeratedMachine.on(pattern, bit) : machine.meanField(means[pattern], bit);
          assertEquals(expected, means[pattern][bit], 1e-6);
        }
      }
    }
  }

  /**
   * Levels of equal parity are not joined, so each half pass maximises the bound over its level.
   */
  @ParameterizedTest
  @MethodSource("deep")
  void boundRisesAndStaysBelowTheLogLikelihood(Network network) {
    for (int seed = 0; seed < 20; seed++) {
      NetworkState state = TinyStates.random(network, List.of(), 2, 0.1, 100 + seed);
      EnumeratedMachine machine = new EnumeratedMachine(network, state);
      double[][] first = means(network, state, 1);
      double[][] third = means(network, state, 3);
      double[][] last = means(network, state, MANY);
      for (int pattern = 0; pattern < last.length; pattern++) {
        assertTrue(machine.bound(first[pattern]) <= machine.bound(third[pattern]) + 1e-5);
        assertTrue(machine.bound(third[pattern]) <= machine.bound(last[pattern]) + 1e-5);
        assertTrue(machine.bound(last[pattern]) <= machine.logLikelihood(pattern) + 1e-12);
      }
    }
  }

  /** With one hidden layer the posterior factorises and the bound is the log-likelihood itself. */
  @Test
  void boundOfARestrictedMachineIsTight() {
    Network network = TinyNetworks.stack(2, 6, 6);
    NetworkState state = TinyStates.random(network, List.of(), 2, 0, 1);
    EnumeratedMachine machine = new EnumeratedMachine(network, state);
    double[][] means = means(network, state, 1);
    for (int pattern = 0; pattern < means.length; pattern++) {
      assertEquals(machine.logLikelihood(pattern), machine.bound(means[pattern]), 1e-5);
    }
  }

  private static ShuffledExecutor recorded(Network network, int shards, int passes, float tol) {
    NetworkState state = TinyStates.random(network, List.of(), 1, 0, 3);
    ShuffledExecutor executor =
        new ShuffledExecutor(
            network, Groups.of(state.groups(), network, 1, Backends.named("reference")), 1, 0);
    new LivingNetwork(network, executor)
        .run(allPatterns(network), tellingAll(network, shards, passes, tol));
    return executor;
  }

  /** The largest change of each pass of a shard, as far as it was asked for. */
  private static List<Float> changes(ShuffledExecutor executor, int shard) {
    List<Float> changes = new ArrayList<>();
    for (Report report : executor.reports()) {
      if (report instanceof Report.Changed changed && changed.shard() == shard) {
        while (changes.size() < changed.pass()) {
          changes.add(0f);
        }
        changes.set(
            changed.pass() - 1, Math.max(changes.get(changed.pass() - 1), changed.change()));
      }
    }
    return changes;
  }

  @Test
  void eachShardStopsWithTheFirstPassWithinTheTolerance() {
    Network network = TinyNetworks.stack(2, 4, 4, 4);
    float tolerance = 1e-4f;
    ShuffledExecutor executor = recorded(network, 16, 50, tolerance);
    List<Integer> passes = new ArrayList<>();
    for (int shard = 0; shard < 16; shard++) {
      List<Float> changes = changes(executor, shard);
      int last = changes.size() - 1;
      assertTrue(last > 0 && last < 49, "passes of shard " + shard + ": " + changes.size());
      assertTrue(changes.get(last) <= tolerance);
      assertTrue(changes.subList(0, last).stream().allMatch(change -> change > tolerance));
      passes.add(changes.size());
    }
    assertNotEquals(1, passes.stream().distinct().count(), "all shards stop together");
  }

  /**
   * Counted by what the synapses below the top send to it: a drive a pass, and one for the start.
   */
  @Test
  void loopEndsAfterItsLastPass() {
    Network network = TinyNetworks.stack(2, 4, 4, 4);
    for (float tolerance : new float[] {-1, 1e-30f}) {
      ShuffledExecutor executor = recorded(network, 1, 5, tolerance);
      GroupId top = new BoltzmannMachine(network).top().slices().get(0);
      assertEquals(1 + 5, drives(executor, top, "h1-h2", 0));
    }
  }

  /** Clamped states do not change, so what they drive is computed once however long the loop. */
  @Test
  void clampedStatesDriveOnce() {
    Network network = TinyNetworks.stack(2, 4, 4, 4);
    ShuffledExecutor executor = recorded(network, 2, 9, -1);
    Projection lowest = network.projection("visible-h1");
    for (GroupId group : lowest.post().slices()) {
      for (int shard = 0; shard < 2; shard++) {
        assertEquals(1, drives(executor, group, lowest.name(), shard));
        assertEquals(2 * 9, drives(executor, group, "h1-h2", shard), "two groups, nine passes");
      }
    }
  }

  private static long drives(ShuffledExecutor executor, GroupId to, String from, int shard) {
    return executor.received(to).stream()
        .filter(
            message ->
                message instanceof Message.Drive drive
                    && drive.shard() == shard
                    && drive.from().owner().equals(from))
        .count();
  }
}
