package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.neuron.DeadEnds;

/**
 * Rounds of pruning: measure, prune, evaluate, retrain, evaluate (Scholl 2018, section 4.2); then,
 * from the state before the first round, other rules and the controls.
 *
 * @param name of the stage
 * @param count how many rounds
 * @param order of projections within a round
 * @param measure window of statistics before each decision
 * @param deaths who dies by a decision
 * @param projections names of those whose synapses may
 * @param assessment what is measured
 * @param retrain learning after each decision
 * @param rivals other rules to follow from the same start
 * @param controls what else to develop from the same start
 * @param history earlier stages by which a network is trained from its birth on; needed where what
 *     is left is trained anew
 */
public record Rounds(
    String name,
    int count,
    Order order,
    Measure measure,
    Deaths deaths,
    List<String> projections,
    Assessment assessment,
    LearningStage retrain,
    List<Rival> rivals,
    Set<Control> controls,
    List<Stage> history)
    implements Stage {

  private static final String START = "start";
  private static final String PRUNED = "pruned";

  public Rounds {
    projections = List.copyOf(projections);
    rivals = List.copyOf(rivals);
    controls = Set.copyOf(controls);
    history = List.copyOf(history);
  }

  /** All projections at one fence by one rule, without rivals. */
  public Rounds(
      String name,
      int count,
      Measure measure,
      PruningRule rule,
      List<String> projections,
      DeadEnds ends,
      boolean fixedPoint,
      boolean evaluatePruned,
      LearningStage retrain,
      Set<Control> controls) {
    this(
        name,
        count,
        Order.JOINT,
        measure,
        Deaths.of(rule, new Cascade(ends, fixedPoint)),
        projections,
        new Assessment(evaluatePruned, false, Set.of()),
        retrain,
        List.of(),
        controls,
        List.of());
  }

  /** What the same network becomes otherwise. */
  public enum Control {
    /** The same learning steps without any death. */
    UNPRUNED,
    /** As many synapses of each projection alive after each round, but chosen at random. */
    RANDOM,
    /** As many synapses alive after each round, chosen at random from all projections together. */
    RANDOM_IN_TOTAL,
    /** From the first round on each neuron keeps as many synapses as at the end, but others. */
    SHUFFLED,
    /** What is left at the end with weights made anew, and as many learning steps as the rounds. */
    REINITIALISED,
    /**
     * What is left at the end, trained anew from the first stage on (Scholl 2018, section 4.2.4).
     */
    MINIMAL;

    /** The name in specifications, and of the course that it takes. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The names of all courses besides the main one. */
  public List<String> courses() {
    List<String> courses = new ArrayList<>();
    for (Rival rival : rivals) {
      courses.add(rival.name());
      if (rival.minimal()) {
        courses.add(rival.minimalName());
      }
    }
    controls.forEach(control -> courses.add(control.toString()));
    return courses;
  }

  @Override
  public long updates() {
    long turns = (long) count * order.turns(projections).size();
    long minimal = rivals.stream().filter(Rival::minimal).count();
    long courses = 1L + rivals.size() + controls.size();
    if (controls.contains(Control.MINIMAL)) {
      minimal++;
      courses--;
    }
    long anew = history.stream().mapToLong(Stage::updates).sum();
    return turns * retrain.updates() * courses + minimal * anew;
  }

  @Override
  public long steps() {
    long turns = (long) count * order.turns(projections).size();
    long minimal = rivals.stream().filter(Rival::minimal).count();
    long retrained = controls.size();
    if (controls.contains(Control.MINIMAL)) {
      minimal++;
      retrained--;
    }
    long anew = history.stream().mapToLong(Stage::steps).sum();
    if (Measures.readWindow(assessment.measures())) {
      anew += measure.steps();
    }
    long measured = turns * measure.steps() * (1 + rivals.size());
    return measured + turns * retrain.steps() * (1 + rivals.size() + retrained) + minimal * anew;
  }

  @Override
  public List<Object> shape() {
    return List.of(
        getClass(),
        name,
        count,
        order,
        projections,
        controls,
        rivals.stream().map(rival -> List.of(rival.name(), rival.minimal())).toList(),
        assessment);
  }

  @Override
  public List<PruningRule> rules() {
    return Stream.concat(deaths.rule().stream(), rivals.stream().map(Rival::rule)).toList();
  }

  @Override
  public Course.Stretch course() {
    List<Course> parts = new ArrayList<>();
    boolean branches = !controls.isEmpty() || !rivals.isEmpty();
    if (branches) {
      parts.add(Course.act(development -> development.keep(START)));
    }
    parts.add(Course.repeated(count, this::mainRound));
    if (branches) {
      parts.add(Course.act(development -> development.keep(PRUNED)));
      for (Rival rival : rivals) {
        parts.add(rival(rival));
        if (rival.minimal()) {
          parts.add(Course.act(development -> development.keep(rival.name())));
          parts.add(anew(rival.name(), rival.minimalName()));
          parts.add(Course.act(development -> development.drop(rival.name())));
        }
      }
      for (Control control : Control.values()) {
        if (controls.contains(control)) {
          parts.add(control(control));
        }
      }
      parts.add(Course.act(Rounds::end));
    }
    return Course.of(name, parts);
  }

  private static void end(Development development) {
    development.branch(PRUNED, Development.MAIN);
    development.drop(START);
    development.drop(PRUNED);
  }

  /** Round number {@code round}, from 0, each turn of which is made of such parts. */
  private Course round(long round, Function<Order.Turn, List<Course>> parts) {
    List<Course> all = new ArrayList<>();
    for (Order.Turn turn : order.turns(projections)) {
      List<Course> own = parts.apply(turn);
      if (turn.name().isEmpty()) {
        all.addAll(own);
      } else {
        all.add(Course.of(turn.name(), own));
      }
    }
    all.add(Snapshots.end());
    return Course.of("" + (round + 1), all);
  }

  private Course mainRound(long round) {
    return round(
        round,
        turn -> {
          List<Course> parts = developed(deaths, turn);
          // what is left after a turn is what it was after its deaths: learning kills nobody
          String living = living(round, turn);
          parts.add(
              Course.act(
                  development -> development.note(living, development.synapsesByProjection())));
          return parts;
        });
  }

  private List<Course> developed(Deaths dying, Order.Turn turn) {
    List<Course> parts = new ArrayList<>(measured());
    parts.add(single("prune", development -> dying.run(development, chosen(development, turn))));
    if (assessment.pruned()) {
      parts.add(single("evaluate-pruned", this::evaluate));
    }
    parts.add(retrain.course());
    parts.add(single("evaluate", this::evaluate));
    return parts;
  }

  /** A window of statistics, and what is to be told of it. */
  private List<Course> measured() {
    List<Course> parts = new ArrayList<>();
    parts.add(measure.course("measure"));
    if (Measures.readWindow(assessment.measures())) {
      parts.add(
          single("statistics", development -> Measures.window(development, assessment.measures())));
    }
    return parts;
  }

  private void evaluate(Development development) {
    Evaluate.accuracy(development);
    Measures.look(development, assessment.measures());
  }

  private static Course.Stretch single(String name, Consumer<Development> deed) {
    return Course.of(name, List.of(Course.act(deed)));
  }

  private static List<Projection> chosen(Development development, Order.Turn turn) {
    return development.network().projections().stream()
        .filter(projection -> turn.projections().contains(projection.name()))
        .toList();
  }

  /** The name under which the living of a turn are noted. */
  private static String living(long round, Order.Turn turn) {
    return "living-" + (round + 1) + (turn.name().isEmpty() ? "" : "-" + turn.name());
  }

  private Course rival(Rival rival) {
    Course rounds =
        Course.repeated(
            count, round -> round(round, turn -> developed(deaths.by(rival.rule()), turn)));
    return Course.of(rival.name(), List.of(branch(START, rival.name()), rounds));
  }

  private Course control(Control control) {
    String course = control.toString();
    return switch (control) {
      case UNPRUNED -> retrained(START, course, development -> {}, (round, turn) -> List.of());
      case RANDOM ->
          retrained(
              START,
              course,
              development -> {},
              (round, turn) -> List.of(pruneTo(living(round, turn), RandomMask::eachTo)));
      case RANDOM_IN_TOTAL ->
          retrained(
              START,
              course,
              development -> {},
              (round, turn) -> List.of(pruneTo(living(round, turn), RandomMask::togetherTo)));
      case SHUFFLED ->
          retrained(
              START,
              course,
              development -> ShuffledMask.of(development, development.kept(PRUNED)),
              (round, turn) -> List.of());
      case REINITIALISED ->
          retrained(PRUNED, course, Development::renew, (round, turn) -> List.of());
      case MINIMAL -> anew(PRUNED, course);
    };
  }

  private interface Parts {
    /** What a turn of a control has before its retraining. */
    List<Course> of(long round, Order.Turn turn);
  }

  private static Course branch(String from, String course) {
    return Course.act(development -> development.branch(from, course));
  }

  private static Course pruneTo(String living, RandomMask.To to) {
    return single("prune", development -> to.prune(development, development.noted(living)));
  }

  /** A control with the retraining of every round. */
  private Course retrained(
      String from, String course, Consumer<Development> deed, Parts beforeRetraining) {
    Course begin =
        Course.act(
            development -> {
              development.branch(from, course);
              deed.accept(development);
            });
    Course rounds =
        Course.repeated(
            count,
            round ->
                round(
                    round,
                    turn -> {
                      List<Course> parts = new ArrayList<>(beforeRetraining.of(round, turn));
                      parts.add(retrain.course());
                      if (assessment.controls() || isLast(round, turn)) {
                        parts.add(single("evaluate", this::evaluate));
                      }
                      return parts;
                    }));
    return Course.of(course, List.of(begin, rounds));
  }

  private boolean isLast(long round, Order.Turn turn) {
    List<Order.Turn> turns = order.turns(projections);
    return round == count - 1 && turn.equals(turns.get(turns.size() - 1));
  }

  /** What is left is trained from its birth on. */
  private Course anew(String from, String course) {
    List<Course> parts = new ArrayList<>();
    parts.add(
        Course.act(
            development -> {
              development.branch(from, course);
              development.renew();
            }));
    history.forEach(stage -> parts.add(stage.course()));
    if (Measures.readWindow(assessment.measures())) {
      parts.addAll(measured());
    }
    parts.add(single("evaluate", this::evaluate));
    parts.add(Snapshots.end());
    return Course.of(course, parts);
  }
}
