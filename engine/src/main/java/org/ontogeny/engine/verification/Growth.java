package org.ontogeny.engine.verification;

import java.util.Optional;
import org.ontogeny.engine.growth.GrowthRule;
import org.ontogeny.engine.growth.Homeostatic;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.growth.Uniform;

/** Rules of growth as events name them. */
final class Growth {

  private Growth() {}

  /**
   * The rule of a fact, but for the weight of newborns; empty where the engine has none of the
   * name.
   *
   * @throws IllegalArgumentException if the text is malformed
   */
  static Optional<GrowthRule> parse(String text) {
    RuleText rule = RuleText.parse(text);
    return switch (rule.name()) {
      case "uniform" -> {
        rule.requireArguments(1);
        yield Optional.of(new Uniform(rule.real(0), 0));
      }
      case "homeostatic" -> {
        rule.requireArguments(2);
        yield Optional.of(new Homeostatic(rule.real(0), rule.real(1), 0));
      }
      case "layer-random" -> {
        rule.requireArguments(1);
        yield Optional.of(new LayerRandom(Integer.parseInt(rule.arguments().get(0)), 0));
      }
      default -> Optional.empty();
    };
  }
}
