package org.ontogeny.actors.wire;

import java.util.stream.IntStream;
import org.ontogeny.engine.execution.Request;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.proto.v1.Wire;

/** Forms of requests. */
final class RequestCodec {

  private final RuleCodec rules;

  RequestCodec(RuleCodec rules) {
    this.rules = rules;
  }

  Wire.Request encode(Request request) {
    Wire.Request.Builder form = Wire.Request.newBuilder();
    if (request instanceof Request.OpenWindow open) {
      form.getOpenWindowBuilder().setStep(open.step());
    } else if (request instanceof Request.Judge judge) {
      form.getJudgeBuilder().setStep(judge.step()).setRule(rules.encode(judge.rule()));
    } else if (request instanceof Request.Prune prune) {
      form.getPruneBuilder()
          .setStep(prune.step())
          .setRule(rules.encode(prune.rule()))
          .setCut(RuleCodec.encode(prune.cut()));
    } else if (request instanceof Request.Grow grow) {
      form.getGrowBuilder()
          .setStep(grow.step())
          .setRule(RuleCodec.encode(grow.rule()))
          .setLine(grow.line());
    } else if (request instanceof Request.DrawLots draw) {
      form.getDrawLotsBuilder().setStep(draw.step()).setRule(RuleCodec.encode(draw.rule()));
    } else if (request instanceof Request.CountDegrees) {
      form.setCountDegrees(Wire.Request.CountDegrees.getDefaultInstance());
    } else if (request instanceof Request.BuryDeadEnds bury) {
      form.setBuryDeadEnds(encode(bury));
    } else if (request instanceof Request.Forget forget) {
      form.getForgetBuilder().setStep(forget.step()).setNeurons(Values.encode(forget.neurons()));
      IntStream.of(forget.dead()).forEach(form.getForgetBuilder()::addDead);
    } else if (request instanceof Request.Lesion lesion) {
      IntStream.of(lesion.neurons()).forEach(form.getLesionBuilder()::addNeurons);
    } else if (request instanceof Request.AddLowerBias lower) {
      form.getAddLowerBiasBuilder().setValue(lower.value());
    } else if (request instanceof Request.Assemble) {
      form.setAssemble(Wire.Request.Assemble.getDefaultInstance());
    } else if (request instanceof Request.BeginLearning) {
      form.setBeginLearning(Wire.Request.BeginLearning.getDefaultInstance());
    } else if (request instanceof Request.EndLearning) {
      form.setEndLearning(Wire.Request.EndLearning.getDefaultInstance());
    } else if (request instanceof Request.Copy) {
      form.setCopy(Wire.Request.Copy.getDefaultInstance());
    } else if (request instanceof Request.Restore restore) {
      form.getRestoreBuilder().setState(StateCodec.encode(restore.state()));
    } else {
      throw new IllegalArgumentException(request + " has no form on the wire");
    }
    return form.build();
  }

  Request decode(Wire.Request form) {
    return switch (form.getKindCase()) {
      case OPEN_WINDOW -> new Request.OpenWindow(form.getOpenWindow().getStep());
      case JUDGE ->
          new Request.Judge(form.getJudge().getStep(), rules.decode(form.getJudge().getRule()));
      case PRUNE -> decode(form.getPrune());
      case GROW -> decode(form.getGrow());
      case DRAW_LOTS -> decode(form.getDrawLots());
      case COUNT_DEGREES -> new Request.CountDegrees();
      case BURY_DEAD_ENDS -> decode(form.getBuryDeadEnds());
      case FORGET -> decode(form.getForget());
      case LESION ->
          new Request.Lesion(
              IntStream.range(0, form.getLesion().getNeuronsCount())
                  .map(form.getLesion()::getNeurons)
                  .toArray());
      case ADD_LOWER_BIAS -> new Request.AddLowerBias(form.getAddLowerBias().getValue());
      case ASSEMBLE -> new Request.Assemble();
      case BEGIN_LEARNING -> new Request.BeginLearning();
      case END_LEARNING -> new Request.EndLearning();
      case COPY -> new Request.Copy();
      case RESTORE -> new Request.Restore(StateCodec.decode(form.getRestore().getState()));
      case KIND_NOT_SET -> throw Values.unknown("request", form);
    };
  }

  private static Request.Grow decode(Wire.Request.Grow form) {
    return new Request.Grow(form.getStep(), RuleCodec.decode(form.getRule()), form.getLine());
  }

  private static Request.DrawLots decode(Wire.Request.DrawLots form) {
    if (RuleCodec.decode(form.getRule()) instanceof LayerRandom rule) {
      return new Request.DrawLots(form.getStep(), rule);
    }
    throw Values.unknown("growth rule with lots", form);
  }

  private Request.Prune decode(Wire.Request.Prune form) {
    return new Request.Prune(
        form.getStep(), rules.decode(form.getRule()), RuleCodec.decode(form.getCut()));
  }

  private static Wire.Request.BuryDeadEnds encode(Request.BuryDeadEnds bury) {
    Wire.Request.BuryDeadEnds.Builder form =
        Wire.Request.BuryDeadEnds.newBuilder()
            .setEnds(
                switch (bury.ends()) {
                  case KEEP -> Wire.Request.BuryDeadEnds.Ends.ENDS_KEEP;
                  case ALL_SIDES -> Wire.Request.BuryDeadEnds.Ends.ENDS_ALL_SIDES;
                  case ANY_SIDE -> Wire.Request.BuryDeadEnds.Ends.ENDS_ANY_SIDE;
                });
    for (int[] degrees : bury.degrees()) {
      Wire.Request.BuryDeadEnds.Row.Builder row = form.addDegreesBuilder();
      IntStream.of(degrees).forEach(row::addSynapses);
    }
    return form.build();
  }

  private static Request.BuryDeadEnds decode(Wire.Request.BuryDeadEnds form) {
    DeadEnds ends =
        switch (form.getEnds()) {
          case ENDS_KEEP -> DeadEnds.KEEP;
          case ENDS_ALL_SIDES -> DeadEnds.ALL_SIDES;
          case ENDS_ANY_SIDE -> DeadEnds.ANY_SIDE;
          case ENDS_UNSPECIFIED, UNRECOGNIZED -> throw Values.unknown("dead end", form.getEnds());
        };
    int[][] degrees =
        form.getDegreesList().stream()
            .map(row -> IntStream.range(0, row.getSynapsesCount()).map(row::getSynapses).toArray())
            .toArray(int[][]::new);
    return new Request.BuryDeadEnds(degrees, ends);
  }

  private static Request.Forget decode(Wire.Request.Forget form) {
    return new Request.Forget(
        form.getStep(),
        Values.decode(form.getNeurons()),
        IntStream.range(0, form.getDeadCount()).map(form::getDead).toArray());
  }
}
