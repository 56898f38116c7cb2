package org.ontogeny.engine.verification;

import java.util.Map;
import java.util.Optional;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.growth.GrowthRule;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.growth.SiteRule;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Key;

/**
 * Passes verdicts of birth again: the draw is made anew, and must be below the probability that the
 * rule gives for the recorded importance, or be among the smallest of its layer. What an initial
 * synapse is born from is not a rule.
 */
final class BirthVerdicts {

  private final Map<String, Integer> numbers; // places of projections in the network
  private final long seed;
  private final Findings findings;
  private final Verdicts verdicts;
  private final Lottery lottery;

  /**
   * Nothing is judged yet.
   *
   * @param numbers places of projections in the network, by name
   */
  BirthVerdicts(Map<String, Integer> numbers, long seed, Findings findings, Verdicts verdicts) {
    this.numbers = numbers;
    this.seed = seed;
    this.findings = findings;
    this.verdicts = verdicts;
    this.lottery = new Lottery(findings);
  }

  /** No fact of an open decision follows. */
  void close() {
    lottery.close();
  }

  /** Judges the births of a fact of the network's groups, before they are applied. */
  void judge(Event event, Fact.SynapsesFormed fact, Masks masks) {
    if (fact.rule().equals(Fact.SynapsesFormed.INITIAL)) {
      return;
    }
    Optional<GrowthRule> growth = growth(fact);
    if (growth.isEmpty()) {
      verdicts.unapplied(fact.births().size());
      return;
    }
    Key draws = Purpose.GROW.key(seed, numbers.get(fact.projection()), event.step(), 0, 0);
    if (growth.get() instanceof LayerRandom layer) {
      lottery.begin(event, fact, layer, draws, masks);
      int pres = masks.synapses(fact.projection()).projection().pre().neurons();
      for (Fate birth : fact.births()) {
        lottery.take(fact, birth, pres);
        requireDraw(fact, birth, draws.uniform(birth.pre(), birth.post()));
        requireImportance(fact, birth, false);
      }
    } else {
      lottery.close();
      alone(fact, (SiteRule) growth.get(), draws);
    }
    verdicts.reapplied(fact.births().size());
  }

  private Optional<GrowthRule> growth(Fact.SynapsesFormed fact) {
    try {
      Optional<GrowthRule> growth = Growth.parse(fact.rule());
      if (growth.isEmpty()) {
        verdicts.foreign(fact.rule());
      }
      return growth;
    } catch (IllegalArgumentException e) {
      findings.add("group " + fact.group(), "a rule that can be read", e.getMessage());
      return Optional.empty();
    }
  }

  private void alone(Fact.SynapsesFormed fact, SiteRule growth, Key draws) {
    if (growth.threshold() != fact.threshold()) {
      findings.add(
          "group " + fact.group(), "the threshold " + growth.threshold(), fact.threshold());
    }
    boolean judges = !Double.isNaN(growth.statistic(0, 1)); // whether it looks at activity at all
    for (Fate birth : fact.births()) {
      float draw = draws.uniform(birth.pre(), birth.post());
      requireDraw(fact, birth, draw);
      double probability = growth.probability(birth.importance());
      if (!(draw < probability)) {
        findings.add(fact.projection(), birth, "a draw below the probability " + probability, draw);
      }
      requireImportance(fact, birth, judges);
    }
  }

  private void requireDraw(Fact.SynapsesFormed fact, Fate birth, float draw) {
    if (Float.compare(draw, birth.draw()) != 0) {
      findings.add(fact.projection(), birth, "the draw " + draw, birth.draw());
    }
  }

  private void requireImportance(Fact.SynapsesFormed fact, Fate birth, boolean wanted) {
    if (wanted == Double.isNaN(birth.importance())) {
      findings.add(
          fact.projection(),
          birth,
          wanted ? "an importance" : "no importance for " + fact.rule(),
          birth.importance());
    }
  }
}
