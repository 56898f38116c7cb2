package org.ontogeny.actors.wire;

import org.ontogeny.engine.growth.GrowthRule;
import org.ontogeny.engine.growth.Homeostatic;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.growth.Uniform;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.layer.Cut;
import org.ontogeny.engine.pruning.layer.LayerSelection;
import org.ontogeny.engine.pruning.layer.Percentile;
import org.ontogeny.engine.pruning.synapse.Criterion;
import org.ontogeny.engine.pruning.synapse.Hazard;
import org.ontogeny.engine.pruning.synapse.SynapseSelection;
import org.ontogeny.engine.pruning.synapse.Threshold;
import org.ontogeny.proto.v1.Wire;

/** Forms of pruning and growth rules. A criterion travels by name. */
final class RuleCodec {

  private final Catalogue criteria;

  RuleCodec(Catalogue criteria) {
    this.criteria = criteria;
  }

  Wire.PruningRule encode(PruningRule rule) {
    Wire.PruningRule.Builder form =
        Wire.PruningRule.newBuilder()
            .setCriterion(criterion(rule.criterion().toString()).toString())
            .setGrace(rule.grace());
    rule.local().ifPresent(selection -> encode(selection, form));
    rule.layer().ifPresent(selection -> encode(selection, form));
    return form.build();
  }

  private static void encode(SynapseSelection selection, Wire.PruningRule.Builder form) {
    if (selection instanceof Threshold threshold) {
      form.getThresholdBuilder().setThreshold(threshold.threshold());
    } else if (selection instanceof Hazard hazard) {
      form.getHazardBuilder()
          .setThreshold(hazard.threshold())
          .setWidth(hazard.width())
          .setRate(hazard.rate())
          .setFloor(hazard.floor());
    } else {
      throw new IllegalArgumentException(selection + " has no form on the wire");
    }
  }

  private static void encode(LayerSelection selection, Wire.PruningRule.Builder form) {
    if (selection instanceof Percentile percentile) {
      form.getPercentileBuilder().setPercent(percentile.percent()).setTies(percentile.ties());
    } else if (selection instanceof Count count) {
      form.getCountBuilder().setSynapses(count.synapses());
    } else {
      throw new IllegalArgumentException(selection + " has no form on the wire");
    }
  }

  PruningRule decode(Wire.PruningRule form) {
    Criterion criterion = criterion(form.getCriterion());
    return switch (form.getSelectionCase()) {
      case THRESHOLD ->
          PruningRule.of(
              criterion, new Threshold(form.getThreshold().getThreshold()), form.getGrace());
      case HAZARD -> PruningRule.of(criterion, decode(form.getHazard()), form.getGrace());
      case PERCENTILE -> PruningRule.of(criterion, decode(form.getPercentile()), form.getGrace());
      case COUNT ->
          PruningRule.of(criterion, new Count(form.getCount().getSynapses()), form.getGrace());
      case SELECTION_NOT_SET -> throw Values.unknown("selection", form);
    };
  }

  private static Hazard decode(Wire.PruningRule.Hazard form) {
    return new Hazard(form.getThreshold(), form.getWidth(), form.getRate(), form.getFloor());
  }

  private static Percentile decode(Wire.PruningRule.Percentile form) {
    return new Percentile(form.getPercent(), form.getTies());
  }

  private Criterion criterion(String name) {
    return criteria
        .find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no criterion is called %s; expected one of %s"
                        .formatted(name, String.join(", ", criteria.names()))));
  }

  static Wire.GrowthRule encode(GrowthRule rule) {
    Wire.GrowthRule.Builder form = Wire.GrowthRule.newBuilder().setWeight(rule.weight());
    if (rule instanceof Uniform uniform) {
      form.getUniformBuilder().setProbability(uniform.probability());
    } else if (rule instanceof Homeostatic homeostatic) {
      form.getHomeostaticBuilder().setTarget(homeostatic.target()).setRate(homeostatic.rate());
    } else if (rule instanceof LayerRandom layer) {
      form.getLayerRandomBuilder().setSynapses(layer.synapses());
    } else {
      throw new IllegalArgumentException(rule + " has no form on the wire");
    }
    return form.build();
  }

  static GrowthRule decode(Wire.GrowthRule form) {
    return switch (form.getKindCase()) {
      case UNIFORM -> new Uniform(form.getUniform().getProbability(), form.getWeight());
      case HOMEOSTATIC ->
          new Homeostatic(
              form.getHomeostatic().getTarget(), form.getHomeostatic().getRate(), form.getWeight());
      case LAYER_RANDOM -> new LayerRandom(form.getLayerRandom().getSynapses(), form.getWeight());
      case KIND_NOT_SET -> throw Values.unknown("growth rule", form);
    };
  }

  static Wire.Cut encode(Cut cut) {
    return Wire.Cut.newBuilder().setThreshold(cut.threshold()).setTie(cut.tie()).build();
  }

  static Cut decode(Wire.Cut form) {
    return new Cut(form.getThreshold(), form.getTie());
  }
}
