package org.ontogeny.engine.stage;

import java.util.List;
import java.util.Optional;
import org.ontogeny.engine.growth.GrowthRule;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.neuron.DeadEnds;

/**
 * Learning, growth and pruning side by side, as in a developing brain: each cycle learns, measures,
 * lets synapses die and lets synapses form, until so many cycles are done or somebody stops the run
 * (growth at random and pruning by activity, Stothers 2019, section 2; deaths at every few updates,
 * Scholl 2018, section 5.2).
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
    long evaluateEvery)
    implements Stage {

  /** Whether learning has diverged is looked at so often. */
  private static final long LOOK = 100; // cycles

  @Override
  public long updates() {
    return times(cycles, learn.updates());
  }

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
  public Course.Stretch course() {
    return Course.of(
        name,
        List.of(
            Course.act(Training::begin),
            Course.act(learn::prepare),
            Course.repeated(cycles, this::cycle),
            Course.act(Training::end)));
  }

  /** Cycle number {@code cycle}, from 0. */
  private Course cycle(long cycle) {
    return Course.of(
        "",
        List.of(
            Training.updates(learn.schedule(), cycle * learn.updates(), learn::update),
            measure.course(""),
            Course.act(development -> decide(development, cycle + 1))));
  }

  private void decide(Development development, long done) {
    List<Projection> chosen =
        development.network().projections().stream()
            .filter(projection -> projections.contains(projection.name()))
            .toList();
    rule.ifPresent(r -> new Pruning(r, ends, fixedPoint).run(development, chosen));
    growth.ifPresent(g -> new Growth(g).run(development, chosen));
    if (done % LOOK == 0) {
      Training.end(development);
    }
    if (evaluateEvery > 0 && done % evaluateEvery == 0) {
      Evaluate.accuracy(development);
    }
  }
}
