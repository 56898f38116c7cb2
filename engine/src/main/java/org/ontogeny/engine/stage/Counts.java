package org.ontogeny.engine.stage;

import org.ontogeny.engine.network.Population;

/** How many synapses and neurons live. */
final class Counts {

  private static final String SYNAPSES = "living-synapses";

  private Counts() {}

  static void tell(Development development) {
    development
        .synapsesByProjection()
        .forEach((name, living) -> development.measured(SYNAPSES, name, (double) living));
    development.measured(SYNAPSES, "network", (double) development.synapses());
    for (Population population : development.network().populations()) {
      String name = population.name();
      development.measured("living-neurons", name, (double) development.neurons(name));
    }
  }
}
