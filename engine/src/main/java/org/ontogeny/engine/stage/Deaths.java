package org.ontogeny.engine.stage;

import java.util.List;
import java.util.Optional;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.PruningRule;

/**
 * Who dies at a fence: neurons by a rule, then synapses by a rule, then the neurons that are left
 * without any. Either rule may be missing.
 *
 * @param neurons that die by a rule of their own
 * @param rule that synapses follow
 * @param cascade which neurons die for want of synapses
 */
public record Deaths(Optional<NeuronPruning> neurons, Optional<PruningRule> rule, Cascade cascade) {

  /** Deaths of synapses by a rule. */
  public static Deaths of(PruningRule rule, Cascade cascade) {
    return new Deaths(Optional.empty(), Optional.of(rule), cascade);
  }

  /** The same by another rule of synapses. */
  Deaths by(PruningRule other) {
    return new Deaths(neurons, Optional.of(other), cascade);
  }

  /** Lets the synapses of these projections follow the rule. */
  void run(Development development, List<Projection> projections) {
    neurons.ifPresent(pruning -> pruning.run(development));
    if (rule.isPresent()) {
      new Pruning(rule.get(), cascade).run(development, projections);
    } else {
      cascade.run(development);
    }
  }
}
