package org.ontogeny.engine.verification;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.plugin.PluggedIn;
import org.ontogeny.engine.pruning.layer.Cut;
import org.ontogeny.engine.pruning.layer.LayerSelection;
import org.ontogeny.engine.pruning.layer.Percentile;
import org.ontogeny.engine.pruning.neuron.NeuronCriteria;
import org.ontogeny.engine.pruning.synapse.Criterion;
import org.ontogeny.engine.pruning.synapse.SynapseSelection;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Key;

/**
 * Passes verdicts of death again, from what stands beside each: the selection that the fact names,
 * applied by the engine's own rules to the recorded importance, with draws and tie numbers made
 * anew. Importances of criteria that do not look at activity are made anew too; others come from
 * counts that the journal does not hold.
 */
final class DeathVerdicts {

  private final Map<String, Integer> numbers; // places of projections in the network
  private final long seed;
  private final Catalogue criteria;
  private final Findings findings;
  private final Verdicts verdicts;
  private final Line line;

  /**
   * Nothing is judged yet.
   *
   * @param numbers places of projections in the network, by name
   * @param criteria that can be applied again
   */
  DeathVerdicts(
      Map<String, Integer> numbers,
      long seed,
      Catalogue criteria,
      Findings findings,
      Verdicts verdicts) {
    this.numbers = numbers;
    this.seed = seed;
    this.criteria = criteria;
    this.findings = findings;
    this.verdicts = verdicts;
    this.line = new Line(findings);
  }

  /** No fact of an open decision follows. */
  void close() {
    line.close();
  }

  /** Judges the deaths of a fact of the network's groups, before they are applied. */
  void judge(Event event, Fact.SynapsesPruned fact, Masks masks) {
    if (fact.rule().equals(Fact.SynapsesPruned.CASCADE)
        || fact.rule().equals(Fact.SynapsesPruned.LESION)) {
      line.close();
      bereave(fact, masks);
      return;
    }
    Optional<Consumer<Fate>> verdict = verdict(event, fact);
    if (verdict.isPresent()) {
      fact.deaths().forEach(verdict.get());
      verdicts.reapplied(fact.deaths().size());
    } else {
      verdicts.unapplied(fact.deaths().size());
    }
  }

  /** A synapse that died with a neuron has a dead one at an end. */
  private void bereave(Fact.SynapsesPruned fact, Masks masks) {
    Mask mask = masks.synapses(fact.projection());
    BitSet pres = masks.neurons(mask.projection().pre().name());
    BitSet posts = masks.neurons(mask.projection().post().name());
    for (Fate death : fact.deaths()) {
      if (mask.isWithin(death.pre(), death.post())
          && pres.get(death.pre())
          && posts.get(death.post())) {
        say(fact, death, "a dead neuron at an end, for a " + fact.rule(), "living ones");
      }
      if (!Double.isNaN(death.importance()) || !Float.isNaN(death.draw())) {
        say(fact, death, "neither importance nor draw, for a " + fact.rule(), death);
      }
    }
    verdicts.reapplied(fact.deaths().size());
  }

  /** How to judge each death; empty where the rule cannot be applied. */
  private Optional<Consumer<Fate>> verdict(Event event, Fact.SynapsesPruned fact) {
    Selection selection;
    try {
      selection = Selection.parse(fact.selection());
    } catch (IllegalArgumentException e) {
      findings.add("group " + fact.group(), "a selection that can be read", e.getMessage());
      return Optional.empty();
    }
    if (selection.isForeign()) {
      verdicts.foreign(fact.selection());
      return Optional.empty();
    }
    int number = numbers.get(fact.projection());
    Witness witness = new Witness(fact, Purpose.PRUNE.key(seed, number, event.step(), 0, 0));
    if (selection.given()) {
      line.close();
      return Optional.of(
          death -> {
            witness.look(death);
            witness.requireDraw(death);
          });
    }
    if (selection.local().isPresent()) {
      return Optional.of(alone(fact, selection.local().get(), witness));
    }
    return cut(fact, selection.layer().orElseThrow())
        .map(
            cut -> {
              line.begin(event, fact, selection, cut);
              Key ties = Purpose.TIE.key(seed, number, event.step(), 0, 0);
              return compared(fact, cut, ties, witness);
            });
  }

  private Consumer<Fate> alone(
      Fact.SynapsesPruned fact, SynapseSelection selection, Witness witness) {
    line.close();
    if (selection.threshold() != fact.threshold()) {
      findings.add(
          "group " + fact.group(), "the threshold " + selection.threshold(), fact.threshold());
    }
    if (fact.tie().isPresent()) {
      findings.add("group " + fact.group(), "no tie number of " + fact.selection(), fact.tie());
    }
    return death -> {
      witness.look(death);
      if (!selection.dies(death.importance(), witness.view)) {
        say(fact, death, "an importance and a draw that die by " + fact.selection(), death);
      }
      witness.requireDraw(death);
    };
  }

  /** The line that a fact tells of; empty where it cannot be one. */
  private Optional<Cut> cut(Fact.SynapsesPruned fact, LayerSelection selection) {
    if (fact.tie().isEmpty() || Double.isNaN(fact.threshold())) {
      findings.add("group " + fact.group(), "a threshold and a tie number", "none");
      return Optional.empty();
    }
    Cut cut = new Cut(fact.threshold(), fact.tie().getAsLong());
    if (selection instanceof Percentile percentile) {
      long tie = percentile.ties() ? Long.MAX_VALUE : Long.MIN_VALUE;
      if (cut.tie() != tie) {
        findings.add("group " + fact.group(), "the tie number " + tie, cut.tie());
      }
    }
    return Optional.of(cut);
  }

  private Consumer<Fate> compared(Fact.SynapsesPruned fact, Cut cut, Key ties, Witness witness) {
    return death -> {
      witness.look(death);
      long tie = ties.words(death.pre(), death.post());
      if (!cut.kills(death.importance(), tie)) {
        say(fact, death, "an importance that dies by " + cut, death + " of tie number " + tie);
      }
      line.take(death.importance(), tie);
      witness.requireDraw(death);
    };
  }

  private void say(Fact.SynapsesPruned fact, Fate death, Object expected, Object found) {
    findings.add(fact.projection(), death, expected, found);
  }

  /** What a death says about importance and draw, for all selections alike. */
  private final class Witness {
    private final Fact.SynapsesPruned fact;
    private final Testimony view;
    private final Optional<Criterion> criterion; // empty: nobody has one of the name
    private final boolean again; // whether the criterion can be applied again

    Witness(Fact.SynapsesPruned fact, Key draws) {
      this.fact = fact;
      this.view = new Testimony(draws);
      this.criterion = criteria.find(fact.rule());
      this.again = criterion.isPresent() && !criterion.get().looksAtActivity();
      if (criterion.isEmpty() && !isOfNeurons(fact.rule())) {
        verdicts.foreign(fact.rule());
      }
    }

    private static boolean isOfNeurons(String rule) {
      return Arrays.stream(NeuronCriteria.values()).anyMatch(c -> c.toString().equals(rule));
    }

    void look(Fate death) {
      view.look(death);
      if (again) {
        double importance = criterion.orElseThrow().importance(view);
        if (importance != death.importance()) {
          say(fact, death, "the importance " + importance, death.importance());
        }
      }
    }

    /** A draw is recorded iff a rule asked for it; a criterion that is none of ours may have. */
    void requireDraw(Fate death) {
      boolean may = criterion.isEmpty() || (criterion.get() instanceof PluggedIn && !again);
      if (may && !Float.isNaN(death.draw())) {
        view.draw();
      }
      if (Float.compare(view.drawn(), death.draw()) != 0) {
        say(fact, death, "the draw " + view.drawn(), death.draw());
      }
    }
  }
}
