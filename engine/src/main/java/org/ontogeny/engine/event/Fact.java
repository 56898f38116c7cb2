package org.ontogeny.engine.event;

import java.util.List;
import org.ontogeny.engine.network.GroupId;

/** What happened. */
public sealed interface Fact {

  /** Name of the kind in the stream. */
  String kind();

  /** A run began with so many synapses and neurons alive. */
  record RunStarted(String experiment, long seed, long synapses, long neurons) implements Fact {
    @Override
    public String kind() {
      return "run-started";
    }
  }

  /** A run ended with so many synapses and neurons alive. */
  record RunEnded(long synapses, long neurons) implements Fact {
    @Override
    public String kind() {
      return "run-ended";
    }
  }

  /** A stage began. */
  record StageStarted() implements Fact {
    @Override
    public String kind() {
      return "stage-started";
    }
  }

  /** A stage ended. */
  record StageEnded() implements Fact {
    @Override
    public String kind() {
      return "stage-ended";
    }
  }

  /**
   * All training examples were shown once more, whichever stages showed them.
   *
   * @param epoch counted from 1
   * @param updates learning steps so far within the stage
   */
  record EpochEnded(long epoch, long updates) implements Fact {
    @Override
    public String kind() {
      return "epoch-ended";
    }
  }

  /**
   * The network became again what it was at an earlier fence.
   *
   * @param from which fence: {@code start} of the rounds or their end, {@code pruned}
   * @param course what develops from there: a control by its name, or {@code main}
   * @param synapses alive
   * @param neurons alive
   */
  record Branched(String from, String course, long synapses, long neurons) implements Fact {
    @Override
    public String kind() {
      return "branched";
    }
  }

  /**
   * Synapses of one group died by one decision.
   *
   * @param projection that they belonged to
   * @param group that decided
   * @param rule criterion, or {@code cascade} where a neuron at an end died
   * @param selection how it was applied; empty for a cascade
   * @param threshold importance that the decision turned on; NaN for a cascade
   * @param deaths sorted by post, then pre
   */
  record SynapsesPruned(
      String projection,
      GroupId group,
      String rule,
      String selection,
      double threshold,
      List<Death> deaths)
      implements Fact {
    @Override
    public String kind() {
      return "synapses-pruned";
    }
  }

  /**
   * Neurons left without synapses died.
   *
   * @param population that they belonged to
   * @param group that decided
   * @param neurons original indices, ascending
   */
  record NeuronsDied(String population, GroupId group, List<Integer> neurons) implements Fact {
    @Override
    public String kind() {
      return "neurons-died";
    }
  }

  /**
   * A measurement on held-out examples.
   *
   * @param measure what was measured, as {@code accuracy}
   * @param of on what, as {@code encoding} or {@code pixels}
   * @param value the measured value
   * @param synapses alive at that time
   * @param neurons alive at that time
   */
  record Evaluated(String measure, String of, double value, long synapses, long neurons)
      implements Fact {
    @Override
    public String kind() {
      return "evaluated";
    }
  }
}
