package org.ontogeny.dashboards.view;

import java.util.List;
import java.util.Optional;
import org.ontogeny.engine.stage.Course;

/**
 * What a terminal shows of a run, without any clock.
 *
 * @param run its id
 * @param step where it is
 * @param stages in order
 * @param part path of the stage that goes on and of its parts; empty between stages
 * @param density living synapses as a share of the possible ones, 0 to 1
 * @param accuracy on held-out examples, 0 to 1
 * @param alive synapses of each projection
 * @param deaths the last ones, newest first
 * @param event the last one, in words; empty before the first
 */
public record PanelState(
    String run,
    long step,
    List<Stage> stages,
    String part,
    Curve density,
    Curve accuracy,
    List<Alive> alive,
    List<Deaths> deaths,
    String event) {

  /** How far a stage is. */
  public enum Standing {
    DONE,
    GOING_ON,
    TO_COME
  }

  /**
   * A stage of the experiment.
   *
   * @param steps in all; {@link Course#ENDLESS} without an end
   * @param done of these
   */
  public record Stage(String name, Standing standing, long steps, long done) {}

  /**
   * Synapses of a projection.
   *
   * @param living of the network that the run is about, not of a control
   * @param possible that may exist
   */
  public record Alive(String projection, long living, long possible) {

    static Alive together(String name, List<Alive> all) {
      return new Alive(
          name,
          all.stream().mapToLong(Alive::living).sum(),
          all.stream().mapToLong(Alive::possible).sum());
    }
  }

  /**
   * Synapses of one projection that died at one fence by one rule.
   *
   * @param rule criterion, or what else they died of
   * @param selection how it was applied; empty for a cascade or a lesion
   * @param threshold NaN where there is none
   */
  public record Deaths(
      long step,
      String stage,
      String projection,
      long count,
      String rule,
      String selection,
      double threshold) {

    boolean isOneWith(Deaths other) {
      return step == other.step
          && stage.equals(other.stage)
          && projection.equals(other.projection)
          && rule.equals(other.rule);
    }

    Deaths plus(Deaths other) {
      return new Deaths(step, stage, projection, count + other.count, rule, selection, threshold);
    }
  }

  /** The stage that goes on; empty between stages. */
  Optional<Stage> goingOn() {
    return stages.stream().filter(stage -> stage.standing() == Standing.GOING_ON).findFirst();
  }

  /** Names of the stages that stand so. */
  List<String> names(Standing standing) {
    return stages.stream().filter(stage -> stage.standing() == standing).map(Stage::name).toList();
  }

  /** Whether the experiment has an end. */
  boolean hasEnd() {
    return stages.stream().noneMatch(stage -> stage.steps() == Course.ENDLESS);
  }

  /** Steps of all stages. */
  long steps() {
    return stages.stream().mapToLong(Stage::steps).sum();
  }

  /** Those of them that are done. */
  long done() {
    return stages.stream().mapToLong(Stage::done).sum();
  }

  /** Synapses of all projections that may exist. */
  long possible() {
    return Alive.together("", alive).possible();
  }
}
