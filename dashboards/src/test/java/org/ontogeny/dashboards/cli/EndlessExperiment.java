package org.ontogeny.dashboards.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tiny machine that learns, prunes and grows until it is stopped. */
public final class EndlessExperiment {

  private static final String TEXT =
      """
      experiment = endless
      description = "a tiny machine without an end"
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
          cycles = 0
          learn { updates = 20, rate = 0.01 }
          measure { readings = 10, sweeps = 2 }
          rule { criterion = fisher, selection = hazard, threshold = 0.02, rate = 0.2 }
          growth { rule = homeostatic, target = 0.3, rate = 0.02 }
        }
      ]
      """;

  private EndlessExperiment() {}

  /** Writes the experiment into a folder. */
  public static Path write(Path folder, String name) throws IOException {
    return Files.writeString(folder.resolve(name), TEXT);
  }
}
