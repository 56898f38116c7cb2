package org.ontogeny.engine.spec;

import java.util.ArrayList;
import java.util.List;

/** A specification without a mistake. */
final class SpecTexts {

  private static final String SOUND =
      """
      experiment = mine
      seed = 5
      data { set = digits, side = 8, train = 60, test = 30 }
      ensembles { examples { columns = 5 } }
      network {
        populations = [
          { name = visible }
          { name = h1, neurons = 6 }
          { name = h2, neurons = 4 }
        ]
        projections = [
          { from = visible, to = h1 }
          { from = h1, to = h2 }
        ]}
      stages = [
        { stage = train }
        { stage = rounds
          count = 2
          rule { threshold = 0.1 }
          controls = [random]
        }
      ]
      """;

  private SpecTexts() {}

  /** Its lines; the list may be changed. */
  static List<String> lines() {
    return new ArrayList<>(SOUND.lines().toList());
  }
}
