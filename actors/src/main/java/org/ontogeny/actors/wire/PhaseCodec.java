package org.ontogeny.actors.wire;

import java.util.List;
import java.util.function.Consumer;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Loop;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.network.Signal;
import org.ontogeny.engine.network.Source;
import org.ontogeny.engine.network.Tick;
import org.ontogeny.engine.network.Update;
import org.ontogeny.engine.network.Work;
import org.ontogeny.proto.v1.Wire;

/** Forms of phases. Decoded ones refer to the populations and projections of one network. */
final class PhaseCodec {

  private final Network network;

  PhaseCodec(Network network) {
    this.network = network;
  }

  Wire.Phase encode(Phase phase) {
    Wire.Phase.Builder form =
        Wire.Phase.newBuilder().setName(phase.name()).setEnsemble(encode(phase.ensemble()));
    phase.ticks().forEach(tick -> form.addTicks(encode(tick)));
    if (phase.loop() != null) {
      form.setLoop(encode(phase.loop()));
    }
    if (phase.learning() != null) {
      form.setLearning(LearningCodec.encode(phase.learning()));
    }
    return form.build();
  }

  Phase decode(Wire.Phase form) {
    return new Phase(
        form.getName(),
        decode(form.getEnsemble()),
        form.getTicksList().stream().map(this::decode).toList(),
        form.hasLoop() ? decode(form.getLoop()) : null,
        form.hasLearning() ? LearningCodec.decode(form.getLearning()) : null);
  }

  private static Wire.Ensemble encode(Ensemble ensemble) {
    return Wire.Ensemble.newBuilder()
        .setName(ensemble.name())
        .setNumber(ensemble.number())
        .setColumns(ensemble.columns())
        .setShards(ensemble.shards())
        .setPersistent(ensemble.persistent())
        .build();
  }

  private static Ensemble decode(Wire.Ensemble form) {
    return new Ensemble(
        form.getName(),
        form.getNumber(),
        form.getColumns(),
        form.getShards(),
        form.getPersistent());
  }

  private static Wire.Loop encode(Loop loop) {
    return Wire.Loop.newBuilder()
        .setFrom(loop.from())
        .setTo(loop.to())
        .setTimes(loop.times())
        .setTolerance(loop.tolerance())
        .build();
  }

  private static Loop decode(Wire.Loop form) {
    return new Loop(form.getFrom(), form.getTo(), form.getTimes(), form.getTolerance());
  }

  private static Wire.Tick encode(Tick tick) {
    Wire.Tick.Builder form = Wire.Tick.newBuilder();
    tick.updates().forEach(update -> form.addUpdates(encode(update)));
    tick.work().forEach(work -> form.addWork(encode(work)));
    return form.build();
  }

  private Tick decode(Wire.Tick form) {
    return new Tick(
        form.getUpdatesList().stream().map(this::decode).toList(),
        form.getWorkList().stream().map(this::decode).toList());
  }

  private static Wire.Update encode(Update update) {
    Wire.Update.Builder form =
        Wire.Update.newBuilder()
            .setPopulation(update.population().name())
            .setHow(
                switch (update.how()) {
                  case CLAMP -> Wire.Update.How.HOW_CLAMP;
                  case MEAN -> Wire.Update.How.HOW_MEAN;
                  case SAMPLE -> Wire.Update.How.HOW_SAMPLE;
                  case ANSWER -> Wire.Update.How.HOW_ANSWER;
                  case ERROR -> Wire.Update.How.HOW_ERROR;
                  case TARGET -> Wire.Update.How.HOW_TARGET;
                })
            .setGain(update.gain())
            .setRole(Values.encode(update.role()))
            .setIteration(update.iteration());
    update.from().forEach(source -> form.addFrom(encode(source)));
    return form.build();
  }

  private Update decode(Wire.Update form) {
    Update.How how =
        switch (form.getHow()) {
          case HOW_CLAMP -> Update.How.CLAMP;
          case HOW_MEAN -> Update.How.MEAN;
          case HOW_SAMPLE -> Update.How.SAMPLE;
          case HOW_ANSWER -> Update.How.ANSWER;
          case HOW_ERROR -> Update.How.ERROR;
          case HOW_TARGET -> Update.How.TARGET;
          case HOW_UNSPECIFIED, UNRECOGNIZED -> throw Values.unknown("update", form.getHow());
        };
    return new Update(
        network.population(form.getPopulation()),
        how,
        form.getFromList().stream().map(this::decode).toList(),
        form.getGain(),
        Values.decode(form.getRole()),
        form.getIteration());
  }

  private static Wire.Source encode(Source source) {
    Wire.Source.Builder form =
        Wire.Source.newBuilder()
            .setProjection(source.projection().name())
            .setFrom(Values.encode(source.from()))
            .setGain(source.gain());
    encode(source.signal(), form::setSignal);
    return form.build();
  }

  private Source decode(Wire.Source form) {
    return new Source(
        network.projection(form.getProjection()),
        Values.decode(form.getFrom()),
        form.getGain(),
        decode(form.getSignal()));
  }

  /** States of iteration 0, which all machines mean, have no form. */
  private static void encode(Signal signal, Consumer<Wire.Signal> to) {
    if (!signal.equals(Signal.STATE)) {
      Wire.Signal.Kind kind =
          switch (signal.kind()) {
            case STATE -> Wire.Signal.Kind.KIND_STATE;
            case ERROR -> Wire.Signal.Kind.KIND_ERROR;
          };
      to.accept(Wire.Signal.newBuilder().setKind(kind).setIteration(signal.iteration()).build());
    }
  }

  private static Signal decode(Wire.Signal form) {
    return switch (form.getKind()) {
      case KIND_STATE -> Signal.state(form.getIteration());
      case KIND_ERROR -> Signal.error(form.getIteration());
      case UNRECOGNIZED -> throw Values.unknown("signal", form.getKind());
    };
  }

  private static Wire.Work encode(Work work) {
    Wire.Work.Builder form =
        Wire.Work.newBuilder()
            .setKind(
                switch (work.kind()) {
                  case ACCUMULATE -> Wire.Work.Kind.KIND_ACCUMULATE;
                  case COUNT -> Wire.Work.Kind.KIND_COUNT;
                  case LEARN -> Wire.Work.Kind.KIND_LEARN;
                  case READ -> Wire.Work.Kind.KIND_READ;
                })
            .setSign(work.sign());
    work.projections().forEach(projection -> form.addProjections(projection.name()));
    work.populations().forEach(population -> form.addPopulations(population.name()));
    work.lower().forEach(population -> form.addLower(population.name()));
    encode(work.pre(), form::setPre);
    encode(work.post(), form::setPost);
    return form.build();
  }

  private Work decode(Wire.Work form) {
    Work.Kind kind =
        switch (form.getKind()) {
          case KIND_ACCUMULATE -> Work.Kind.ACCUMULATE;
          case KIND_COUNT -> Work.Kind.COUNT;
          case KIND_LEARN -> Work.Kind.LEARN;
          case KIND_READ -> Work.Kind.READ;
          case KIND_UNSPECIFIED, UNRECOGNIZED -> throw Values.unknown("work", form.getKind());
        };
    List<Projection> projections =
        form.getProjectionsList().stream().map(network::projection).toList();
    return new Work(
        kind,
        form.getSign(),
        projections,
        populations(form.getPopulationsList()),
        populations(form.getLowerList()),
        decode(form.getPre()),
        decode(form.getPost()));
  }

  private List<Population> populations(List<String> names) {
    return names.stream().map(network::population).toList();
  }
}
