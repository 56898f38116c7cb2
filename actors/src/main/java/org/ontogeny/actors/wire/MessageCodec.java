package org.ontogeny.actors.wire;

import org.ontogeny.engine.execution.Message;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.proto.v1.Wire;

/** Forms of what groups are told. */
final class MessageCodec {

  private final PhaseCodec phases;
  private final RequestCodec requests;

  MessageCodec(Network network, Catalogue criteria) {
    this.phases = new PhaseCodec(network);
    this.requests = new RequestCodec(new RuleCodec(criteria));
  }

  Wire.Message encode(Message message) {
    Wire.Message.Builder form = Wire.Message.newBuilder();
    if (message instanceof Message.Granted granted) {
      form.getGrantedBuilder().setStep(granted.step()).setPhase(phases.encode(granted.phase()));
    } else if (message instanceof Message.Clamp clamp) {
      form.getClampBuilder()
          .setStep(clamp.step())
          .setShard(clamp.shard())
          .setState(Values.encode(clamp.state()));
    } else if (message instanceof Message.Activity activity) {
      form.setActivity(encode(activity));
    } else if (message instanceof Message.Drive drive) {
      form.setDrive(encode(drive));
    } else if (message instanceof Message.Verdict verdict) {
      form.getVerdictBuilder()
          .setStep(verdict.step())
          .setShard(verdict.shard())
          .setPass(verdict.pass())
          .setAgain(verdict.again());
    } else if (message instanceof Message.Asked asked) {
      form.getAskedBuilder().setAsk(asked.ask()).setRequest(requests.encode(asked.request()));
    } else {
      throw new IllegalArgumentException(message + " has no form on the wire");
    }
    return form.build();
  }

  Message decode(Wire.Message form) {
    return switch (form.getKindCase()) {
      case GRANTED ->
          new Message.Granted(
              form.getGranted().getStep(), phases.decode(form.getGranted().getPhase()));
      case CLAMP -> decode(form.getClamp());
      case ACTIVITY -> decode(form.getActivity());
      case DRIVE -> decode(form.getDrive());
      case VERDICT -> decode(form.getVerdict());
      case ASKED ->
          new Message.Asked(
              form.getAsked().getAsk(), requests.decode(form.getAsked().getRequest()));
      case KIND_NOT_SET -> throw Values.unknown("message", form);
    };
  }

  private static Message.Clamp decode(Wire.Message.Clamp form) {
    return new Message.Clamp(form.getStep(), form.getShard(), Values.decode(form.getState()));
  }

  private static Wire.Message.Activity encode(Message.Activity activity) {
    return Wire.Message.Activity.newBuilder()
        .setStep(activity.step())
        .setShard(activity.shard())
        .setFrom(Values.encode(activity.from()))
        .setEnd(Values.encode(activity.end()))
        .setTick(activity.tick())
        .setState(Values.encode(activity.state()))
        .build();
  }

  private static Message.Activity decode(Wire.Message.Activity form) {
    return new Message.Activity(
        form.getStep(),
        form.getShard(),
        Values.decode(form.getFrom()),
        Values.decode(form.getEnd()),
        form.getTick(),
        Values.decode(form.getState()));
  }

  private static Wire.Message.Drive encode(Message.Drive drive) {
    return Wire.Message.Drive.newBuilder()
        .setStep(drive.step())
        .setShard(drive.shard())
        .setFrom(Values.encode(drive.from()))
        .setEnd(Values.encode(drive.end()))
        .setTick(drive.tick())
        .setDrive(Values.encode(drive.drive()))
        .build();
  }

  private static Message.Drive decode(Wire.Message.Drive form) {
    return new Message.Drive(
        form.getStep(),
        form.getShard(),
        Values.decode(form.getFrom()),
        Values.decode(form.getEnd()),
        form.getTick(),
        Values.decode(form.getDrive()));
  }

  private static Message.Verdict decode(Wire.Message.Verdict form) {
    return new Message.Verdict(form.getStep(), form.getShard(), form.getPass(), form.getAgain());
  }
}
