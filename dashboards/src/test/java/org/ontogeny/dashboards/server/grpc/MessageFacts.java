package org.ontogeny.dashboards.server.grpc;

import java.util.List;
import java.util.OptionalLong;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.proto.v1.Published;

/** Reads facts back from messages, as a client would. */
final class MessageFacts {

  private MessageFacts() {}

  static Event event(Published.Event message) {
    return new Event(message.getSeq(), message.getStep(), message.getStage(), fact(message));
  }

  private static Fact fact(Published.Event message) {
    return switch (message.getFactCase()) {
      case RUN_STARTED -> {
        Published.RunStarted m = message.getRunStarted();
        yield new Fact.RunStarted(m.getExperiment(), m.getSeed(), m.getSynapses(), m.getNeurons());
      }
      case RUN_ENDED -> {
        Published.RunEnded m = message.getRunEnded();
        yield new Fact.RunEnded(m.getSynapses(), m.getNeurons());
      }
      case SNAPSHOT -> {
        Published.Snapshot m = message.getSnapshot();
        yield new Fact.Snapshot(m.getFieldsMap(), m.getChains(), m.getSynapses(), m.getNeurons());
      }
      case STAGE_STARTED -> new Fact.StageStarted();
      case STAGE_ENDED -> new Fact.StageEnded();
      case EPOCH_ENDED -> {
        Published.EpochEnded m = message.getEpochEnded();
        yield new Fact.EpochEnded(m.getEpoch(), m.getUpdates());
      }
      case BRANCHED -> {
        Published.Branched m = message.getBranched();
        yield new Fact.Branched(
            m.getOrigin(), m.getFence(), m.getCourse(), m.getSynapses(), m.getNeurons());
      }
      case SYNAPSES_FORMED -> {
        Published.SynapsesFormed m = message.getSynapsesFormed();
        yield new Fact.SynapsesFormed(
            m.getProjection(),
            group(m.getGroup()),
            m.getRule(),
            m.hasThreshold() ? m.getThreshold() : Double.NaN,
            fates(m.getSynapsesList()),
            new Living(m.getLiving(), m.getFingerprint()));
      }
      case SYNAPSES_PRUNED -> {
        Published.SynapsesPruned m = message.getSynapsesPruned();
        yield new Fact.SynapsesPruned(
            m.getProjection(),
            group(m.getGroup()),
            m.getRule(),
            m.getSelection(),
            m.hasThreshold() ? m.getThreshold() : Double.NaN,
            m.hasTie() ? OptionalLong.of(m.getTie()) : OptionalLong.empty(),
            fates(m.getSynapsesList()),
            new Living(m.getLiving(), m.getFingerprint()));
      }
      case NEURONS_DIED -> {
        Published.NeuronsDied m = message.getNeuronsDied();
        yield new Fact.NeuronsDied(m.getPopulation(), group(m.getGroup()), m.getNeuronsList());
      }
      case EVALUATED -> {
        Published.Evaluated m = message.getEvaluated();
        yield new Fact.Evaluated(
            m.getMeasure(),
            m.getOf(),
            m.hasValue() ? m.getValue() : Double.NaN,
            m.getSynapses(),
            m.getNeurons());
      }
      case CHANGED -> {
        Published.Changed m = message.getChanged();
        yield new Fact.Changed(m.getPlaceList(), m.getValuesMap());
      }
      case LESIONED -> {
        Published.Lesioned m = message.getLesioned();
        yield new Fact.Lesioned(
            m.getPlaceList(),
            m.getPopulation(),
            m.hasShare() ? m.getShare() : Double.NaN,
            m.getNeuronsList());
      }
      case FACT_NOT_SET -> throw new AssertionError("no fact: " + message);
    };
  }

  static List<Fate> fates(List<Published.Synapse> synapses) {
    return synapses.stream()
        .map(
            s ->
                new Fate(
                    s.getPre(),
                    s.getPost(),
                    s.hasImportance() ? s.getImportance() : Double.NaN,
                    s.hasWeight() ? s.getWeight() : Float.NaN,
                    s.getAge(),
                    s.hasDraw() ? s.getDraw() : Float.NaN))
        .toList();
  }

  private static GroupId group(Published.Group group) {
    return new GroupId(group.getOwner(), group.getBegin(), group.getEnd());
  }
}
