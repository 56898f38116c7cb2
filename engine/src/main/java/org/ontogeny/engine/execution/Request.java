package org.ontogeny.engine.execution;

import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.growth.GrowthRule;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.growth.SiteRule;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.layer.Cut;
import org.ontogeny.engine.pruning.neuron.DeadEnds;

/** What a group can be asked at a fence, when no message is in flight. */
public sealed interface Request {

  /** Start counting anew. Answered by {@link Reply.Done}. */
  record OpenWindow(long step) implements Request {}

  /**
   * Tell the importances of judged synapses; for layer-wide selections. Answered by {@link
   * Reply.Importances}.
   */
  record Judge(long step, PruningRule rule) implements Request {}

  /**
   * Each synapse follows the rule; those that it tells to die are gone. Answered by {@link
   * Reply.Died}.
   *
   * @param cut the line through the layer for a layer-wide rule, else {@link Cut#NONE}
   */
  record Prune(long step, PruningRule rule, Cut cut) implements Request {}

  /** Free sites draw lots; tell those that can win. Answered by {@link Reply.Lots}. */
  record DrawLots(long step, LayerRandom rule) implements Request {}

  /**
   * Synapses form at free sites as the rule says, with no last change and nothing counted; they are
   * judged after a full window. Answered by {@link Reply.Formed}; the group fails if the rule needs
   * a window that has no sample, or lots that were not drawn by the request before.
   *
   * @param line the largest lot that wins by a {@link LayerRandom} rule; nothing to others
   */
  record Grow(long step, GrowthRule rule, long line) implements Request {

    /** By a rule that each site follows by itself. */
    public Grow(long step, SiteRule rule) {
      this(step, rule, 0);
    }
  }

  /** A stage of learning begins: no last change is carried over from another. Answered by Done. */
  record BeginLearning() implements Request {}

  /**
   * A stage of learning has ended. Answered by Done; the group fails if a parameter is no finite
   * number.
   */
  record EndLearning() implements Request {}

  /** Tell how many living synapses each neuron has. Answered by {@link Reply.Degrees}. */
  record CountDegrees() implements Request {}

  /**
   * Neurons without synapses die and leave the arrays. Answered by {@link Reply.NeuronsDied}.
   *
   * @param degrees living synapses of each of the group's neurons in each projection around it,
   *     [projections][living neurons]
   * @param ends which neurons count as dead ends
   */
  record BuryDeadEnds(int[][] degrees, DeadEnds ends) implements Request {}

  /**
   * These neurons are gone: their synapses die, and they leave the arrays. Answered by {@link
   * Reply.Died}.
   *
   * @param neurons group of the dead
   * @param dead original indices, ascending
   */
  record Forget(long step, GroupId neurons, int[] dead) implements Request {}

  /**
   * Those of these neurons that live die and leave the arrays, because somebody takes them.
   * Answered by {@link Reply.NeuronsDied}.
   *
   * @param neurons original indices, ascending
   */
  record Lesion(int[] neurons) implements Request {}

  /** Give the neurons a second bias, as the lower layer of a stack. Answered by Done. */
  record AddLowerBias(float value) implements Request {}

  /** Make one bias of the two: their mean (Scholl 2018, section 3.2.2). Answered by Done. */
  record Assemble() implements Request {}

  /** Tell the complete state. Answered by {@link Reply.Copied}. */
  record Copy() implements Request {}

  /** Become this state. Answered by Done. */
  record Restore(GroupState state) implements Request {}
}
