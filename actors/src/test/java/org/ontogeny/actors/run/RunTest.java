package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.checkpoint.NetworkArrays;
import org.ontogeny.actors.checkpoint.NumpyFile;
import org.ontogeny.engine.checkpoint.NetworkState;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Journal;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Progress;

/** What a run leaves in its directory: at its end, when it is stopped and when it fails. */
class RunTest {

  private static final String TINY =
      """
      experiment = tiny
      backend = reference
      data { set = digits, side = 8, train = 60, test = 20 }
      network {
        populations = [ { name = visible }, { name = h1, neurons = 10 } ]
        projections = [ { from = visible, to = h1 } ]
      }
      ensembles { chains { columns = 10 } }
      readout { epochs = 1 }
      stages = [
        { stage = train, updates = 4 }
        { stage = evaluate, pixels = false }
        {
          stage = rounds
          count = 1
          measure { burn-in = 1, readings = 2, sweeps = 1 }
          rule { criterion = random, selection = layer-percentile, percent = 50 }
          retrain { updates = 2, burn-in = 0 }
        }
      ]
      """;

  @TempDir Path folder;

  private RunSpec spec;
  private RunDirectory directory;

  @BeforeEach
  void describe() throws IOException {
    Path file = Files.writeString(folder.resolve("tiny.conf"), TINY);
    spec = SpecReader.read(file.toString(), Map.of());
    directory = RunDirectory.create(folder.resolve("runs"), "tiny", Optional.empty());
  }

  private Run run() {
    Dataset data = Run.load(spec, Optional.empty());
    return new Run(spec, data, directory, new Run.Conditions(2, Map.of("version", "test")));
  }

  private List<String> kindsOfOperations() throws IOException {
    Pattern kind = Pattern.compile("\"kind\":\"([a-z]+)\"");
    return Files.readAllLines(directory.operations()).stream()
        .map(kind::matcher)
        .filter(Matcher::find)
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void aRunThatEndsLeavesItsSpecificationEventsOperationsAndWeights() throws IOException {
    List<Event> followed = new ArrayList<>();
    run().develop(followed::add, Progress.NONE);

    assertEquals(spec.resolved(), Files.readString(directory.specification()));
    assertEquals(spec.resolved(), SpecReader.readResolved(directory.specification()).resolved());
    assertEquals(
        followed.stream().map(e -> CanonicalJson.line(e) + "\n").collect(Collectors.joining()),
        Files.readString(directory.events()));
    assertEquals(List.of("started", "finished"), kindsOfOperations());
    String started = Files.readAllLines(directory.operations()).get(0);
    for (String fact : List.of("version", "java", "arithmetic", "backend-reason", "data")) {
      assertTrue(started.contains("\"" + fact + "\":\""), started);
    }
    Fact.RunEnded end = (Fact.RunEnded) followed.get(followed.size() - 1).fact();
    NetworkArrays arrays = NumpyFile.read(directory.state());
    NetworkState state = arrays.state(spec.network(), spec.birth().of(spec.network()));
    assertEquals(end.synapses(), state.synapses().get("visible-h1"));
    assertTrue(end.synapses() < 640, "nothing died");
  }

  @Test
  void aRunThatIsStoppedLeavesTheBeginningOfItsEvents() throws IOException {
    Run stopped = run();
    Journal stopping =
        event -> {
          if (event.fact() instanceof Fact.EpochEnded) {
            stopped.stop();
          }
        };
    assertThrows(Run.Stopped.class, () -> stopped.develop(stopping, Progress.NONE));
    assertEquals(List.of("started", "stopped"), kindsOfOperations());
    assertFalse(Files.exists(directory.state()));
    String beginning = Files.readString(directory.events());

    directory = RunDirectory.create(folder.resolve("runs"), "tiny", Optional.of("whole"));
    run().develop(event -> {}, Progress.NONE);
    String whole = Files.readString(directory.events());
    assertTrue(beginning.endsWith("\"epoch\":1,\"updates\":1}\n"), beginning);
    assertTrue(whole.startsWith(beginning) && whole.length() > beginning.length(), beginning);
  }

  @Test
  void aRunThatIsToldToStopBeforeItBeginsDoesNotDevelop() throws IOException {
    Run stopped = run();
    stopped.stop();
    List<Event> followed = new ArrayList<>();
    assertThrows(Run.Stopped.class, () -> stopped.develop(followed::add, Progress.NONE));
    assertTrue(followed.stream().noneMatch(e -> e.fact() instanceof Fact.EpochEnded));
  }

  @Test
  void aFailureIsRecordedAndThrown() throws IOException {
    IllegalStateException failure = new IllegalStateException("no room for events");
    Journal failing =
        event -> {
          if (event.fact() instanceof Fact.EpochEnded) {
            throw failure;
          }
        };
    Run run = run();
    assertSame(
        failure,
        assertThrows(IllegalStateException.class, () -> run.develop(failing, Progress.NONE)));
    assertEquals(List.of("started", "failed"), kindsOfOperations());
    assertTrue(Files.readString(directory.operations()).contains("no room for events"));
  }
}
