package org.ontogeny.engine.stage;

import java.util.List;
import org.ontogeny.engine.execution.Program;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.Projection;

/**
 * Trains one projection as a restricted Boltzmann machine of its own by contrastive divergence
 * (Scholl 2018, section 3.2).
 *
 * @param name of the stage
 * @param projection that learns
 * @param k Gibbs steps of a reconstruction
 * @param lowerBias starting value of the bias that the lower population, if it is a hidden one,
 *     learns as the visible layer of this machine
 * @param reconstructed whether the layers below encode their own reconstruction of the data, as the
 *     program behind Scholl 2018 did, and not the data
 * @param schedule of learning
 */
public record Pretrain(
    String name,
    String projection,
    int k,
    float lowerBias,
    boolean reconstructed,
    Schedule schedule)
    implements Stage {

  /** One that learns from codes of the data. */
  public Pretrain(String name, String projection, int k, float lowerBias, Schedule schedule) {
    this(name, projection, k, lowerBias, false, schedule);
  }

  @Override
  public long updates() {
    return schedule.updates();
  }

  @Override
  public long steps() {
    return schedule.updates();
  }

  @Override
  public Course.Stretch course() {
    return Course.of(
        name, List.of(Course.act(this::begin), Training.course(schedule, this::update)));
  }

  private void begin(Development development) {
    Projection learning = development.network().projection(projection);
    if (!learning.pre().visible()) {
      List<GroupId> lower = learning.pre().slices();
      development.ask(lower, group -> new Request.AddLowerBias(lowerBias));
    }
  }

  private List<Program.Execution> update(
      Development development, Learning parameters, Program.Stimulus stimulus) {
    Projection learning = development.network().projection(projection);
    Phase contrast =
        new BoltzmannMachine(development.network())
            .contrast(development.setting().examples(), learning, k, reconstructed, parameters);
    return List.of(new Program.Execution(contrast, stimulus));
  }
}
