package org.ontogeny.engine.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ontogeny.engine.growth.GrowthRule;
import org.ontogeny.engine.growth.Homeostatic;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.stage.Assemble;
import org.ontogeny.engine.stage.Course;
import org.ontogeny.engine.stage.Develop;
import org.ontogeny.engine.stage.Evaluate;
import org.ontogeny.engine.stage.Measure;
import org.ontogeny.engine.stage.Measures;
import org.ontogeny.engine.stage.Pretrain;
import org.ontogeny.engine.stage.RateList;
import org.ontogeny.engine.stage.Schedule;
import org.ontogeny.engine.stage.Stage;
import org.ontogeny.engine.stage.Train;

/** Reads the stages of an experiment. */
final class StageParser {

  private static final String NEEDS_ASSEMBLE =
      "a stage assemble after pretraining between hidden populations and before anything else";

  private final Network network;

  StageParser(Network network) {
    this.network = network;
  }

  List<Stage> parse(List<Section> sections) {
    List<Stage> stages = new ArrayList<>();
    Set<String> names = new HashSet<>();
    boolean assembled = true;
    Section endless = null; // the stage that never ends, if there is one
    for (Section section : sections) {
      Stage stage = stage(section, stages);
      if (stage.name().contains("/")) {
        throw section.error("name", "a name without a slash");
      }
      if (!names.add(stage.name())) {
        throw section.error("name", "a name that no other stage has");
      }
      if (endless != null) {
        throw endless.error("cycles", "a number of cycles where another stage follows");
      }
      endless = stage.updates() == Course.ENDLESS ? section : null;
      assembled = isAssembled(section, stage, assembled);
      stages.add(stage);
    }
    if (!assembled) {
      throw sections.get(sections.size() - 1).error("stage", NEEDS_ASSEMBLE);
    }
    return stages;
  }

  /** A population that has learned two biases must get one before the whole machine is used. */
  private boolean isAssembled(Section section, Stage stage, boolean before) {
    if (stage instanceof Pretrain pretrain) {
      return before && network.projection(pretrain.projection()).pre().visible();
    }
    if (!before && !(stage instanceof Assemble)) {
      throw section.error("stage", NEEDS_ASSEMBLE);
    }
    return true;
  }

  private enum Kind {
    PRETRAIN,
    ASSEMBLE,
    TRAIN,
    EVALUATE,
    ROUNDS,
    DEVELOP
  }

  private Stage stage(Section section, List<Stage> before) {
    String kind = section.text("stage");
    return switch (section.choice("stage", Kind.class)) {
      case PRETRAIN -> pretrain(section);
      case ASSEMBLE -> new Assemble(section.text("name", kind));
      case TRAIN -> train(section, section.text("name", kind));
      case EVALUATE -> evaluate(section, section.text("name", kind));
      case ROUNDS -> new RoundsParser(section, network, before).parse(section.text("name", kind));
      case DEVELOP -> develop(section, section.text("name", kind));
    };
  }

  private Pretrain pretrain(Section section) {
    String projection = projection(section);
    return new Pretrain(
        section.text("name", "pretrain-" + projection),
        projection,
        section.integer("k", 1, 1),
        (float) section.real("lower-bias", -1),
        section.choice("codes", Reading.class, Reading.TEXT) == Reading.REPO,
        schedule(section));
  }

  private static Evaluate evaluate(Section section, String name) {
    return new Evaluate(
        name,
        section.flag("pixels", true),
        section.choices("measures", Measures.class),
        measure(section.section("measure")));
  }

  /** A window as rounds have it. */
  static Measure measure(Section section) {
    Measure usual = Measure.DEFAULT;
    return new Measure(
        section.integer("burn-in", 0, usual.burnIn()),
        section.integer("readings", 1, usual.readings()),
        section.integer("sweeps", 1, usual.sweeps()));
  }

  private String projection(Section section) {
    String name = section.text("projection");
    if (names().contains(name)) {
      return name;
    }
    throw section.error("projection", "one of " + String.join(", ", names()));
  }

  private List<String> names() {
    return network.projections().stream().map(Projection::name).toList();
  }

  static Train train(Section section, String name) {
    return new Train(
        name,
        section.choice("start", Train.Start.class, Train.Start.CONTINUE),
        section.integer("burn-in", 0, 20),
        section.integer("sweeps", 1, 1),
        schedule(section));
  }

  private static Schedule schedule(Section section) {
    long updates = section.number("updates", 0, 1000);
    float rate = (float) section.real("rate", 0.05);
    float lastRate = (float) section.real("last-rate", rate);
    float momentum = (float) section.real("momentum", 0.5);
    Learning.Mode mode =
        section.choice("momentum-mode", Learning.Mode.class, Learning.Mode.CLASSIC);
    float decay = (float) section.real("decay", 0);
    float maxNorm = (float) section.real("max-norm", 0);
    int epochs = section.integer("epochs", 0, 0);
    RateList list = section.choice("rate-list", RateList.class, RateList.TEXT);
    int rates = section.integer("rates", 0, epochs);
    int early = section.integer("early-epochs", 0, 0);
    float late = (float) section.real("late-momentum", momentum);
    return section.checked(
        "rate",
        () ->
            new Schedule(
                updates,
                new Learning(rate, momentum, mode, decay, maxNorm),
                lastRate,
                new Schedule.Epochs(epochs, list, rates, early, late)));
  }

  private static boolean counts(PruningRule rule) {
    return rule.criterion() != Criteria.MAGNITUDE && rule.criterion() != Criteria.RANDOM;
  }

  private static boolean counts(Optional<GrowthRule> growth) {
    return growth.isPresent() && growth.get() instanceof Homeostatic;
  }

  private Develop develop(Section section, String name) {
    if (!section.has("rule") && !section.has("growth")) {
      throw section.error("stage", "a rule by which synapses die or a growth by which they form");
    }
    Section measure = section.section("measure");
    Section deadEnds = section.section("dead-ends");
    long cycles = section.number("cycles", 0, 0);
    int readings = measure.integer("readings", 0, 10);
    Optional<PruningRule> rule =
        section.has("rule")
            ? Optional.of(new RuleParser(section.section("rule")).parse())
            : Optional.empty();
    Optional<GrowthRule> growth =
        section.has("growth")
            ? Optional.of(new GrowthParser(section.section("growth")).parse())
            : Optional.empty();
    if (readings == 0 && (rule.filter(StageParser::counts).isPresent() || counts(growth))) {
      throw measure.error("readings", "at least 1, for rule or growth look at activity");
    }
    return new Develop(
        name,
        cycles == 0 ? Course.ENDLESS : cycles,
        train(section.section("learn"), "learn"),
        new Measure(measure.integer("burn-in", 0, 0), readings, measure.integer("sweeps", 1, 1)),
        rule,
        growth,
        RoundsParser.projections(section, network),
        deadEnds.choice("die", DeadEnds.class, DeadEnds.KEEP),
        deadEnds.flag("fixed-point", true),
        section.number("evaluate-every", 0, 0));
  }
}
