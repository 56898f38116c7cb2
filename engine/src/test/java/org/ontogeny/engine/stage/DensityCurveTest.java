package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.data.Datasets;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.kernel.Key;
import org.ontogeny.kernel.backend.Backends;

/**
 * How many synapses live over the whole critical period of Stothers 2019, section 2.3, with its
 * layers of 784, 16 and 10 neurons; without learning, on which the numbers do not depend.
 */
class DensityCurveTest {

  private static final int CYCLES = 13125;
  private static final int LOWER = 784 * 16;
  private static final int UPPER = 16 * 10;

  @TempDir private Path folder;

  private RunSpec spec(String mode) throws IOException {
    Path file = folder.resolve("critical.conf");
    Files.writeString(
        file,
        """
        experiment = critical
        data { set = digits, side = 28, train = 20, test = 5 }
        ensembles { examples { columns = 10 }, chains { columns = 2 }, evaluation { columns = 5 } }
        network {
          populations = [{ name = visible }, { name = h1, neurons = 16 }, { name = h2, neurons = 10 }]
          projections = [
            { from = visible, to = h1, density = 0.5 }
            { from = h1, to = h2, density = 0.5 }
          ]
        }
        stages = [
          { stage = develop, cycles = 13125, decide = first
            quota { share = 1.6e-4, mode = %s }
            growing { cycles = 10000 }
            growth { rule = layer-random }
            rule { criterion = magnitude, selection = layer-count }
            measure { readings = 0 }
            learn { updates = 0, burn-in = 0 } }
        ]
        """
            .formatted(mode));
    return SpecReader.read(file.toString(), Map.of());
  }

  /** Living synapses of both layers after each cycle. */
  private static List<long[]> curve(RunSpec spec) {
    Setting setting = spec.setting(Datasets.loadFrom("digits", 28, 20, 5, 1, Optional.empty()));
    NetworkState born = spec.birth().of(spec.network());
    assertEquals(Map.of("visible-h1", LOWER / 2L, "h1-h2", UPPER / 2L), born.synapses());
    Development development =
        new Development(
            setting,
            Checkpoint.of(born),
            setting.batches(),
            new SequentialExecutor(
                spec.network(),
                Groups.of(born.groups(), spec.network(), spec.seed(), Backends.named("reference"))),
            event -> {},
            Progress.NONE);
    List<long[]> curve = new ArrayList<>();
    development.develop(
        spec.experiment(),
        reached -> {
          List<Long> place = reached.place();
          if (place.size() == 4 && place.get(3) == 2) {
            Map<String, Long> living = reached.synapsesByProjection();
            curve.add(new long[] {living.get("visible-h1"), living.get("h1-h2")});
          }
        });
    assertEquals(CYCLES, curve.size());
    return curve;
  }

  /** The same by counting alone: no synapse is chosen, some more or fewer are there. */
  private static List<long[]> counted(boolean carry) {
    long[] possible = {LOWER, UPPER};
    long[] living = {LOWER / 2, UPPER / 2};
    long[] size = {16 * (LOWER + 16), 16 * (UPPER + 10)}; // in units of 10^-5 synapses
    long[] balance = new long[2];
    long one = 100_000;
    List<long[]> curve = new ArrayList<>();
    Key draws = Key.of(1).with(11, 0).with(0L).with(0, 0);
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      boolean grows = draws.uniform(cycle, 0) < Math.max(0, 1 - cycle / 10000.0);
      for (int l = 0; l < 2; l++) {
        balance[l] += grows ? size[l] : -size[l];
        long k = carry ? balance[l] / one : (size[l] / one + 1) * (grows ? 1 : -1);
        balance[l] %= one;
        living[l] = Math.max(0, Math.min(possible[l], living[l] + k));
      }
      curve.add(living.clone());
    }
    return curve;
  }

  private static void assertSame(List<long[]> expected, List<long[]> found) {
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      assertEquals(expected.get(cycle)[0], found.get(cycle)[0], "lower layer, cycle " + cycle);
      assertEquals(expected.get(cycle)[1], found.get(cycle)[1], "upper layer, cycle " + cycle);
    }
  }

  private static double density(long[] living) {
    return (living[0] + living[1]) / (double) (LOWER + UPPER);
  }

  private static void assertWithin(double least, double most, double found) {
    assertTrue(found >= least && found <= most, found + " is not in " + least + " to " + most);
  }

  /** Ten seeds gave the bands: the peak 0.884 to 0.910, 5 % at 12,698 to 12,912. */
  @Test
  void withFractionsCarriedItRisesToNineTenthsAndFallsToNothing() throws IOException {
    List<long[]> curve = curve(spec("carry"));
    assertSame(counted(true), curve);
    int peak = 0;
    int sparse = 0;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      peak = density(curve.get(cycle)) > density(curve.get(peak)) ? cycle : peak;
      sparse = density(curve.get(cycle)) > 0.05 ? cycle + 1 : sparse;
    }
    assertWithin(0.87, 0.92, density(curve.get(peak)));
    assertWithin(4500, 5500, peak);
    assertWithin(12600, 13000, sparse);
    assertWithin(0.47, 0.53, density(curve.get(9999)));
    assertWithin(0, 0.01, density(curve.get(CYCLES - 1)));
  }

  /** Literally rounded up, the small layer outruns the other: full early, empty long before it. */
  @Test
  void roundedUpItCutsTheNetworkInTwo() throws IOException {
    List<long[]> curve = curve(spec("ceil"));
    assertSame(counted(false), curve);
    int full = 0;
    int empty = 0;
    while (curve.get(full)[0] < LOWER) {
      full++;
    }
    while (curve.get(empty)[1] > 0) {
      empty++;
    }
    assertWithin(2900, 3300, full);
    assertWithin(6002 - 100, 6481 + 100, empty);
    assertWithin(0.93, 0.97, density(curve.get(empty)));
  }
}
