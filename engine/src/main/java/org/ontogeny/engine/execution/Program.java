package org.ontogeny.engine.execution;

import java.util.Iterator;
import java.util.function.Consumer;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.kernel.Batch;

/**
 * Phases to be run one after another.
 *
 * @param firstStep number of the first phase execution; the next ones follow without a gap
 * @param executions in order; asked for the next one only when there is credit for it
 * @param states takes what phases read, in no particular order
 */
public record Program(
    long firstStep, Iterator<Execution> executions, Consumer<Report.States> states) {

  /**
   * One execution of a phase.
   *
   * @param phase the tick table
   * @param stimulus what is clamped; null where the phase clamps nothing
   */
  public record Execution(Phase phase, Stimulus stimulus) {}

  /** Gives the states to clamp, and what the output should make of them. */
  public interface Stimulus {

    /**
     * States of visible neurons for some columns of the ensemble.
     *
     * @return [toNeuron - fromNeuron][toColumn - fromColumn]
     */
    Batch columns(int fromNeuron, int toNeuron, int fromColumn, int toColumn);

    /**
     * What neurons of the output should answer to some columns of the ensemble.
     *
     * @return [toNeuron - fromNeuron][toColumn - fromColumn]
     * @throws IllegalStateException if there is no such answer
     */
    default Batch targets(int fromNeuron, int toNeuron, int fromColumn, int toColumn) {
      throw new IllegalStateException("these stimuli have no targets");
    }
  }

  /** Phases that read nothing. */
  public static Program of(long firstStep, Iterator<Execution> executions) {
    return new Program(
        firstStep,
        executions,
        states -> {
          throw new IllegalStateException("nobody asked for the states of " + states.group());
        });
  }
}
