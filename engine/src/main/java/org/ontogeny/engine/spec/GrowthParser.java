package org.ontogeny.engine.spec;

import org.ontogeny.engine.growth.GrowthRule;
import org.ontogeny.engine.growth.Homeostatic;
import org.ontogeny.engine.growth.Uniform;

/** Reads a rule of growth. */
final class GrowthParser {

  private final Section section;

  GrowthParser(Section section) {
    this.section = section;
  }

  private enum Rule {
    /** The same probability everywhere. */
    UNIFORM,
    /** A probability that falls with the activity of the postsynaptic neuron. */
    HOMEOSTATIC
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
            });
  }
}
