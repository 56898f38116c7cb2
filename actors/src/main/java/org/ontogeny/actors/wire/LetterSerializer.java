package org.ontogeny.actors.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.NotSerializableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.ontogeny.actors.group.GroupHost;
import org.ontogeny.actors.group.GroupHost.Directory;
import org.ontogeny.actors.group.GroupHost.Explain;
import org.ontogeny.actors.group.GroupHost.Explained;
import org.ontogeny.actors.group.GroupHost.Letter;
import org.ontogeny.actors.group.GroupHost.Reported;
import org.ontogeny.engine.network.GroupId;
import org.ontogeny.proto.v1.Wire;

/**
 * Turns whatever crosses between hosts and the conductor into bytes and back. Pekko makes one for
 * an actor system; letters need one that was started with a {@link NetworkSetup}.
 */
public final class LetterSerializer extends SerializerWithStringManifest {

  private static final int IDENTIFIER = 7301;

  private static final String LETTER = "letter";
  private static final String DIRECTORY = "directory";
  private static final String EXPLAIN = "explain";
  private static final String REPORTED = "reported";
  private static final String EXPLAINED = "explained";

  private final Optional<MessageCodec> messages; // absent without a network
  private final ActorRefResolver addresses;

  /**
   * The serializer of an actor system; the constructor that Pekko looks for.
   *
   * @param system whose settings may hold a {@link NetworkSetup}. Without one everything but
   *     letters can be turned into bytes, and a letter is an {@link IllegalStateException}.
   */
  public LetterSerializer(ExtendedActorSystem system) {
    this.messages =
        system
            .settings()
            .setup()
            .get(NetworkSetup.class)
            .map(setup -> new MessageCodec(setup.network(), setup.criteria()));
    this.addresses = ActorRefResolver.get(ActorSystem.wrap(system));
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object message) {
    if (message instanceof Letter) {
      return LETTER;
    } else if (message instanceof Reported) {
      return REPORTED;
    } else if (message instanceof Explain) {
      return EXPLAIN;
    } else if (message instanceof Explained) {
      return EXPLAINED;
    } else if (message instanceof Directory) {
      return DIRECTORY;
    }
    throw new IllegalArgumentException(message.getClass().getName() + " has no form on the wire");
  }

  @Override
  public byte[] toBinary(Object message) {
    if (message instanceof Letter letter) {
      return Wire.Letter.newBuilder()
          .setTo(Values.encode(letter.to()))
          .setMessage(messages().encode(letter.message()))
          .build()
          .toByteArray();
    } else if (message instanceof Reported reported) {
      return ReportCodec.encode(reported.report()).toByteArray();
    } else if (message instanceof Explain explain) {
      return Wire.Explain.newBuilder().setInquiry(explain.inquiry()).build().toByteArray();
    } else if (message instanceof Explained explained) {
      return encode(explained).toByteArray();
    } else if (message instanceof Directory directory) {
      return encode(directory).toByteArray();
    }
    throw new IllegalArgumentException(message.getClass().getName() + " has no form on the wire");
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    try {
      return switch (manifest) {
        case LETTER -> letter(Wire.Letter.parseFrom(bytes));
        case REPORTED -> new Reported(ReportCodec.decode(Wire.Report.parseFrom(bytes)));
        case EXPLAIN -> new Explain(Wire.Explain.parseFrom(bytes).getInquiry());
        case EXPLAINED -> decode(Wire.Explained.parseFrom(bytes));
        case DIRECTORY -> decode(Wire.Directory.parseFrom(bytes));
        default -> throw new NotSerializableException("nothing is called " + manifest);
      };
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("the bytes are no " + manifest, e);
    }
  }

  private MessageCodec messages() {
    return messages.orElseThrow(
        () -> new IllegalStateException("the actor system was started without a network"));
  }

  private Letter letter(Wire.Letter form) {
    return new Letter(Values.decode(form.getTo()), messages().decode(form.getMessage()));
  }

  private static Wire.Explained encode(Explained explained) {
    Wire.Explained.Builder form =
        Wire.Explained.newBuilder()
            .setInquiry(explained.inquiry())
            .setHost(explained.host())
            .setLetters(explained.letters());
    explained.waiting().forEach(waiting -> form.addWaiting(ReportCodec.encode(waiting)));
    return form.build();
  }

  private static Explained decode(Wire.Explained form) {
    return new Explained(
        form.getInquiry(),
        form.getHost(),
        form.getLetters(),
        form.getWaitingList().stream().map(ReportCodec::decode).toList());
  }

  private Wire.Directory encode(Directory directory) {
    Wire.Directory.Builder form = Wire.Directory.newBuilder();
    directory
        .hosts()
        .forEach(
            (group, host) ->
                form.addEntriesBuilder()
                    .setGroup(Values.encode(group))
                    .setHost(addresses.toSerializationFormat(host)));
    return form.build();
  }

  private Directory decode(Wire.Directory form) {
    Map<GroupId, ActorRef<GroupHost.Command>> hosts = new HashMap<>();
    form.getEntriesList()
        .forEach(
            entry ->
                hosts.put(
                    Values.decode(entry.getGroup()), addresses.resolveActorRef(entry.getHost())));
    return new Directory(hosts);
  }
}
