package org.ontogeny.dashboards.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tiny machine that grows and prunes for some seconds, and then ends. */
final class GrowingExperiment {

  private static final String TEXT =
      """
      experiment = growing
      description = "a tiny machine that grows and prunes"
      data { set = digits, side = 8, train = 100, test = 40 }
      network {
        populations = [
          { name = visible }
          { name = h1, neurons = 30 }
          { name = h2, neurons = 8 }
        ]
        projections = [ { from = visible, to = h1 }, { from = h1, to = h2 } ]
      }
      ensembles { chains { columns = 20 } }
      readout { epochs = 2 }
      stages = [
        {
          stage = develop
          cycles = %d
          learn { updates = 5, rate = 0.01 }
          measure { readings = 5, sweeps = 1 }
          rule { criterion = fisher, selection = hazard, threshold = 0.02, rate = 0.2 }
          growth { rule = homeostatic, target = 0.3, rate = 0.02 }
        }
      ]
      """;

  private GrowingExperiment() {}

  /** Writes the experiment into a folder, with so many rounds of growth and pruning. */
  static Path write(Path folder, int cycles) throws IOException {
    return Files.writeString(folder.resolve("growing.conf"), TEXT.formatted(cycles));
  }
}
