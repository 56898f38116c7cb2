package org.ontogeny.engine.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Count;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;

/**
 * Rounds of pruning: measure, prune, evaluate, retrain, evaluate (Scholl 2018, section 4.2); then,
 * from the state before the first round, the controls.
 *
 * @param name of the stage
 * @param count how many rounds
 * @param measure window of statistics before each decision
 * @param rule that synapses follow
 * @param projections names of those whose synapses do
 * @param ends which neurons die for want of synapses
 * @param fixedPoint whether such deaths are followed to their end
 * @param evaluatePruned whether to evaluate between pruning and retraining too
 * @param retrain learning after each decision
 * @param controls what else to develop from the same start
 */
public record Rounds(
    String name,
    int count,
    Measure measure,
    PruningRule rule,
    List<String> projections,
    DeadEnds ends,
    boolean fixedPoint,
    boolean evaluatePruned,
    Train retrain,
    Set<Control> controls)
    implements Stage {

  private static final String START = "start";
  private static final String PRUNED = "pruned";

  /** What the same network becomes otherwise. */
  public enum Control {
    /** The same learning steps without any death. */
    UNPRUNED,
    /** As many synapses of each projection alive after each round, but chosen at random. */
    RANDOM
  }

  @Override
  public long updates() {
    return count * retrain.updates() * (1 + controls.size());
  }

  @Override
  public long steps() {
    return count * (measure.steps() + retrain.steps() * (1 + controls.size()));
  }

  @Override
  public List<Object> shape() {
    return List.of(getClass(), name, count, controls, evaluatePruned);
  }

  @Override
  public Course.Stretch course() {
    List<Course> parts = new ArrayList<>();
    if (!controls.isEmpty()) {
      parts.add(Course.act(development -> development.keep(START)));
    }
    parts.add(Course.repeated(count, this::prunedRound));
    if (!controls.isEmpty()) {
      parts.add(Course.act(development -> development.keep(PRUNED)));
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

  /** Round number {@code round}, from 0. */
  private Course prunedRound(long round) {
    Pruning pruning = new Pruning(rule, ends, fixedPoint);
    List<Course> parts = new ArrayList<>();
    parts.add(measure.course("measure"));
    parts.add(single("prune", development -> pruning.run(development, chosen(development))));
    if (evaluatePruned) {
      parts.add(single("evaluate-pruned", Evaluate::encoding));
    }
    parts.add(retrain.course());
    parts.add(single("evaluate", Evaluate::encoding));
    // what is left after the round is what it was after its deaths: learning kills nobody
    parts.add(
        Course.act(
            development -> development.note(living(round), development.synapsesByProjection())));
    parts.add(Snapshots.end());
    return Course.of("" + (round + 1), parts);
  }

  private static Course.Stretch single(String name, Consumer<Development> deed) {
    return Course.of(name, List.of(Course.act(deed)));
  }

  private List<Projection> chosen(Development development) {
    return development.network().projections().stream()
        .filter(projection -> projections.contains(projection.name()))
        .toList();
  }

  /** The name under which the living of a round are noted. */
  private static String living(long round) {
    return "living-" + (round + 1);
  }

  private Course control(Control control) {
    String course = control.name().toLowerCase(Locale.ROOT);
    Course branch = Course.act(development -> development.branch(START, course));
    Course rounds =
        Course.repeated(
            count,
            round -> {
              List<Course> parts = new ArrayList<>();
              if (control == Control.RANDOM) {
                parts.add(
                    single(
                        "prune",
                        development -> pruneTo(development, development.noted(living(round)))));
              }
              parts.add(retrain.course());
              if (round == count - 1) {
                parts.add(single("evaluate", Evaluate::encoding));
              }
              parts.add(Snapshots.end());
              return Course.of("" + (round + 1), parts);
            });
    return Course.of(course, List.of(branch, rounds));
  }

  /**
   * Kills at random what is more than the target in each projection. Dead ends stay: the target
   * counts the synapses that died with those of the pruned network, and more would die here.
   */
  private void pruneTo(Development development, Map<String, Long> target) {
    Map<String, Long> living = development.synapsesByProjection();
    for (Projection projection : development.network().projections()) {
      long surplus = living.get(projection.name()) - target.get(projection.name());
      PruningRule random =
          PruningRule.of(Criteria.RANDOM, new Count((int) Math.max(0, surplus)), 0);
      new Pruning(random, DeadEnds.KEEP, false).run(development, List.of(projection));
    }
  }
}
