package org.ontogeny.engine.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.neuron.NeuronCriteria;
import org.ontogeny.engine.pruning.neuron.NeuronRule;
import org.ontogeny.engine.stage.Assemble;
import org.ontogeny.engine.stage.Assessment;
import org.ontogeny.engine.stage.Cascade;
import org.ontogeny.engine.stage.Deaths;
import org.ontogeny.engine.stage.LearningStage;
import org.ontogeny.engine.stage.Measure;
import org.ontogeny.engine.stage.Measures;
import org.ontogeny.engine.stage.NeuronPruning;
import org.ontogeny.engine.stage.Order;
import org.ontogeny.engine.stage.Pretrain;
import org.ontogeny.engine.stage.Rival;
import org.ontogeny.engine.stage.Rounds;
import org.ontogeny.engine.stage.Stage;

/** Reads rounds of pruning, with their rivals and controls. */
final class RoundsParser {

  private static final String MAIN = "main";

  private final Section section;
  private final Network network;
  private final List<Stage> before;
  private final StageParser parts;

  /**
   * A reader of one stage.
   *
   * @param before stages of the experiment before it
   * @param parts reads what rounds have in common with other stages
   */
  RoundsParser(Section section, Network network, List<Stage> before, StageParser parts) {
    this.section = section;
    this.network = network;
    this.before = before;
    this.parts = parts;
  }

  Rounds parse(String name) {
    final int count = section.integer("count", 1);
    final Order order = section.choice("schedule", Order.class, Order.JOINT);
    final Measure measure = parts.measure(section.section("measure"), Measure.DEFAULT, 1);
    final Deaths deaths = deaths();
    final List<String> projections = projections(section, network);
    final boolean pruned = section.flag("evaluate-pruned", false);
    final boolean eachControl = section.flag("evaluate-controls", false);
    final Set<Measures> measures = parts.measures(section);
    final LearningStage retrain = parts.train(section.section("retrain"), "retrain");
    final Set<Rounds.Control> controls = section.choices("controls", Rounds.Control.class);
    final List<Rival> rivals = rivals();
    boolean anew =
        controls.contains(Rounds.Control.MINIMAL) || rivals.stream().anyMatch(Rival::minimal);
    return new Rounds(
        name,
        count,
        order,
        measure,
        deaths,
        projections,
        new Assessment(pruned, eachControl, measures),
        retrain,
        rivals,
        controls,
        anew ? history() : List.of());
  }

  private Deaths deaths() {
    Optional<NeuronPruning> neurons =
        section.has("neurons")
            ? Optional.of(neurons(section.section("neurons")))
            : Optional.empty();
    Optional<PruningRule> rule =
        section.has("rule") || neurons.isEmpty()
            ? Optional.of(parts.rule(section.section("rule")))
            : Optional.empty();
    Section ends = section.section("dead-ends");
    return new Deaths(
        neurons,
        rule,
        new Cascade(
            ends.choice("die", DeadEnds.class, DeadEnds.ANY_SIDE),
            ends.flag("fixed-point", true),
            Set.copyOf(populations(ends, "spared", List.of()))));
  }

  private NeuronPruning neurons(Section neurons) {
    NeuronRule rule =
        new NeuronRule(
            neurons.choice("criterion", NeuronCriteria.class, NeuronCriteria.MAX_FISHER),
            neurons.choice("die", NeuronRule.Which.class, NeuronRule.Which.LEAST),
            neurons.integer("count", 0));
    return new NeuronPruning(rule, populations(neurons, "populations", hidden()));
  }

  private List<String> hidden() {
    return network.hidden().stream().map(Population::name).toList();
  }

  private List<String> populations(Section of, String key, List<String> otherwise) {
    List<String> chosen = of.texts(key, otherwise);
    if (!hidden().containsAll(chosen)) {
      throw of.error(key, "names among " + String.join(", ", hidden()));
    }
    return chosen;
  }

  /** The projections that a stage is about; all by default. */
  static List<String> projections(Section section, Network network) {
    List<String> names = network.projections().stream().map(Projection::name).toList();
    List<String> chosen = section.texts("projections", names);
    if (!names.containsAll(chosen)) {
      throw section.error("projections", "names among " + String.join(", ", names));
    }
    return chosen;
  }

  private List<Rival> rivals() {
    if (!section.has("rivals")) {
      return List.of();
    }
    Set<String> taken = new HashSet<>(Set.of(MAIN));
    for (Rounds.Control control : Rounds.Control.values()) {
      taken.add(control.toString());
    }
    List<Rival> rivals = new ArrayList<>();
    for (Section one : section.sections("rivals")) {
      PruningRule rule = parts.rule(one.section("rule"));
      Rival rival =
          new Rival(
              one.text("name", rule.criterion().toString()), rule, one.flag("minimal", false));
      if (!rival.name().matches("[a-z0-9][a-z0-9-]*") || StageParser.isNumber(rival.name())) {
        throw one.error("name", "lower-case letters, digits and hyphens, not digits alone");
      }
      if (!taken.add(rival.name()) || !taken.add(rival.name() + "-minimal")) {
        throw one.error("name", "a name that no control and no other rival has");
      }
      rivals.add(rival);
    }
    return rivals;
  }

  /** What trains a network from its birth on. */
  private List<Stage> history() {
    return before.stream()
        .filter(
            stage ->
                stage instanceof Pretrain
                    || stage instanceof Assemble
                    || stage instanceof LearningStage)
        .toList();
  }
}
