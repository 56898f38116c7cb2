package org.ontogeny.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.network.EnumeratedMachine;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.TinyNetworks;
import org.ontogeny.engine.network.TinyStates;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Key;

/** Partition functions and likelihoods against the sum over all states. */
class LikelihoodTest {

  static Stream<Named<Network>> machines() {
    return Stream.of(
        Named.of("restricted", TinyNetworks.stack(2, 6, 5)),
        Named.of("receptive fields", TinyNetworks.fields(1)),
        Named.of("two hidden layers", TinyNetworks.stack(2, 4, 4, 4)),
        Named.of("three hidden layers", TinyNetworks.stack(2, 3, 3, 3, 3)),
        Named.of("two side by side", TinyNetworks.diamond()));
  }

  private static NetworkState state(Network network, double deviation) {
    return TinyStates.random(network, List.of(), deviation, 0.1, 5);
  }

  /** Every visible pattern, [visible][patterns]. */
  private static Batch patterns(Network network) {
    int visible = network.visible().neurons();
    int count = 1 << visible;
    float[] values = new float[visible * count];
    for (int n = 0; n < visible; n++) {
      for (int pattern = 0; pattern < count; pattern++) {
        values[n * count + pattern] = pattern >> n & 1;
      }
    }
    return new Batch(visible, count, values);
  }

  private static Batch column(Batch batch, int column) {
    float[] values = new float[batch.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = batch.get(row, column);
    }
    return new Batch(values.length, 1, values);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void likelihoodsAreThoseOfEnumeration(Network network) {
    NetworkState state = state(network, 1.5);
    Bipartite machine = new Bipartite(network, state);
    Likelihood likelihood = new Likelihood(machine);
    assertTrue(likelihood.isExact());
    double logZ = new Partition(machine).exact();
    EnumeratedMachine exact = new EnumeratedMachine(network, state);
    Batch patterns = patterns(network);
    double sum = 0;
    for (int pattern = 0; pattern < patterns.columns(); pattern++) {
      double own = likelihood.mean(column(patterns, pattern), 1, 0) - logZ;
      assertEquals(exact.logLikelihood(pattern), own, 1e-9);
      sum += own;
    }
    assertEquals(sum / patterns.columns(), likelihood.mean(patterns, 1, 0) - logZ, 1e-9);
  }

  /** Whichever side is enumerated. */
  @ParameterizedTest
  @MethodSource("machines")
  void bothSidesGiveTheSamePartitionFunction(Network network) {
    Bipartite machine = new Bipartite(network, state(network, 1.5));
    assertEquals(
        Partition.enumerate(machine.odd(), machine.even().biases()),
        Partition.enumerate(machine.even(), machine.odd().biases()),
        1e-9);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void meanFieldBoundsTheLikelihoodFromBelow(Network network) {
    NetworkState state = state(network, 0.5);
    Bipartite machine = new Bipartite(network, state);
    Likelihood likelihood = new Likelihood(machine);
    EnumeratedMachine exact = new EnumeratedMachine(network, state);
    double logZ = new Partition(machine).exact();
    Batch patterns = patterns(network);
    for (int pattern = 0; pattern < patterns.columns(); pattern++) {
      double bound = likelihood.bound(patterns, pattern, 1000, 1e-12) - logZ;
      assertEquals(exact.bound(fixedPoint(exact, network, pattern)), bound, 1e-8);
      assertTrue(bound <= exact.logLikelihood(pattern) + 1e-9);
    }
  }

  /** The means that mean field comes to rest at, one neuron after the other. */
  private static double[] fixedPoint(EnumeratedMachine exact, Network network, int pattern) {
    double[] mu = new double[exact.neurons()];
    Arrays.fill(mu, 0.5);
    int visible = network.visible().neurons();
    for (int n = 0; n < visible; n++) {
      mu[n] = EnumeratedMachine.on(pattern, n);
    }
    for (int pass = 0; pass < 1000; pass++) {
      for (int n = visible; n < mu.length; n++) {
        mu[n] = exact.meanField(mu, n);
      }
    }
    return mu;
  }

  static Stream<Named<Network>> larger() {
    return Stream.of(
        Named.of("restricted", TinyNetworks.stack(2, 30, 12)),
        Named.of("two hidden layers", TinyNetworks.stack(2, 20, 12, 14)),
        Named.of("three hidden layers", TinyNetworks.stack(1, 10, 8, 10, 4)));
  }

  @ParameterizedTest
  @MethodSource("larger")
  void annealingComesWithinAPercentOfEnumeration(Network network) {
    NetworkState state = state(network, 0.7);
    Partition partition = new Partition(new Bipartite(network, state));
    double exact = partition.exact();
    double[] rates = new double[network.visible().neurons()];
    Arrays.fill(rates, 0.3);
    double annealed = partition.annealed(partition.base(rates), 50, 500, Key.of(3));
    assertEquals(exact, annealed, 0.01 * Math.abs(exact));
  }

  /** One temperature is plain importance sampling: its mean over many chains is Z itself. */
  @Test
  void oneStepFromTheBaseIsImportanceSampling() {
    Network network = TinyNetworks.stack(1, 3, 3);
    Partition partition = new Partition(new Bipartite(network, state(network, 0.5)));
    double[] base = partition.base(new double[] {0.4, 0.5, 0.6});
    assertEquals(partition.exact(), partition.annealed(base, 20_000, 1, Key.of(4)), 0.02);
  }

  @Test
  void largeSidesCannotBeEnumerated() {
    Network network = TinyNetworks.stack(1, 21, 21);
    Partition partition = new Partition(new Bipartite(network, state(network, 0.1)));
    assertFalse(partition.isEnumerable());
    assertThrows(IllegalStateException.class, partition::exact);
  }

  @Test
  void sumsOfExponentialsDoNotOverflow() {
    LogSum sum = new LogSum();
    assertEquals(Double.NEGATIVE_INFINITY, sum.value());
    sum.add(1000);
    sum.add(1001);
    sum.add(-1000);
    sum.add(Double.NEGATIVE_INFINITY);
    assertEquals(1000 + Math.log(1 + Math.E), sum.value(), 1e-12);
  }
}
