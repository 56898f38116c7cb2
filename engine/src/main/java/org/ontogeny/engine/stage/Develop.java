package org.ontogeny.engine.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ontogeny.engine.growth.GrowthRule;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.neuron.DeadEnds;

/**
 * Learning, growth and pruning side by side, as in a developing brain: each cycle learns, measures,
 * lets synapses die and lets synapses form, until so many cycles are done or somebody stops the run
 * (deaths at every few updates, Scholl 2018, section 5.2). At another {@link Pace} each cycle
 * either grows or prunes before it learns: the critical period of Stothers 2019, section 2.2,
 * algorithm 1,
 *
 * <pre>
 *   d ~ Bernoulli(eps)
 *   each layer: k = quota; d = 1: k free sites form synapses; d = 0: the k of smallest |w| die
 *   one learning step; eps falls
 * </pre>
 *
 * @param name of the stage
 * @param cycles how many; {@link Course#ENDLESS} until the run is stopped
 * @param learn learning of one cycle; its chains burn in once, before the first
 * @param measure window of statistics before each decision
 * @param rule by which synapses die, if they do
 * @param growth by which synapses form, if they do
 * @param projections names of those whose synapses do
 * @param ends which neurons die for want of synapses
 * @param fixedPoint whether such deaths are followed to their end
 * @param evaluateEvery so many cycles; 0 for never
 * @param pace when and about how many synapses it decides, and until when
 */
public record Develop(
    String name,
    long cycles,
    LearningStage learn,
    Measure measure,
    Optional<PruningRule> rule,
    Optional<GrowthRule> growth,
    List<String> projections,
    DeadEnds ends,
    boolean fixedPoint,
    long evaluateEvery,
    Pace pace)
    implements Stage {

  /** Whether learning has diverged is looked at so often. */
  private static final long LOOK = 100; // cycles

  private static final String NOTE = "density";
  private static final String STATE = "state";
  private static final long ABOVE = 1; // it has been above the density that ends the stage
  private static final long FALLEN = 2; // and is no more

  /** Both decisions at the end of every cycle. */
  public Develop(
      String name,
      long cycles,
      Train learn,
      Measure measure,
      Optional<PruningRule> rule,
      Optional<GrowthRule> growth,
      List<String> projections,
      DeadEnds ends,
      boolean fixedPoint,
      long evaluateEvery) {
    this(
        name,
        cycles,
        learn,
        measure,
        rule,
        growth,
        projections,
        ends,
        fixedPoint,
        evaluateEvery,
        Pace.EVEN);
  }

  /** Of all cycles, whether or not it ends before. */
  @Override
  public long updates() {
    return times(cycles, learn.updates());
  }

  /** Of all cycles, whether or not it ends before. */
  @Override
  public long steps() {
    int before = learn.stepsBefore();
    long all = times(cycles, learn.steps() - before + measure.steps());
    return all == Course.ENDLESS ? all : before + all;
  }

  @Override
  public List<PruningRule> rules() {
    return rule.stream().toList();
  }

  private static long times(long cycles, long each) {
    long most = Course.ENDLESS / Math.max(1, each);
    return cycles > most ? Course.ENDLESS : cycles * each;
  }

  @Override
  public List<Object> shape() {
    return List.of(getClass(), name, pace.decide());
  }

  @Override
  public Course.Stretch course() {
    return Course.of(
        name,
        List.of(
            Course.act(this::begin),
            Course.act(learn::prepare),
            Course.repeated(cycles, this::cycle).until(Develop::isOver),
            Course.act(Training::end)));
  }

  private void begin(Development development) {
    Training.begin(development);
    Quota.begin(development);
    development.note(NOTE, Map.of());
    watch(development);
  }

  /** Cycle number {@code cycle}, from 0. */
  private Course cycle(long cycle) {
    Course updates = Training.updates(learn.schedule(), cycle * learn.updates(), learn::update);
    Course window = measure.course("");
    Course decide = Course.act(development -> decide(development, cycle));
    Course look = Course.act(development -> look(development, cycle + 1));
    return switch (pace.decide()) {
      case FIRST -> Course.of("", List.of(window, decide, updates, look));
      case LAST ->
          Course.of(
              "",
              List.of(
                  updates,
                  window,
                  Course.act(
                      development -> {
                        decide(development, cycle);
                        look(development, cycle + 1);
                      })));
    };
  }

  private void decide(Development development, long cycle) {
    List<Projection> chosen =
        development.network().projections().stream()
            .filter(projection -> projections.contains(projection.name()))
            .toList();
    boolean either = pace.growing().isPresent();
    boolean grows =
        either
            && pace.growing().get().grows(cycle, development.step(), development.setting().seed());
    if (rule.isPresent() && !grows) {
      Cascade cascade = new Cascade(ends, fixedPoint);
      chosen.forEach(
          projection ->
              new Pruning(pruning(development, projection), cascade)
                  .prune(development, projection));
      cascade.run(development);
    }
    if (growth.isPresent() && (grows || !either)) {
      chosen.forEach(
          projection ->
              new Growth(growing(development, projection)).run(development, List.of(projection)));
    }
    watch(development);
  }

  private PruningRule pruning(Development development, Projection projection) {
    PruningRule own = rule.orElseThrow();
    if (pace.quota().isEmpty() || !(own.layer().orElse(null) instanceof Count)) {
      return own;
    }
    String account = account(projection, "/died");
    return own.counting(pace.quota().get().take(development, account, projection, -1));
  }

  private GrowthRule growing(Development development, Projection projection) {
    if (pace.quota().isEmpty() || !(growth.orElseThrow() instanceof LayerRandom layer)) {
      return growth.orElseThrow();
    }
    String account = account(projection, "/formed");
    return layer.counting(pace.quota().get().take(development, account, projection, 1));
  }

  /** Fractions of births and deaths cancel each other out where a cycle makes only one of them. */
  private String account(Projection projection, String kind) {
    return projection.name() + (pace.growing().isPresent() ? "" : kind);
  }

  /** Remembers whether the density has been above its goal, and whether it has fallen since. */
  private void watch(Development development) {
    if (pace.until().isEmpty() || isOver(development)) {
      return;
    }
    if (density(development) > pace.until().getAsDouble()) {
      development.note(NOTE, Map.of(STATE, ABOVE));
    } else if (hasNoted(development, ABOVE)) {
      development.note(NOTE, Map.of(STATE, FALLEN));
    }
  }

  private static boolean isOver(Development development) {
    return hasNoted(development, FALLEN);
  }

  private static boolean hasNoted(Development development, long state) {
    Map<String, Long> noted = development.noted(NOTE); // null in a run of an earlier version
    return noted != null && noted.containsValue(state);
  }

  private void look(Development development, long done) {
    if (done % LOOK == 0) {
      Training.end(development);
    }
    if (evaluateEvery > 0 && done % evaluateEvery == 0) {
      Evaluate.accuracy(development);
      if (pace.quota().isPresent()) {
        development.measured("density", "network", density(development));
      }
    }
  }

  /** Living synapses as a share of those that may exist. */
  private static double density(Development development) {
    return (double) development.synapses() / development.network().potential();
  }
}
