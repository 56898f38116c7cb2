package org.ontogeny.actors.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.actors.Deep;
import org.ontogeny.actors.Nursery;
import org.ontogeny.actors.group.GroupHost;
import org.ontogeny.engine.execution.Message;
import org.ontogeny.engine.execution.Reply;
import org.ontogeny.engine.execution.Report;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Source;
import org.ontogeny.engine.network.Update;
import org.ontogeny.engine.plugin.Catalogue;
import org.ontogeny.kernel.Batch;

@Timeout(60)
class LetterSerializerTest {

  private static final Network NETWORK = Nursery.ofPairs().network();
  private static final ActorSystem<GroupHost.Command> SYSTEM =
      ActorSystem.apply(
          Behaviors.<GroupHost.Command>ignore(),
          "wire",
          ActorSystemSetup.create(
              BootstrapSetup.create(ConfigFactory.load("ontogeny-actors")),
              new NetworkSetup(NETWORK, Catalogue.SHIPPED)),
          DispatcherSelector.defaultDispatcher());
  private static final ActorRef<GroupHost.Command> HOST =
      SYSTEM.systemActorOf(Behaviors.ignore(), "host", Props.empty());
  private static final LetterSerializer SERIALIZER =
      new LetterSerializer((ExtendedActorSystem) Adapter.toClassic(SYSTEM));

  @AfterAll
  static void stop() {
    SYSTEM.terminate();
  }

  static List<Object> letters() {
    return WireExamples.letters(NETWORK, HOST);
  }

  private static Object thereAndBack(Object letter) throws NotSerializableException {
    return SERIALIZER.fromBinary(SERIALIZER.toBinary(letter), SERIALIZER.manifest(letter));
  }

  @ParameterizedTest
  @MethodSource("letters")
  void whatArrivesIsWhatWasSent(Object letter) throws NotSerializableException {
    assertEquals(Deep.text(letter), Deep.text(thereAndBack(letter)));
  }

  @ParameterizedTest
  @MethodSource("letters")
  void theActorSystemUsesThisSerializer(Object letter) {
    assertEquals(
        LetterSerializer.class,
        SerializationExtension.get(Adapter.toClassic(SYSTEM)).findSerializerFor(letter).getClass());
  }

  @Test
  void nothingThatCanBeSentIsMissingFromTheExamples() {
    Set<Object> seen = new HashSet<>();
    letters().forEach(letter -> collect(letter, seen));
    List<Class<?>> missing =
        WireExamples.families()
            .flatMap(LetterSerializerTest::kinds)
            .filter(kind -> !seen.contains(kind))
            .toList();
    assertEquals(List.of(), missing);
    List<?> constants =
        seen.stream()
            .filter(kind -> kind instanceof Class<?> type && type.isEnum())
            .flatMap(type -> Arrays.stream(((Class<?>) type).getEnumConstants()))
            .filter(constant -> !seen.contains(constant))
            .toList();
    assertEquals(List.of(), constants);
  }

  private static Stream<Class<?>> kinds(Class<?> family) {
    return family.isSealed()
        ? Arrays.stream(family.getPermittedSubclasses()).flatMap(LetterSerializerTest::kinds)
        : Stream.of(family);
  }

  /** Classes of all records, and all constants of enums, that a value is made of. */
  private static void collect(Object value, Set<Object> seen) {
    if (value instanceof Population) {
      return; // travels by its name
    }
    if (value instanceof Record) {
      seen.add(value.getClass());
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        try {
          collect(component.getAccessor().invoke(value), seen);
        } catch (ReflectiveOperationException e) {
          throw new LinkageError(e.getMessage(), e);
        }
      }
    } else if (value instanceof Enum<?> constant) {
      seen.add(constant.getDeclaringClass());
      seen.add(constant);
    } else if (value instanceof Iterable<?> values) {
      values.forEach(member -> collect(member, seen));
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(member -> collect(member, seen));
    }
  }

  @Test
  void decodedPhasesReferToTheNetwork() throws NotSerializableException {
    for (Object letter : letters()) {
      if (letter instanceof GroupHost.Letter sent && sent.message() instanceof Message.Granted) {
        GroupHost.Letter arrived = (GroupHost.Letter) thereAndBack(letter);
        Phase phase = ((Message.Granted) arrived.message()).phase();
        for (Update update : phase.ticks().get(0).updates()) {
          assertSame(NETWORK.population(update.population().name()), update.population());
          for (Source source : update.from()) {
            assertSame(NETWORK.projection(source.projection().name()), source.projection());
          }
        }
      }
    }
  }

  @Test
  void anyBatch() {
    Random random = new Random(1);
    for (int trial = 0; trial < 200; trial++) {
      int rows = random.nextInt(6);
      int columns = random.nextInt(6);
      float[] values = new float[rows * columns];
      for (int k = 0; k < values.length; k++) {
        values[k] = Float.intBitsToFloat(random.nextInt());
      }
      Batch batch = new Batch(rows, columns, values);
      assertEquals(Deep.text(batch), Deep.text(Values.decode(Values.encode(batch))));
    }
  }

  @Test
  void anyImportances() {
    Random random = new Random(2);
    for (int trial = 0; trial < 200; trial++) {
      int count = random.nextInt(20);
      Reply reply =
          new Reply.Importances(
              random.longs(count).mapToDouble(Double::longBitsToDouble).toArray(),
              random.longs(count).toArray());
      assertEquals(Deep.text(reply), Deep.text(ReplyCodec.decode(ReplyCodec.encode(reply))));
    }
  }

  private static Object golden(String name) {
    return switch (name) {
      case "activity" -> letter(message -> message instanceof Message.Activity);
      case "verdict" -> letter(message -> message instanceof Message.Verdict);
      case "granted" -> letter(m -> m instanceof Message.Granted g && g.step() == 3);
      case "reported-died" ->
          new GroupHost.Reported(
              WireExamples.reports().stream()
                  .filter(r -> r instanceof Report.Answered a && a.reply() instanceof Reply.Died)
                  .findFirst()
                  .orElseThrow());
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static GroupHost.Letter letter(Predicate<Message> wanted) {
    Message message =
        WireExamples.messages(NETWORK).stream().filter(wanted).findFirst().orElseThrow();
    return new GroupHost.Letter(WireExamples.NEURONS, message);
  }

  /** Bytes that were written once and must be read for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"activity", "verdict", "granted", "reported-died"})
  void goldenBytes(String name) throws IOException {
    Object letter = golden(name);
    byte[] bytes;
    try (InputStream file = getClass().getResourceAsStream(name + ".hex")) {
      String hex = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
      bytes = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
    assertEquals(
        HexFormat.of().formatHex(bytes), HexFormat.of().formatHex(SERIALIZER.toBinary(letter)));
    assertEquals(
        Deep.text(letter), Deep.text(SERIALIZER.fromBinary(bytes, SERIALIZER.manifest(letter))));
  }

  @Test
  void whatIsNoMessageIsRefused() {
    assertThrows(NotSerializableException.class, () -> SERIALIZER.fromBinary(new byte[0], "odd"));
    assertThrows(IllegalArgumentException.class, () -> SERIALIZER.manifest("text"));
    IllegalArgumentException cut =
        assertThrows(
            IllegalArgumentException.class, () -> SERIALIZER.fromBinary(new byte[] {10}, "letter"));
    assertTrue(cut.getMessage().contains("letter"), cut.getMessage());
  }
}
