package org.ontogeny.engine.growth;

/**
 * Decides where synapses form at a fence, each free site by itself or by comparison with its layer.
 * Its {@code toString} names it in specifications and events.
 */
public sealed interface GrowthRule permits SiteRule, LayerRandom {

  /** Weight of a newborn, finite. */
  float weight();
}
