package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.Deep;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.snapshot.SnapshotFolder;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.event.Journal;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Progress;

/** A tiny experiment with every kind of stage, and trials of it. */
abstract class TinyRuns {

  private static final String TINY =
      """
      experiment = tiny
      backend = reference
      data { set = digits, side = 8, train = 200, test = 20 }
      network {
        populations = [ { name = visible }, { name = h1, neurons = 10 } ]
        projections = [ { from = visible, to = h1 } ]
      }
      ensembles { chains { columns = 10 } }
      readout { epochs = 1 }
      snapshots { every = 25, fields = 6 }
      stages = [
        { stage = train, updates = 10 }
        { stage = evaluate, pixels = false }
        {
          stage = rounds
          count = 2
          measure { burn-in = 1, readings = 2, sweeps = 1 }
          rule { criterion = random, selection = layer-percentile, percent = 30 }
          retrain { updates = 4, burn-in = 0 }
          controls = [random]
        }
        {
          stage = develop
          cycles = 12
          learn { updates = 2 }
          measure { readings = 3 }
          rule { selection = threshold, threshold = 0.05 }
          growth { rule = homeostatic, target = 0.9, rate = 0.1 }
          evaluate-every = 6
        }
      ]
      """;

  @TempDir Path folder;

  RunSpec spec;
  private int runs;

  @BeforeEach
  void describe() throws IOException {
    Path file = Files.writeString(folder.resolve("tiny.conf"), TINY);
    spec = SpecReader.read(file.toString(), Map.of());
  }

  /** A run of the experiment, on its own or resumed. */
  final class Trial {
    final RunDirectory directory =
        RunDirectory.create(folder.resolve("runs"), "tiny", Optional.of("tiny-" + ++runs));
    final List<Event> followed = new ArrayList<>();
    final List<String> damages = new ArrayList<>();
    Conditions conditions =
        Conditions.of(2, Map.of("version", "test")).withCheckpoints(Duration.ofMillis(20));
    Run run;
    Consumer<Event> watching = event -> {};
    Consumer<Run> preparing = prepared -> {};

    Trial watch(Consumer<Event> watcher) {
      watching = watcher;
      return this;
    }

    void develop() {
      Dataset data = Run.load(spec, Optional.empty());
      run = new Run(spec, data, directory, conditions);
      run.onResume(past -> damages.addAll(past.damages()));
      preparing.accept(run);
      followed.clear();
      Journal follower =
          event -> {
            followed.add(event);
            watching.accept(event);
          };
      run.develop(follower, Progress.NONE);
    }

    /** Develops until it is stopped. */
    Trial stopped() {
      assertThrows(Run.Stopped.class, this::develop);
      watching = event -> {};
      return this;
    }

    Trial ended() {
      develop();
      return this;
    }

    List<Event> recorded() {
      try (JournalReader journal = JournalReader.open(directory.path())) {
        journal.check();
        return journal.events(1).toList();
      }
    }

    List<String> operations() {
      try (JournalReader journal = JournalReader.open(directory.path())) {
        return journal.operations(1).stream()
            .map(JournalReader.Operation::kind)
            .filter(kind -> !kind.equals("checkpointed"))
            .toList();
      }
    }

    String state() {
      return Deep.text(directory.latest().orElseThrow().checkpoint().network());
    }

    void assertSameAs(Trial other) {
      assertEquals(other.recorded(), recorded());
      assertEquals(recorded(), followed);
      assertEquals(other.state(), state());
      assertEquals(other.snapshots(), snapshots());
      Inspection inspection = Inspection.of(directory, spec, 20, 1);
      assertTrue(inspection.isSound(), inspection::toString);
    }

    /** Files of snapshots: their names, and their bytes as text. */
    Map<String, String> snapshots() {
      Map<String, String> files = new TreeMap<>();
      for (Path file : new SnapshotFolder(directory.snapshots()).files()) {
        try {
          files.put(file.getFileName().toString(), Arrays.toString(Files.readAllBytes(file)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return files;
    }

    /** Recorded snapshots, as files are called by them. */
    List<Path> recordedSnapshots() {
      return recorded().stream()
          .filter(event -> event.fact() instanceof Fact.Snapshot)
          .map(event -> new SnapshotFolder(directory.snapshots()).file(event.seq(), event.step()))
          .toList();
    }

    /** Stops when an event comes for the n-th time. */
    Trial stopAt(Class<? extends Fact> kind, int nth) {
      int[] count = {0};
      return watch(
          event -> {
            if (kind.isInstance(event.fact()) && ++count[0] == nth) {
              run.stop();
            }
          });
    }

    /** As if the process had been lost after all checkpoints but the oldest so many. */
    void forgetCheckpoints(int kept) throws IOException {
      List<Path> files = directory.checkpointFiles();
      for (Path file : files.subList(0, files.size() - kept)) {
        Files.delete(file);
      }
    }

    void tamper(String sql) throws SQLException {
      try (Connection connection =
              DriverManager.getConnection("jdbc:sqlite:" + directory.journal());
          Statement statement = connection.createStatement()) {
        assertTrue(statement.executeUpdate(sql) > 0, sql);
      }
    }
  }

  Trial whole() {
    return new Trial().ended();
  }
}
