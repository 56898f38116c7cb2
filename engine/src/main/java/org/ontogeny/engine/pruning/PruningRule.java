package org.ontogeny.engine.pruning;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.layer.LayerSelection;
import org.ontogeny.engine.pruning.layer.Percentile;
import org.ontogeny.engine.pruning.synapse.Criterion;
import org.ontogeny.engine.pruning.synapse.Hazard;
import org.ontogeny.engine.pruning.synapse.SynapseSelection;

/**
 * A criterion and a selection. Exactly one of the two selections is there: the synapse's own, or
 * that of its layer.
 *
 * @param criterion importance of a synapse
 * @param local decision of the synapse alone
 * @param layer decision by comparison with its layer
 * @param grace a synapse younger than so many steps is not judged
 */
public record PruningRule(
    Criterion criterion,
    Optional<SynapseSelection> local,
    Optional<LayerSelection> layer,
    long grace) {

  public PruningRule {
    if (local.isPresent() == layer.isPresent()) {
      throw new IllegalArgumentException("a rule has one selection: local or layer-wide");
    }
    if (grace < 0) {
      throw new IllegalArgumentException("grace must be at least 0 steps, got " + grace);
    }
  }

  /** A rule that each synapse follows by itself. */
  public static PruningRule of(Criterion criterion, SynapseSelection selection, long grace) {
    return new PruningRule(criterion, Optional.of(selection), Optional.empty(), grace);
  }

  /** A rule that compares each synapse with its layer. */
  public static PruningRule of(Criterion criterion, LayerSelection selection, long grace) {
    return new PruningRule(criterion, Optional.empty(), Optional.of(selection), grace);
  }

  /** The same criterion, by which so many synapses of a layer die. */
  public PruningRule counting(int synapses) {
    return of(criterion, new Count(synapses), grace);
  }

  /** The selection as recorded beside each death. */
  public String selection() {
    return local.map(PruningRule::text).orElseGet(() -> text(layer.orElseThrow()));
  }

  private static String text(SynapseSelection selection) {
    if (selection instanceof Hazard hazard) {
      return text("hazard", hazard.threshold(), hazard.width(), hazard.rate(), hazard.floor());
    }
    return text("threshold", selection.threshold());
  }

  private static String text(LayerSelection selection) {
    if (selection instanceof Percentile percentile) {
      String text = text("layer-percentile", percentile.percent());
      return percentile.ties() ? text : text.replace(")", ",strict)");
    }
    return "layer-count(%d)".formatted(((Count) selection).synapses());
  }

  /** The same on every JDK, as all numbers of events are. */
  private static String text(String name, double... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(CanonicalJson::number)
        .collect(Collectors.joining(",", name + "(", ")"));
  }
}
