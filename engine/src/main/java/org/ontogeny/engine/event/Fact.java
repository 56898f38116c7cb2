package org.ontogeny.engine.event;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
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
   * @param fence sequence number of the last event before that fence
   * @param course what develops from there: a control by its name, or {@code main}
   * @param synapses alive
   * @param neurons alive
   */
  record Branched(String from, long fence, String course, long synapses, long neurons)
      implements Fact {
    @Override
    public String kind() {
      return "branched";
    }
  }

  /**
   * Synapses of one group formed.
   *
   * @param projection that they belong to
   * @param group that decided
   * @param rule {@link #INITIAL} for those that the network was born with, else the rule of growth
   * @param threshold that the decision turned on; NaN where there is none
   * @param births sorted by post, then pre
   * @param living of the group afterwards
   */
  record SynapsesFormed(
      String projection,
      GroupId group,
      String rule,
      double threshold,
      List<Fate> births,
      Living living)
      implements Structural {

    /** The rule of those that the network was born with. */
    public static final String INITIAL = "initial";

    @Override
    public String kind() {
      return "synapses-formed";
    }

    @Override
    public List<Fate> fates() {
      return births;
    }
  }

  /**
   * Synapses of one group died by one decision.
   *
   * @param projection that they belonged to
   * @param group that decided
   * @param rule criterion; {@link #CASCADE} where a neuron at an end died, {@link #LESION} where
   *     somebody took it
   * @param selection how it was applied; empty for a cascade or a lesion
   * @param threshold importance that the decision turned on; NaN where there is none
   * @param tie largest tie number with which a synapse on the line died; empty where the synapse
   *     decided alone
   * @param deaths sorted by post, then pre
   * @param living of the group afterwards
   */
  record SynapsesPruned(
      String projection,
      GroupId group,
      String rule,
      String selection,
      double threshold,
      OptionalLong tie,
      List<Fate> deaths,
      Living living)
      implements Structural {

    /** The rule of synapses that died because a neuron at an end did. */
    public static final String CASCADE = "cascade";

    /** The rule of synapses that died because somebody took a neuron at an end. */
    public static final String LESION = "lesion";

    @Override
    public String kind() {
      return "synapses-pruned";
    }

    @Override
    public List<Fate> fates() {
      return deaths;
    }
  }

  /** Synapses of one group came or went. */
  sealed interface Structural extends Fact permits SynapsesFormed, SynapsesPruned {

    /** The projection that they belong to. */
    String projection();

    /** The group that they belong to. */
    GroupId group();

    /** What happened to each, sorted by post, then pre. */
    List<Fate> fates();

    /** What is alive in the group afterwards. */
    Living living();
  }

  /**
   * Somebody who watches the run changed values of its specification, from here on.
   *
   * @param place in the course of the experiment: at each depth the next part
   * @param values by key, as after {@code --set}
   */
  record Changed(List<Long> place, Map<String, String> values) implements Intervened {

    /** In the order of keys, so that equal changes have one form. */
    public Changed {
      values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    @Override
    public String kind() {
      return "changed";
    }
  }

  /**
   * Somebody who watches the run took neurons away; their deaths and those of their synapses
   * follow.
   *
   * @param place in the course of the experiment: at each depth the next part
   * @param population that they belonged to
   * @param share that was taken at random, in (0, 1]; NaN where the neurons were named
   * @param neurons original indices, ascending
   */
  record Lesioned(List<Long> place, String population, double share, List<Integer> neurons)
      implements Intervened {
    @Override
    public String kind() {
      return "lesioned";
    }
  }

  /** Somebody who watches the run did something to it. */
  sealed interface Intervened extends Fact permits Changed, Lesioned {

    /** Where: several fences may lie at one step and behind one event. */
    List<Long> place();
  }

  /**
   * Neurons died: left without synapses, or taken.
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
   * A bounded part of the network's state was recorded outside of the journal, under the sequence
   * number and the step of this event.
   *
   * @param fields how many postsynaptic neurons it shows with the weights onto them, by projection
   * @param chains of how many Markov chains it has the states
   * @param synapses alive at that time
   * @param neurons alive at that time
   */
  record Snapshot(Map<String, Integer> fields, int chains, long synapses, long neurons)
      implements Fact {

    /** In the order of projections' names, so that equal snapshots have one form. */
    public Snapshot {
      fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    @Override
    public String kind() {
      return "snapshot";
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
