package org.ontogeny.engine.stage;

import java.util.List;
import java.util.stream.IntStream;
import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Phase;

/**
 * Trains the whole machine: mean-field on data, persistent chains for the model (Scholl 2018,
 * section 3.2.2).
 *
 * @param name of the stage
 * @param start where the chains begin
 * @param burnIn Gibbs sweeps of the chains before the first update
 * @param sweeps Gibbs sweeps of the chains in each update
 * @param schedule of learning
 */
public record Train(String name, Start start, int burnIn, int sweeps, Schedule schedule)
    implements LearningStage {

  /** Chains that go on from where they are. */
  public Train(String name, int burnIn, int sweeps, Schedule schedule) {
    this(name, Start.CONTINUE, burnIn, sweeps, schedule);
  }

  /** Where the chains of a stage begin. */
  public enum Start {
    /** Where they are. */
    CONTINUE,
    /**
     * At the first training examples and samples of what the hidden populations make of them, as
     * the program behind Scholl 2018 did.
     */
    EXAMPLES
  }

  private static final int PHASES = 3; // of an update

  @Override
  public long updates() {
    return schedule.updates();
  }

  @Override
  public long steps() {
    return stepsBefore() + PHASES * schedule.updates();
  }

  /** All sweeps of a burn-in are one phase, and so is a new beginning. */
  @Override
  public int stepsBefore() {
    return (start == Start.EXAMPLES ? 1 : 0) + (burnIn == 0 ? 0 : 1);
  }

  @Override
  public Course.Stretch course() {
    return Course.of(
        name, List.of(Course.act(this::prepare), Training.course(schedule, this::update)));
  }

  /** Lets the chains run freely before the first update. */
  @Override
  public void prepare(Development development) {
    if (start == Start.EXAMPLES) {
      seed(development);
    }
    if (burnIn == 0) {
      return;
    }
    Phase wander =
        new BoltzmannMachine(development.network()).wander(development.setting().chains(), burnIn);
    development.run(List.of(new Program.Execution(wander, null)).iterator());
  }

  private static void seed(Development development) {
    Ensemble chains = development.setting().chains();
    Examples train = development.data().train();
    int[] first = IntStream.range(0, chains.columns()).map(k -> k % train.size()).toArray();
    Phase seed = new BoltzmannMachine(development.network()).seed(chains);
    Program.Stimulus stimulus = new MiniBatch(train, first);
    development.run(List.of(new Program.Execution(seed, stimulus)).iterator());
  }

  /** Wake, dream and learn. */
  @Override
  public List<Program.Execution> update(
      Development development, Learning parameters, Program.Stimulus stimulus) {
    Setting setting = development.setting();
    BoltzmannMachine machine = new BoltzmannMachine(setting.network());
    Setting.MeanField mean = setting.meanField();
    Phase wake =
        mean.stale()
            ? machine.staleWake(setting.examples(), mean.passes(), mean.tolerance())
            : machine.wake(setting.examples(), mean.passes(), mean.tolerance());
    return List.of(
        new Program.Execution(wake, stimulus),
        new Program.Execution(machine.dream(setting.chains(), sweeps), null),
        new Program.Execution(machine.learn(parameters), null));
  }
}
