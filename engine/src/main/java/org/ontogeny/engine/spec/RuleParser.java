package org.ontogeny.engine.spec;

import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.layer.Percentile;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Criterion;
import org.ontogeny.engine.pruning.synapse.Hazard;
import org.ontogeny.engine.pruning.synapse.Threshold;

/** Reads a pruning rule: a criterion and a selection. */
final class RuleParser {

  private final Section section;
  private final Catalogue criteria;
  private final boolean quota;

  RuleParser(Section section, Catalogue criteria) {
    this(section, criteria, false);
  }

  /**
   * A reader of one rule.
   *
   * @param criteria that it can name
   * @param quota whether something else says how many synapses of a layer die
   */
  RuleParser(Section section, Catalogue criteria, boolean quota) {
    this.section = section;
    this.criteria = criteria;
    this.quota = quota;
  }

  private enum Selection {
    /** Local: an importance of its own. */
    THRESHOLD,
    /** Local: a probability that falls with importance. */
    HAZARD,
    /** Layer-wide: a percentile of the layer. */
    LAYER_PERCENTILE,
    /** Layer-wide: so many of the layer. */
    LAYER_COUNT
  }

  PruningRule parse() {
    Criterion criterion = criterion();
    long grace = section.number("grace", 0, 0);
    Selection selection = section.choice("selection", Selection.class, Selection.HAZARD);
    return section.checked(
        "selection",
        () ->
            switch (selection) {
              case THRESHOLD ->
                  PruningRule.of(criterion, new Threshold(section.real("threshold")), grace);
              case HAZARD -> PruningRule.of(criterion, hazard(criterion), grace);
              case LAYER_PERCENTILE ->
                  PruningRule.of(
                      criterion,
                      new Percentile(section.real("percent"), section.flag("ties", true)),
                      grace);
              case LAYER_COUNT ->
                  PruningRule.of(criterion, new Count(synapses(section, quota)), grace);
            });
  }

  private Criterion criterion() {
    String name = section.text("criterion", Criteria.FISHER.toString());
    return criteria.find(name).orElseThrow(() -> unknown());
  }

  private SpecException unknown() {
    SpecException unknown =
        section.error("criterion", "one of " + String.join(", ", criteria.names()));
    return new SpecException(unknown.getMessage() + "; " + Catalogue.HINT);
  }

  /** How many synapses of a layer; with a quota nobody else may say so. */
  static int synapses(Section section, boolean quota) {
    if (!quota) {
      return section.integer("synapses", 0);
    }
    if (section.has("synapses")) {
      throw section.error("synapses", "none beside a quota");
    }
    return 0;
  }

  private Hazard hazard(Criterion criterion) {
    if (criterion == Criteria.RANDOM) {
      throw section.error(
          "selection", "another selection for criterion random, which is decided by the same draw");
    }
    return new Hazard(
        section.real("threshold"),
        section.real("width", 0.5),
        section.real("rate", 1),
        section.real("floor", 1e-6));
  }
}
