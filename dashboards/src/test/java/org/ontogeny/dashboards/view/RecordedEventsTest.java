package org.ontogeny.dashboards.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Fate;
import org.ontogeny.engine.network.GroupId;

/** What the canonical writer writes is read back. */
class RecordedEventsTest {

  private static final GroupId GROUP = new GroupId("v[1]-h", 3, 6);

  /** One of each kind, with everything that is awkward to write. */
  private static final List<Fact> FACTS =
      List.of(
          new Fact.RunStarted("a \"name\"", Long.MAX_VALUE, 12, 7),
          new Fact.RunEnded(1, 2),
          new Fact.StageStarted(),
          new Fact.StageEnded(),
          new Fact.EpochEnded(3, 400),
          new Fact.Branched("start", "unpruned", 12, 7),
          new Fact.SynapsesPruned(
              "v[1]-h",
              GROUP,
              "fisher",
              "threshold(0.1)",
              0.1,
              List.of(
                  new Fate(0, 3, 1e-12, 0.1f, 5, 0.3f),
                  new Fate(1, 5, Double.NaN, -Float.MIN_NORMAL, 6, Float.NaN))),
          new Fact.SynapsesPruned("v[1]-h", GROUP, "cascade", "", Double.NaN, List.of()),
          new Fact.NeuronsDied("h", new GroupId("h", 3, 6), List.of(3, 5)),
          new Fact.Evaluated("accuracy", "encoding", 1 / 3.0, 12, 7));

  private static List<Event> events() {
    return Stream.iterate(0, k -> k < FACTS.size(), k -> k + 1)
        .map(k -> new Event(k + 1, 10L * k, k == 0 ? "" : "rounds/1", FACTS.get(k)))
        .toList();
  }

  private static String lines() {
    return events().stream().map(e -> CanonicalJson.line(e) + "\n").collect(Collectors.joining());
  }

  private static List<Event> read(Path file) {
    try (Stream<Event> events = RecordedEvents.read(file)) {
      return events.toList();
    }
  }

  @TempDir Path folder;

  @Test
  void everyKindComesBackAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("events.jsonl"), lines());
    assertEquals(events(), read(file));
  }

  @Test
  void theNamesOfKindsAreComplete() {
    Set<Class<?>> tried = FACTS.stream().map(Fact::getClass).collect(Collectors.toSet());
    assertEquals(Set.copyOf(Arrays.asList(Fact.class.getPermittedSubclasses())), tried);
    assertEquals(
        FACTS.stream().map(Fact::kind).collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(RecordedEvents.KINDS));
  }

  @Test
  void aLastLineWithoutAnEndIsNotAnEventYet() throws IOException {
    String lines = lines();
    Path file =
        Files.writeString(folder.resolve("events.jsonl"), lines.substring(0, lines.length() - 5));
    assertEquals(events().subList(0, FACTS.size() - 1), read(file));
    Files.writeString(file, "{\"seq\":1,");
    assertEquals(List.of(), read(file));
    Files.writeString(file, "");
    assertEquals(List.of(), read(file));
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    Path file = folder.resolve("events.jsonl");
    for (String damaged :
        List.of("{\"seq\":1", "[]", "{\"seq\":1,\"step\":2,\"stage\":\"\",\"kind\":\"born\"}")) {
      Files.writeString(file, damaged + "\n" + lines());
      UncheckedIOException error = assertThrows(UncheckedIOException.class, () -> read(file));
      assertTrue(error.getMessage().contains(file + " has a line that is no event: " + damaged));
    }
  }
}
