package org.ontogeny.engine.execution;

import java.util.List;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;

/** A group's answer to a {@link Request}. */
public sealed interface Reply {

  /** It is done. */
  record Done() implements Reply {}

  /**
   * Importance and tie number of every judged synapse; for a selection of the so many least
   * important only of those that can be among them, in any order.
   *
   * @param importance [judged synapses]
   * @param tie [judged synapses]
   */
  record Importances(double[] importance, long[] tie) implements Reply {}

  /**
   * The smallest lots of free sites, in any order: as many as the whole layer may form.
   *
   * @param lot [free sites]
   */
  record Lots(long[] lot) implements Reply {}

  /**
   * Synapses that died.
   *
   * @param deaths by post, then pre
   * @param living of the group afterwards
   */
  record Died(List<Fate> deaths, Living living) implements Reply {}

  /**
   * Synapses that formed.
   *
   * @param births by post, then pre
   * @param living of the group afterwards
   */
  record Formed(List<Fate> births, Living living) implements Reply {}

  /**
   * Living synapses of each neuron.
   *
   * @param pre original indices of the living presynaptic neurons, [pres]
   * @param ofPre their synapses in this group, [pres]
   * @param post original indices of the living postsynaptic neurons, [posts]
   * @param ofPost their synapses, [posts]
   */
  record Degrees(int[] pre, int[] ofPre, int[] post, int[] ofPost) implements Reply {}

  /** Original indices of neurons that died, ascending. */
  record NeuronsDied(int[] neurons) implements Reply {}

  /** The complete state. */
  record Copied(GroupState state) implements Reply {}
}
