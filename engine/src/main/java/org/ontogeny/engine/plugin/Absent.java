package org.ontogeny.engine.plugin;

import org.ontogeny.engine.pruning.synapse.Criterion;
import org.ontogeny.engine.statistic.SynapseView;

/** A criterion of which only the name is known. */
record Absent(String name) implements Criterion {

  @Override
  public double importance(SynapseView synapse) {
    throw new PluginException("criterion " + name + " is not here: " + Catalogue.HINT);
  }

  /** Nobody knows; a specification that was accepted once is not refused for it. */
  @Override
  public boolean looksAtActivity() {
    return false;
  }

  @Override
  public String toString() {
    return name;
  }
}
