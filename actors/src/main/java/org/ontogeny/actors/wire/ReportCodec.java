package org.ontogeny.actors.wire;

import org.ontogeny.engine.execution.Report;
import org.ontogeny.engine.execution.Waiting;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.proto.v1.Wire;

/** Forms of what groups report, and of what they wait for. */
final class ReportCodec {

  private ReportCodec() {}

  static Wire.Report encode(Report report) {
    Wire.Report.Builder form = Wire.Report.newBuilder().setGroup(Values.encode(report.group()));
    if (report instanceof Report.Completed completed) {
      form.getCompletedBuilder().setStep(completed.step());
    } else if (report instanceof Report.Changed changed) {
      form.getChangedBuilder()
          .setStep(changed.step())
          .setShard(changed.shard())
          .setPass(changed.pass())
          .setChange(changed.change());
    } else if (report instanceof Report.States states) {
      form.getStatesBuilder()
          .setStep(states.step())
          .setShard(states.shard())
          .setState(Values.encode(states.state()));
    } else if (report instanceof Report.Answered answered) {
      form.getAnsweredBuilder()
          .setAsk(answered.ask())
          .setReply(ReplyCodec.encode(answered.reply()));
    } else {
      throw new IllegalArgumentException(report + " has no form on the wire");
    }
    return form.build();
  }

  static Report decode(Wire.Report form) {
    GroupId group = Values.decode(form.getGroup());
    return switch (form.getKindCase()) {
      case COMPLETED -> new Report.Completed(group, form.getCompleted().getStep());
      case CHANGED -> decode(group, form.getChanged());
      case STATES -> decode(group, form.getStates());
      case ANSWERED ->
          new Report.Answered(
              group, form.getAnswered().getAsk(), ReplyCodec.decode(form.getAnswered().getReply()));
      case KIND_NOT_SET -> throw Values.unknown("report", form);
    };
  }

  private static Report.Changed decode(GroupId group, Wire.Report.Changed form) {
    return new Report.Changed(
        group, form.getStep(), form.getShard(), form.getPass(), form.getChange());
  }

  private static Report.States decode(GroupId group, Wire.Report.States form) {
    return new Report.States(
        group, form.getStep(), form.getShard(), Values.decode(form.getState()));
  }

  static Wire.Waiting encode(Waiting waiting) {
    return Wire.Waiting.newBuilder()
        .setGroup(Values.encode(waiting.group()))
        .setStep(waiting.step())
        .setShard(waiting.shard())
        .setTick(waiting.tick())
        .setPhase(waiting.phase())
        .setInput(waiting.input())
        .build();
  }

  static Waiting decode(Wire.Waiting form) {
    return new Waiting(
        Values.decode(form.getGroup()),
        form.getStep(),
        form.getShard(),
        form.getTick(),
        form.getPhase(),
        form.getInput());
  }
}
