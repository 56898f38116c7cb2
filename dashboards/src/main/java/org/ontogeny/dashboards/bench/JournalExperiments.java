package org.ontogeny.dashboards.bench;

/** What the benchmark of the journal develops. */
final class JournalExperiments {

  private static final String SMALL =
      """
      experiment = every-step
      description = "a small machine whose synapses form and die at every step"
      data { set = digits, side = %d, train = 1000, test = 100 }
      readout { train = 100, epochs = 1 }
      mean-field { passes = 5 }
      ensembles { examples { columns = 20 }, chains { columns = 20 } }
      network {
        populations = [
          { name = visible }
          { name = h1, neurons = 16 }
          { name = h2, neurons = 10 }
        ]
        projections = [
          { from = visible, to = h1, deviation = 0.05 }
          { from = h1, to = h2, deviation = 0.05 }
        ]
      }
      stages = [
        {
          stage = develop
          cycles = %d
          learn { updates = 1, rate = 0.003 }
          measure { readings = 1 }
          # as many on either side, whatever the machine has learned
          rule { criterion = random, selection = threshold, threshold = 0.0005 }
          growth { rule = uniform, probability = 0.005 }
        }
      ]
      """;

  private static final String LARGE =
      """
      experiment = at-once
      description = "a large machine that loses most of its synapses at once"
      data { set = digits, side = %1$d, train = 2000, test = 100 }
      readout { train = 100, epochs = 1 }
      mean-field { passes = 5 }
      ensembles { examples { columns = 100 } }
      network {
        populations = [
          { name = visible }
          { name = h1, neurons = %2$d, width = %1$d, groups = 2, bias = -2.75 }
          { name = h2, neurons = %3$d, groups = 2 }
        ]
        projections = [
          { from = visible, to = h1, radius = 2, deviation = 0.05 }
          { from = h1, to = h2, deviation = 0.05 }
        ]
      }
      stages = [
        { stage = train, updates = 20, rate = 0.003 }
        {
          stage = rounds
          count = 1
          rule { criterion = fisher, selection = layer-count, synapses = %4$d }
          projections = [h1-h2]
          dead-ends { die = keep }
          retrain { updates = %5$d, rate = 0.003 }
        }
      ]
      """;

  private JournalExperiments() {}

  /** Structure changes at every step. */
  static String small(JournalSizes sizes, int cycles) {
    return SMALL.formatted(sizes.side(), cycles);
  }

  /** Many synapses die at once. */
  static String large(JournalSizes sizes) {
    int side = sizes.layers().side();
    return LARGE.formatted(
        side, side * side, sizes.layers().above(), sizes.killed(), sizes.updates());
  }
}
