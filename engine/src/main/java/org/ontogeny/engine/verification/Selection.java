package org.ontogeny.engine.verification;

import java.util.Optional;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.layer.LayerSelection;
import org.ontogeny.engine.pruning.layer.Percentile;
import org.ontogeny.engine.pruning.synapse.Hazard;
import org.ontogeny.engine.pruning.synapse.SynapseSelection;
import org.ontogeny.engine.pruning.synapse.Threshold;

/**
 * How a criterion was applied: by each synapse or by comparison with its layer. Neither is there
 * where the engine has no selection of the name.
 *
 * @param given whether the deaths were laid upon the network, by a comparison of neurons or a mask
 *     of a control: the journal does not hold what would be needed to choose them again
 */
record Selection(Optional<SynapseSelection> local, Optional<LayerSelection> layer, boolean given) {

  private static final Selection FOREIGN = new Selection(Optional.empty(), Optional.empty(), false);
  private static final Selection GIVEN = new Selection(Optional.empty(), Optional.empty(), true);

  /**
   * Reads {@code PruningRule.selection()} back.
   *
   * @throws IllegalArgumentException if the text is malformed
   */
  static Selection parse(String text) {
    RuleText rule = RuleText.parse(text);
    return switch (rule.name()) {
      case "threshold" -> {
        rule.requireArguments(1);
        yield of(new Threshold(rule.real(0)));
      }
      case "hazard" -> {
        rule.requireArguments(4);
        yield of(new Hazard(rule.real(0), rule.real(1), rule.real(2), rule.real(3)));
      }
      case "layer-percentile" -> of(percentile(rule));
      case "layer-count" -> {
        rule.requireArguments(1);
        yield of(new Count(Integer.parseInt(rule.arguments().get(0))));
      }
      case "neuron-count", "shuffled" -> GIVEN;
      default -> FOREIGN;
    };
  }

  private static Percentile percentile(RuleText rule) {
    boolean strict = rule.arguments().size() == 2 && rule.arguments().get(1).equals("strict");
    if (!strict) {
      rule.requireArguments(1);
    }
    return new Percentile(rule.real(0), !strict);
  }

  private static Selection of(SynapseSelection local) {
    return new Selection(Optional.of(local), Optional.empty(), false);
  }

  private static Selection of(LayerSelection layer) {
    return new Selection(Optional.empty(), Optional.of(layer), false);
  }

  boolean isForeign() {
    return local.isEmpty() && layer.isEmpty() && !given;
  }
}
