package org.ontogeny.engine.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.ontogeny.engine.growth.GrowthRule;
import org.ontogeny.engine.growth.Homeostatic;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.learning.Adam;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.learning.Optimiser;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.stage.Anew;
import org.ontogeny.engine.stage.Assemble;
import org.ontogeny.engine.stage.Course;
import org.ontogeny.engine.stage.Descend;
import org.ontogeny.engine.stage.Develop;
import org.ontogeny.engine.stage.Evaluate;
import org.ontogeny.engine.stage.Growing;
import org.ontogeny.engine.stage.LearningStage;
import org.ontogeny.engine.stage.Measure;
import org.ontogeny.engine.stage.Measures;
import org.ontogeny.engine.stage.Pace;
import org.ontogeny.engine.stage.Pretrain;
import org.ontogeny.engine.stage.Quota;
import org.ontogeny.engine.stage.RateList;
import org.ontogeny.engine.stage.Rounds;
import org.ontogeny.engine.stage.Schedule;
import org.ontogeny.engine.stage.Stage;
import org.ontogeny.engine.stage.Train;

/** Reads the stages of an experiment. */
final class StageParser {

  private static final String NEEDS_ASSEMBLE =
      "a stage assemble after pretraining between hidden populations and before anything else";

  private final Network network;
  private final Catalogue criteria; // that rules can name
  private final boolean transfer;

  /**
   * A reader for a network.
   *
   * @param criteria that rules can name
   * @param transfer whether there is a second set
   */
  StageParser(Network network, Catalogue criteria, boolean transfer) {
    this.network = network;
    this.criteria = criteria;
    this.transfer = transfer;
  }

  /** Numbers in the path of a stage are those of rounds. */
  static boolean isNumber(String name) {
    return name.matches("\\d+");
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
      if (isNumber(stage.name())) {
        throw section.error("name", "a name that is not digits alone, as those of rounds are");
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
    requireOwnCourses(sections, stages);
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

  /** Masks trained anew must be told from each other and from what rounds develop. */
  private static void requireOwnCourses(List<Section> sections, List<Stage> stages) {
    Set<String> taken = new HashSet<>();
    for (Stage stage : stages) {
      if (stage instanceof Rounds rounds) {
        taken.addAll(rounds.courses());
      }
    }
    for (int k = 0; k < stages.size(); k++) {
      if (stages.get(k) instanceof Anew anew) {
        for (String course : anew.courses()) {
          if (!taken.add(course)) {
            throw sections
                .get(k)
                .error("prefix", "one by which no other stage has a course '" + course + "'");
          }
        }
      }
    }
  }

  private enum Kind {
    PRETRAIN,
    ASSEMBLE,
    TRAIN,
    EVALUATE,
    ROUNDS,
    DEVELOP,
    ANEW
  }

  private Stage stage(Section section, List<Stage> before) {
    String kind = section.text("stage");
    return switch (section.choice("stage", Kind.class)) {
      case PRETRAIN -> pretrain(requireMachine(section));
      case ASSEMBLE -> new Assemble(requireMachine(section).text("name", kind));
      case TRAIN -> train(section, section.text("name", kind));
      case EVALUATE -> evaluate(section, section.text("name", kind));
      case ROUNDS ->
          new RoundsParser(section, network, before, this).parse(section.text("name", kind));
      case DEVELOP -> develop(section, section.text("name", kind));
      case ANEW -> anew(section, section.text("name", kind));
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

  private Section requireMachine(Section section) {
    if (network.graded()) {
      throw section.error(
          "stage", "another one: populations with graded dynamics are no Boltzmann machine");
    }
    return section;
  }

  private Evaluate evaluate(Section section, String name) {
    return new Evaluate(
        name,
        section.flag("pixels", true),
        measures(section),
        measure(section.section("measure"), Measure.DEFAULT, 1));
  }

  /** What else a stage measures. */
  Set<Measures> measures(Section section) {
    Set<Measures> chosen = section.choices("measures", Measures.class);
    if (network.graded() && chosen.stream().anyMatch(Measures::ofMachines)) {
      throw section.error("measures", "names among counts, activity, fisher for such a network");
    }
    return chosen;
  }

  /**
   * A window; only machines have sweeps.
   *
   * @param least number of readings
   */
  Measure measure(Section section, Measure usual, int least) {
    int readings = section.integer("readings", least, usual.readings());
    return network.graded()
        ? new Measure(0, readings, 1)
        : new Measure(
            section.integer("burn-in", 0, usual.burnIn()),
            readings,
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

  /** Learning by chains or by error, as the network does. */
  LearningStage train(Section section, String name) {
    if (network.graded()) {
      return new Descend(name, schedule(section));
    }
    return new Train(
        name,
        section.choice("start", Train.Start.class, Train.Start.CONTINUE),
        section.integer("burn-in", 0, 20),
        section.integer("sweeps", 1, 1),
        schedule(section));
  }

  private Schedule schedule(Section section) {
    long updates = section.number("updates", 0, 1000);
    float rate = (float) section.real("rate", 0.05);
    float lastRate = (float) section.real("last-rate", rate);
    Optimiser optimiser = optimiser(section);
    float decay = (float) section.real("decay", 0);
    float maxNorm = (float) section.real("max-norm", 0);
    int epochs = section.integer("epochs", 0, 0);
    RateList list = section.choice("rate-list", RateList.class, RateList.TEXT);
    int rates = section.integer("rates", 0, epochs);
    int early = section.integer("early-epochs", 0, 0);
    float late =
        optimiser instanceof Momentum momentum
            ? (float) section.real("late-momentum", momentum.share())
            : 0;
    return section.checked(
        "rate",
        () ->
            new Schedule(
                updates,
                new Learning(rate, optimiser, decay, maxNorm),
                lastRate,
                new Schedule.Epochs(epochs, list, rates, early, late)));
  }

  /** A rule by which synapses die. */
  PruningRule rule(Section section) {
    return new RuleParser(section, criteria).parse();
  }

  private enum Optimisers {
    MOMENTUM,
    ADAM
  }

  private Optimiser optimiser(Section section) {
    if (section.choice("optimiser", Optimisers.class, Optimisers.MOMENTUM) == Optimisers.ADAM) {
      return section.checked(
          "optimiser",
          () ->
              new Adam(
                  (float) section.real("beta1", 0.9),
                  (float) section.real("beta2", 0.999),
                  (float) section.real("epsilon", 1e-8),
                  section.choice("correction", Adam.Correction.class, Adam.Correction.AGE),
                  1));
    }
    float share = (float) section.real("momentum", network.graded() ? 0 : 0.5);
    Momentum.Mode mode =
        section.choice("momentum-mode", Momentum.Mode.class, Momentum.Mode.CLASSIC);
    return section.checked("momentum", () -> new Momentum(share, mode));
  }

  private static boolean counts(PruningRule rule) {
    return rule.criterion().looksAtActivity();
  }

  private static boolean counts(Optional<GrowthRule> growth) {
    return growth.isPresent() && growth.get() instanceof Homeostatic;
  }

  private Develop develop(Section section, String name) {
    if (!section.has("rule") && !section.has("growth")) {
      throw section.error("stage", "a rule by which synapses die or a growth by which they form");
    }
    Pace pace = pace(section);
    Section measure = section.section("measure");
    Section deadEnds = section.section("dead-ends");
    long cycles = section.number("cycles", 0, 0);
    Measure window = measure(measure, new Measure(0, 10, 1), 0);
    Optional<PruningRule> rule =
        section.has("rule")
            ? Optional.of(
                new RuleParser(section.section("rule"), criteria, pace.quota().isPresent()).parse())
            : Optional.empty();
    Optional<GrowthRule> growth =
        section.has("growth")
            ? Optional.of(
                new GrowthParser(section.section("growth"), pace.quota().isPresent()).parse())
            : Optional.empty();
    requireCounted(section, pace, rule, growth);
    if (window.readings() == 0
        && (rule.filter(StageParser::counts).isPresent() || counts(growth))) {
      throw measure.error("readings", "at least 1, for rule or growth look at activity");
    }
    return new Develop(
        name,
        cycles == 0 ? Course.ENDLESS : cycles,
        train(section.section("learn"), "learn"),
        window,
        rule,
        growth,
        RoundsParser.projections(section, network),
        deadEnds.choice("die", DeadEnds.class, DeadEnds.KEEP),
        deadEnds.flag("fixed-point", true),
        section.number("evaluate-every", 0, 0),
        pace);
  }

  private static Pace pace(Section section) {
    Pace.Decide decide = section.choice("decide", Pace.Decide.class, Pace.Decide.LAST);
    Optional<Quota> quota =
        section.has("quota") ? Optional.of(quota(section.section("quota"))) : Optional.empty();
    Optional<Growing> growing =
        section.has("growing")
            ? Optional.of(growing(section.section("growing")))
            : Optional.empty();
    if (growing.isPresent() && !(section.has("rule") && section.has("growth"))) {
      throw section.error("growing", "a rule and a growth, between which each cycle chooses");
    }
    if (!section.has("until")) {
      return new Pace(decide, quota, growing, OptionalDouble.empty());
    }
    Section until = section.section("until");
    double density = until.real("density");
    return until.checked(
        "density", () -> new Pace(decide, quota, growing, OptionalDouble.of(density)));
  }

  private static Quota quota(Section section) {
    double share = section.real("share");
    Quota.Mode mode = section.choice("mode", Quota.Mode.class, Quota.Mode.CARRY);
    return section.checked("share", () -> new Quota(share, mode));
  }

  private static Growing growing(Section section) {
    double first = section.real("first", 1);
    double last = section.real("last", 0);
    long cycles = section.integer("cycles", 1);
    return section.checked("first", () -> new Growing(first, last, cycles));
  }

  /** A quota is for rules that count synapses. */
  private static void requireCounted(
      Section section, Pace pace, Optional<PruningRule> rule, Optional<GrowthRule> growth) {
    boolean counted =
        growth.filter(LayerRandom.class::isInstance).isPresent()
            || rule.flatMap(PruningRule::layer).filter(Count.class::isInstance).isPresent();
    if (pace.quota().isPresent() && !counted) {
      throw section.error("quota", "a rule layer-count or a growth layer-random, which it is for");
    }
  }

  private Anew anew(Section section, String name) {
    String prefix = section.text("prefix", "");
    if (!prefix.matches("([a-z0-9][a-z0-9-]*)?")) {
      throw section.error("prefix", "lower-case letters, digits and hyphens");
    }
    Anew.Examples examples = section.choice("examples", Anew.Examples.class, Anew.Examples.FIRST);
    if (examples == Anew.Examples.TRANSFER && !transfer) {
      throw section.error("examples", "first, since data.transfer names no second set");
    }
    Section learning = section.section("learn");
    LearningStage learn = train(learning, "learn");
    if (examples == Anew.Examples.TRANSFER
        && learn instanceof Train train
        && train.start() == Train.Start.EXAMPLES) {
      throw learning.error("start", "continue, since chains begin at examples of the first set");
    }
    return new Anew(
        name,
        prefix,
        section.choices("controls", Anew.Control.class),
        examples,
        learn,
        section.number("evaluate-every", 0, 0));
  }
}
