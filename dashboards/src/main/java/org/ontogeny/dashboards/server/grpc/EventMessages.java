package org.ontogeny.dashboards.server.grpc;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.stream.Page;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.JsonObjects;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.proto.v1.Published;

/**
 * Events as messages. Clients take messages of up to 4 MB unless they are told otherwise, and a
 * synapse takes up to 44 bytes, so an event of many synapses becomes several messages.
 */
final class EventMessages {

  /** What a journal says of an event makes no fact. */
  static final class Unintelligible extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Unintelligible(JournalReader.Line line, Exception cause) {
      super(
          "event %d: expected a fact of kind %s, found %s"
              .formatted(line.seq(), line.kind(), line.detail()),
          cause);
    }
  }

  /** Most synapses of one message. */
  static final int SYNAPSES = 20_000;

  private EventMessages() {}

  /**
   * The messages of an event, each made when it is asked for.
   *
   * @throws Unintelligible if its line tells no fact
   */
  static Iterable<Published.Event> of(Page.Entry entry) {
    List<Fate> fates = entry.synapses();
    Published.Event whole = withoutSynapses(entry.line());
    int parts = Math.max(1, (fates.size() + SYNAPSES - 1) / SYNAPSES);
    return () ->
        IntStream.range(0, parts)
            .mapToObj(
                part -> {
                  int from = part * SYNAPSES;
                  int to = Math.min(fates.size(), from + SYNAPSES);
                  return part(whole, part + 1, parts, fates.subList(from, to));
                })
            .iterator();
  }

  private static Published.Event part(
      Published.Event whole, int part, int parts, List<Fate> fates) {
    Published.Event.Builder event = whole.toBuilder().setPart(part).setParts(parts);
    List<Published.Synapse> synapses = fates.stream().map(EventMessages::synapse).toList();
    if (event.hasSynapsesFormed()) {
      event.getSynapsesFormedBuilder().addAllSynapses(synapses);
    } else if (event.hasSynapsesPruned()) {
      event.getSynapsesPrunedBuilder().addAllSynapses(synapses);
    }
    return event.build();
  }

  private static Published.Event withoutSynapses(JournalReader.Line line) {
    Published.Event.Builder event =
        Published.Event.newBuilder().setSeq(line.seq()).setStep(line.step()).setStage(line.stage());
    try {
      // The line counts synapses also where nobody asked for them.
      Fact fact = EventReader.fact(line.kind(), line.detail(), List.of());
      put(fact, fact instanceof Fact.Structural ? count(line) : 0, event);
    } catch (IOException | RuntimeException e) { // whatever the reader stumbles upon
      throw new Unintelligible(line, e);
    }
    return event.build();
  }

  private static long count(JournalReader.Line line) throws IOException {
    return Long.parseLong(String.valueOf(JsonObjects.parse(line.detail()).get("count")));
  }

  private static void put(Fact fact, long count, Published.Event.Builder event) {
    if (fact instanceof Fact.RunStarted started) {
      event
          .getRunStartedBuilder()
          .setExperiment(started.experiment())
          .setSeed(started.seed())
          .setSynapses(started.synapses())
          .setNeurons(started.neurons());
    } else if (fact instanceof Fact.RunEnded ended) {
      event.getRunEndedBuilder().setSynapses(ended.synapses()).setNeurons(ended.neurons());
    } else if (fact instanceof Fact.StageStarted) {
      event.setStageStarted(Published.StageStarted.getDefaultInstance());
    } else if (fact instanceof Fact.StageEnded) {
      event.setStageEnded(Published.StageEnded.getDefaultInstance());
    } else if (fact instanceof Fact.EpochEnded ended) {
      event.getEpochEndedBuilder().setEpoch(ended.epoch()).setUpdates(ended.updates());
    } else if (fact instanceof Fact.Branched branched) {
      put(branched, event.getBranchedBuilder());
    } else if (fact instanceof Fact.SynapsesFormed formed) {
      put(formed, count, event.getSynapsesFormedBuilder());
    } else if (fact instanceof Fact.SynapsesPruned pruned) {
      put(pruned, count, event.getSynapsesPrunedBuilder());
    } else if (fact instanceof Fact.NeuronsDied died) {
      event
          .getNeuronsDiedBuilder()
          .setPopulation(died.population())
          .setGroup(group(died.group()))
          .addAllNeurons(died.neurons());
    } else if (fact instanceof Fact.Evaluated evaluated) {
      put(evaluated, event.getEvaluatedBuilder());
    } else if (fact instanceof Fact.Changed changed) {
      event.getChangedBuilder().addAllPlace(changed.place()).putAllValues(changed.values());
    } else if (fact instanceof Fact.Lesioned lesioned) {
      put(lesioned, event.getLesionedBuilder());
    } else if (fact instanceof Fact.Snapshot snapshot) {
      event
          .getSnapshotBuilder()
          .putAllFields(snapshot.fields())
          .setChains(snapshot.chains())
          .setSynapses(snapshot.synapses())
          .setNeurons(snapshot.neurons());
    } else {
      throw new IllegalArgumentException("no message is known of " + fact.kind());
    }
  }

  private static void put(Fact.Branched branched, Published.Branched.Builder message) {
    message
        .setOrigin(branched.from())
        .setFence(branched.fence())
        .setCourse(branched.course())
        .setSynapses(branched.synapses())
        .setNeurons(branched.neurons());
  }

  private static void put(
      Fact.SynapsesFormed formed, long count, Published.SynapsesFormed.Builder message) {
    message
        .setProjection(formed.projection())
        .setGroup(group(formed.group()))
        .setRule(formed.rule())
        .setCount(count)
        .setLiving(formed.living().synapses())
        .setFingerprint(formed.living().fingerprint());
    if (!Double.isNaN(formed.threshold())) {
      message.setThreshold(formed.threshold());
    }
  }

  private static void put(
      Fact.SynapsesPruned pruned, long count, Published.SynapsesPruned.Builder message) {
    message
        .setProjection(pruned.projection())
        .setGroup(group(pruned.group()))
        .setRule(pruned.rule())
        .setSelection(pruned.selection())
        .setCount(count)
        .setLiving(pruned.living().synapses())
        .setFingerprint(pruned.living().fingerprint());
    if (!Double.isNaN(pruned.threshold())) {
      message.setThreshold(pruned.threshold());
    }
    OptionalLong tie = pruned.tie();
    tie.ifPresent(message::setTie);
  }

  private static void put(Fact.Evaluated evaluated, Published.Evaluated.Builder message) {
    message
        .setMeasure(evaluated.measure())
        .setOf(evaluated.of())
        .setSynapses(evaluated.synapses())
        .setNeurons(evaluated.neurons());
    if (!Double.isNaN(evaluated.value())) {
      message.setValue(evaluated.value());
    }
  }

  private static void put(Fact.Lesioned lesioned, Published.Lesioned.Builder message) {
    message
        .addAllPlace(lesioned.place())
        .setPopulation(lesioned.population())
        .addAllNeurons(lesioned.neurons());
    if (!Double.isNaN(lesioned.share())) {
      message.setShare(lesioned.share());
    }
  }

  private static Published.Group group(GroupId group) {
    return Published.Group.newBuilder()
        .setOwner(group.owner())
        .setBegin(group.from())
        .setEnd(group.to())
        .build();
  }

  private static Published.Synapse synapse(Fate fate) {
    Published.Synapse.Builder synapse =
        Published.Synapse.newBuilder().setPre(fate.pre()).setPost(fate.post()).setAge(fate.age());
    if (!Double.isNaN(fate.importance())) {
      synapse.setImportance(fate.importance());
    }
    if (!Float.isNaN(fate.weight())) {
      synapse.setWeight(fate.weight());
    }
    if (!Float.isNaN(fate.draw())) {
      synapse.setDraw(fate.draw());
    }
    return synapse.build();
  }
}
