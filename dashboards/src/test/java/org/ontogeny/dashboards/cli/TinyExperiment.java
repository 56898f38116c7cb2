package org.ontogeny.dashboards.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A machine that lives for a second. */
public final class TinyExperiment {

  private static final String TEXT =
      """
      experiment = tiny
      description = "a tiny machine"
      data { set = digits, side = 8, train = 100, test = 40 }
      network {
        populations = [
          { name = visible }
          { name = h1, neurons = 12 }
          { name = h2, neurons = 8 }
        ]
        projections = [ { from = visible, to = h1 }, { from = h1, to = h2 } ]
      }
      ensembles { chains { columns = 20 } }
      readout { epochs = 2 }
      stages = [
        { stage = train, updates = %d }
        { stage = evaluate }
        {
          stage = rounds
          count = 2
          measure { burn-in = 5, readings = 5, sweeps = 1 }
          rule { criterion = fisher, selection = hazard, threshold = 0.05 }
          retrain { updates = 5, burn-in = 0 }
          controls = [unpruned, random]
        }
      ]
      """;

  private TinyExperiment() {}

  /** Writes the experiment into a folder, with so many updates before pruning. */
  public static Path write(Path folder, String name, int updates) throws IOException {
    return Files.writeString(folder.resolve(name), TEXT.formatted(updates));
  }
}
