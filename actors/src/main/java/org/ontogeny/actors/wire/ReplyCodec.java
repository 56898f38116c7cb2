package org.ontogeny.actors.wire;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.event.Living;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.proto.v1.Wire;

/** Forms of replies. */
final class ReplyCodec {

  private ReplyCodec() {}

  static Wire.Reply encode(Reply reply) {
    Wire.Reply.Builder form = Wire.Reply.newBuilder();
    if (reply instanceof Reply.Done) {
      form.setDone(Wire.Reply.Done.getDefaultInstance());
    } else if (reply instanceof Reply.Importances importances) {
      form.setImportances(encode(importances));
    } else if (reply instanceof Reply.Lots lots) {
      LongStream.of(lots.lot()).forEach(form.getLotsBuilder()::addLot);
    } else if (reply instanceof Reply.Died died) {
      form.setDied(encode(died.deaths(), died.living()));
    } else if (reply instanceof Reply.Formed formed) {
      form.setFormed(encode(formed.births(), formed.living()));
    } else if (reply instanceof Reply.Degrees degrees) {
      form.setDegrees(encode(degrees));
    } else if (reply instanceof Reply.NeuronsDied died) {
      form.setNeuronsDied(encode(died));
    } else if (reply instanceof Reply.Copied copied) {
      form.setCopied(StateCodec.encode(copied.state()));
    } else {
      throw new IllegalArgumentException(reply + " has no form on the wire");
    }
    return form.build();
  }

  static Reply decode(Wire.Reply form) {
    return switch (form.getKindCase()) {
      case DONE -> new Reply.Done();
      case IMPORTANCES -> decode(form.getImportances());
      case LOTS -> decode(form.getLots());
      case DIED -> new Reply.Died(decode(form.getDied()), living(form.getDied()));
      case FORMED -> new Reply.Formed(decode(form.getFormed()), living(form.getFormed()));
      case DEGREES -> decode(form.getDegrees());
      case NEURONS_DIED -> decode(form.getNeuronsDied());
      case COPIED -> new Reply.Copied(StateCodec.decode(form.getCopied()));
      case KIND_NOT_SET -> throw Values.unknown("reply", form);
    };
  }

  private static Wire.Reply.Importances encode(Reply.Importances importances) {
    Wire.Reply.Importances.Builder form = Wire.Reply.Importances.newBuilder();
    DoubleStream.of(importances.importance()).forEach(form::addImportance);
    LongStream.of(importances.tie()).forEach(form::addTie);
    return form.build();
  }

  private static Reply.Importances decode(Wire.Reply.Importances form) {
    return new Reply.Importances(
        IntStream.range(0, form.getImportanceCount()).mapToDouble(form::getImportance).toArray(),
        IntStream.range(0, form.getTieCount()).mapToLong(form::getTie).toArray());
  }

  private static Reply.Lots decode(Wire.Reply.Lots form) {
    return new Reply.Lots(IntStream.range(0, form.getLotCount()).mapToLong(form::getLot).toArray());
  }

  private static Wire.Reply.Degrees encode(Reply.Degrees degrees) {
    Wire.Reply.Degrees.Builder form = Wire.Reply.Degrees.newBuilder();
    IntStream.of(degrees.pre()).forEach(form::addPre);
    IntStream.of(degrees.ofPre()).forEach(form::addOfPre);
    IntStream.of(degrees.post()).forEach(form::addPost);
    IntStream.of(degrees.ofPost()).forEach(form::addOfPost);
    return form.build();
  }

  private static Reply.Degrees decode(Wire.Reply.Degrees form) {
    return new Reply.Degrees(
        IntStream.range(0, form.getPreCount()).map(form::getPre).toArray(),
        IntStream.range(0, form.getOfPreCount()).map(form::getOfPre).toArray(),
        IntStream.range(0, form.getPostCount()).map(form::getPost).toArray(),
        IntStream.range(0, form.getOfPostCount()).map(form::getOfPost).toArray());
  }

  private static Wire.Reply.NeuronsDied encode(Reply.NeuronsDied died) {
    Wire.Reply.NeuronsDied.Builder form = Wire.Reply.NeuronsDied.newBuilder();
    IntStream.of(died.neurons()).forEach(form::addNeurons);
    return form.build();
  }

  private static Reply.NeuronsDied decode(Wire.Reply.NeuronsDied form) {
    return new Reply.NeuronsDied(
        IntStream.range(0, form.getNeuronsCount()).map(form::getNeurons).toArray());
  }

  private static Wire.Fates encode(List<Fate> fates, Living living) {
    Wire.Fates.Builder form =
        Wire.Fates.newBuilder().setLiving(living.synapses()).setFingerprint(living.fingerprint());
    for (Fate fate : fates) {
      form.addPre(fate.pre())
          .addPost(fate.post())
          .addImportance(fate.importance())
          .addWeight(fate.weight())
          .addAge(fate.age())
          .addDraw(fate.draw());
    }
    return form.build();
  }

  private static Living living(Wire.Fates form) {
    return new Living(form.getLiving(), form.getFingerprint());
  }

  private static List<Fate> decode(Wire.Fates form) {
    return IntStream.range(0, form.getPreCount()).mapToObj(k -> fate(form, k)).toList();
  }

  private static Fate fate(Wire.Fates form, int k) {
    return new Fate(
        form.getPre(k),
        form.getPost(k),
        form.getImportance(k),
        form.getWeight(k),
        form.getAge(k),
        form.getDraw(k));
  }
}
