package org.ontogeny.dashboards.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.stream.Page;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.EventReader;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.proto.v1.Published;

class EventMessagesTest {

  private static final int USUAL_LIMIT = 4 << 20; // bytes that a client takes as one message

  private static List<Published.Event> messages(Page.Entry entry) {
    List<Published.Event> messages = new ArrayList<>();
    EventMessages.of(entry).forEach(messages::add);
    return messages;
  }

  private static List<Fate> fates(Fact fact) {
    return fact instanceof Fact.Structural structural ? structural.fates() : List.of();
  }

  static List<Fact> facts() {
    return EventExamples.facts();
  }

  @ParameterizedTest
  @MethodSource("facts")
  void aClientReadsTheSameFact(Fact fact) {
    Event event = EventExamples.event(7, fact);
    List<Published.Event> messages = messages(EventExamples.entry(event, fates(fact)));
    assertEquals(1, messages.size());
    assertEquals(1, messages.get(0).getPart());
    assertEquals(1, messages.get(0).getParts());
    assertEquals(event, MessageFacts.event(messages.get(0)));
  }

  @Test
  void theExamplesAreOfEveryKind() {
    Set<Class<?>> kinds = records(Fact.class).collect(Collectors.toSet());
    assertEquals(kinds, facts().stream().map(Object::getClass).collect(Collectors.toSet()));
    int cases = Published.Event.getDescriptor().getOneofs().get(0).getFieldCount();
    assertEquals(kinds.size(), cases);
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventMessagesTest::records)
        : Stream.of(type);
  }

  /** A kind in a request is the name of a field in an event, with hyphens. */
  @Test
  void fieldsAreNamedAsKinds() {
    assertEquals(
        Set.copyOf(EventReader.KINDS),
        Published.Event.getDescriptor().getOneofs().get(0).getFields().stream()
            .map(field -> field.getName().replace('_', '-'))
            .collect(Collectors.toSet()));
  }

  @Test
  void synapsesThatNobodyAskedForAreCountedOnly() {
    Event event = EventExamples.event(3, EventExamples.pruned(EventExamples.fates(50_000)));
    List<Published.Event> messages = messages(EventExamples.entry(event, List.of()));
    assertEquals(1, messages.size());
    assertEquals(50_000, messages.get(0).getSynapsesPruned().getCount());
    assertEquals(0, messages.get(0).getSynapsesPruned().getSynapsesCount());
  }

  @Test
  void manySynapsesComeInParts() {
    List<Fate> births = EventExamples.fates(2 * EventMessages.SYNAPSES + 1);
    Event event = EventExamples.event(3, EventExamples.formed(births));
    List<Published.Event> messages = messages(EventExamples.entry(event, births));
    assertEquals(List.of(1, 2, 3), messages.stream().map(Published.Event::getPart).toList());
    assertEquals(Set.of(3), messages.stream().map(Published.Event::getParts).collect(toSet()));
    assertEquals(
        births,
        messages.stream()
            .flatMap(m -> MessageFacts.fates(m.getSynapsesFormed().getSynapsesList()).stream())
            .toList());
    Set<Published.Event> heads =
        messages.stream()
            .map(
                m -> {
                  Published.Event.Builder head = m.toBuilder().clearPart();
                  head.getSynapsesFormedBuilder().clearSynapses();
                  return head.build();
                })
            .collect(toSet());
    assertEquals(1, heads.size());
  }

  private static <T> Collector<T, ?, Set<T>> toSet() {
    return Collectors.toSet();
  }

  @Test
  void aFullPartHasOneMessage() {
    List<Fate> births = EventExamples.fates(EventMessages.SYNAPSES);
    Event event = EventExamples.event(3, EventExamples.formed(births));
    assertEquals(1, messages(EventExamples.entry(event, births)).size());
  }

  @Test
  void theLargestPartIsBelowTheUsualLimit() {
    Fate largest = new Fate(Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 1, Long.MAX_VALUE, 1);
    List<Fate> deaths = Collections.nCopies(EventMessages.SYNAPSES, largest);
    Event event = EventExamples.event(3, EventExamples.pruned(deaths));
    Published.Event message = messages(EventExamples.entry(event, deaths)).get(0);
    assertTrue(message.getSerializedSize() < USUAL_LIMIT / 2, message.getSerializedSize() + " B");
  }

  @Test
  void whatMakesNoFactIsAnError() {
    Page.Entry entry =
        new Page.Entry(
            new JournalReader.Line(5, 1, "train", "evaluated", "{\"of\":\"pixels\"}"), List.of());
    EventMessages.Unintelligible e =
        assertThrows(EventMessages.Unintelligible.class, () -> EventMessages.of(entry));
    assertEquals(
        "event 5: expected a fact of kind evaluated, found {\"of\":\"pixels\"}", e.getMessage());
  }
}
