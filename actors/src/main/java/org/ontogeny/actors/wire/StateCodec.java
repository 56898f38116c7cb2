package org.ontogeny.actors.wire;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ontogeny.engine.checkpoint.GroupState;
import org.ontogeny.engine.checkpoint.NeuronGroupState;
import org.ontogeny.engine.checkpoint.SynapseGroupState;
import org.ontogeny.kernel.Batch;
import org.ontogeny.proto.v1.Wire;

/** Forms of the states of groups. */
final class StateCodec {

  private StateCodec() {}

  static Wire.GroupState encode(GroupState state) {
    Wire.GroupState.Builder form = Wire.GroupState.newBuilder();
    if (state instanceof NeuronGroupState neurons) {
      form.setNeurons(encode(neurons));
    } else if (state instanceof SynapseGroupState synapses) {
      form.setSynapses(encode(synapses));
    } else {
      throw new IllegalArgumentException(state + " has no form on the wire");
    }
    return form.build();
  }

  static GroupState decode(Wire.GroupState form) {
    return switch (form.getKindCase()) {
      case NEURONS -> decode(form.getNeurons());
      case SYNAPSES -> decode(form.getSynapses());
      case KIND_NOT_SET -> throw Values.unknown("state", form);
    };
  }

  private static Wire.NeuronGroupState encode(NeuronGroupState state) {
    Wire.NeuronGroupState.Builder form =
        Wire.NeuronGroupState.newBuilder()
            .setId(Values.encode(state.id()))
            .setSamples(state.samples());
    IntStream.of(state.neuron()).forEach(form::addNeuron);
    LongStream.of(state.active()).forEach(form::addActive);
    state.biases().forEach(bias -> form.addBiases(encode(bias)));
    state.chains().forEach(chains -> form.addChains(encode(chains)));
    return form.build();
  }

  private static NeuronGroupState decode(Wire.NeuronGroupState form) {
    return new NeuronGroupState(
        Values.decode(form.getId()),
        IntStream.range(0, form.getNeuronCount()).map(form::getNeuron).toArray(),
        form.getBiasesList().stream().map(StateCodec::decode).toList(),
        IntStream.range(0, form.getActiveCount()).mapToLong(form::getActive).toArray(),
        form.getSamples(),
        form.getChainsList().stream().map(StateCodec::decode).toList());
  }

  private static Wire.NeuronGroupState.Bias encode(NeuronGroupState.Bias bias) {
    Wire.NeuronGroupState.Bias.Builder form =
        Wire.NeuronGroupState.Bias.newBuilder().setRole(Values.encode(bias.role()));
    Values.each(bias.value(), form::addValue);
    Values.each(bias.change(), form::addChange);
    Values.each(bias.square(), form::addSquare);
    return form.build();
  }

  private static NeuronGroupState.Bias decode(Wire.NeuronGroupState.Bias form) {
    return new NeuronGroupState.Bias(
        Values.decode(form.getRole()),
        Values.floats(form.getValueCount(), form::getValue),
        Values.floats(form.getChangeCount(), form::getChange),
        Values.floats(form.getSquareCount(), form::getSquare));
  }

  private static Wire.NeuronGroupState.Chains encode(NeuronGroupState.Chains chains) {
    Wire.NeuronGroupState.Chains.Builder form =
        Wire.NeuronGroupState.Chains.newBuilder().setEnsemble(chains.ensemble());
    chains.shards().forEach(shard -> form.addShards(Values.encode(shard)));
    return form.build();
  }

  private static NeuronGroupState.Chains decode(Wire.NeuronGroupState.Chains form) {
    List<Batch> shards = form.getShardsList().stream().map(Values::decode).toList();
    return new NeuronGroupState.Chains(form.getEnsemble(), shards);
  }

  private static Wire.SynapseGroupState encode(SynapseGroupState state) {
    Wire.SynapseGroupState.Builder form =
        Wire.SynapseGroupState.newBuilder()
            .setId(Values.encode(state.id()))
            .setSamples(state.samples())
            .setOpened(state.opened());
    IntStream.of(state.preNeuron()).forEach(form::addPreNeuron);
    IntStream.of(state.postNeuron()).forEach(form::addPostNeuron);
    IntStream.of(state.pre()).forEach(form::addPre);
    IntStream.of(state.post()).forEach(form::addPost);
    Values.each(state.weight(), form::addWeight);
    Values.each(state.change(), form::addChange);
    Values.each(state.square(), form::addSquare);
    LongStream.of(state.born()).forEach(form::addBorn);
    LongStream.of(state.together()).forEach(form::addTogether);
    LongStream.of(state.preActive()).forEach(form::addPreActive);
    LongStream.of(state.postActive()).forEach(form::addPostActive);
    return form.build();
  }

  private static SynapseGroupState decode(Wire.SynapseGroupState form) {
    return new SynapseGroupState(
        Values.decode(form.getId()),
        IntStream.range(0, form.getPreNeuronCount()).map(form::getPreNeuron).toArray(),
        IntStream.range(0, form.getPostNeuronCount()).map(form::getPostNeuron).toArray(),
        IntStream.range(0, form.getPreCount()).map(form::getPre).toArray(),
        IntStream.range(0, form.getPostCount()).map(form::getPost).toArray(),
        Values.floats(form.getWeightCount(), form::getWeight),
        Values.floats(form.getChangeCount(), form::getChange),
        Values.floats(form.getSquareCount(), form::getSquare),
        IntStream.range(0, form.getBornCount()).mapToLong(form::getBorn).toArray(),
        IntStream.range(0, form.getTogetherCount()).mapToLong(form::getTogether).toArray(),
        IntStream.range(0, form.getPreActiveCount()).mapToLong(form::getPreActive).toArray(),
        IntStream.range(0, form.getPostActiveCount()).mapToLong(form::getPostActive).toArray(),
        form.getSamples(),
        form.getOpened());
  }
}
