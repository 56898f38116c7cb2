package org.ontogeny.engine.spec;

import org.ontogeny.engine.growth.GrowthRule;
import org.ontogeny.engine.growth.Homeostatic;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.growth.Uniform;

/** Reads a rule of growth. */
final class GrowthParser {

  private final Section section;
  private final boolean quota;

  /**
   * A reader of one rule.
   *
   * @param quota whether something else says how many synapses of a layer form
   */
  GrowthParser(Section section, boolean quota) {
    this.section = section;
    this.quota = quota;
  }

  private enum Rule {
    /** The same probability everywhere. */
    UNIFORM,
    /** A probability that falls with the activity of the postsynaptic neuron. */
    HOMEOSTATIC,
    /** So many of the layer. */
    LAYER_RANDOM
  }

  GrowthRule parse() {
    Rule rule = section.choice("rule", Rule.class);
    float weight = (float) section.real("weight", 0);
    return section.checked(
        "rule",
        () ->
            switch (rule) {
              case UNIFORM -> new Uniform(section.real("probability"), weight);
              case HOMEOSTATIC ->
                  new Homeostatic(section.real("target"), section.real("rate"), weight);
              case LAYER_RANDOM -> new LayerRandom(RuleParser.synapses(section, quota), weight);
            });
  }
}
