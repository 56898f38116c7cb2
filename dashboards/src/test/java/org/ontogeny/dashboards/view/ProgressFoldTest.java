package org.ontogeny.dashboards.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.run.Conditions;
import org.ontogeny.actors.run.Run;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.dashboards.cli.TinyExperiment;
import org.ontogeny.engine.event.Event;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Experiment;
import org.ontogeny.engine.stage.Progress;

/** What events tell of progress, held to what the development says of it itself. */
class ProgressFoldTest {

  private static final String SIDE_BY_SIDE =
      """
      experiment = growing
      description = "a tiny machine that grows and prunes"
      data { set = digits, side = 8, train = 20, test = 20 }
      network {
        populations = [ { name = visible }, { name = h1, neurons = 6 }, { name = h2, neurons = 4 } ]
        projections = [ { from = visible, to = h1 }, { from = h1, to = h2 } ]
      }
      ensembles { chains { columns = 10 }, examples { columns = 10 } }
      readout { epochs = 2 }
      stages = [
        { stage = pretrain, projection = visible-h1, updates = 7, rate = 0.1 }
        { stage = assemble }
        {
          stage = develop
          cycles = 6
          learn { updates = 4, rate = 0.01, burn-in = 3 }
          measure { readings = 5, sweeps = 1, burn-in = 2 }
          rule { criterion = fisher, selection = hazard, threshold = 0.02, rate = 0.2 }
        }
      ]
      """;

  @TempDir Path folder;

  /** How far the fold and the development are apart, at most, over all events. */
  private double difference(Path file) {
    RunSpec spec = SpecReader.read(file.toString(), Map.of());
    ProgressFold fold = new ProgressFold(spec.experiment());
    AtomicLong done = new AtomicLong();
    Progress progress =
        new Progress() {
          @Override
          public void entered(String stage) {
            // the events tell it too
          }

          @Override
          public void advanced(long updates) {
            done.addAndGet(updates);
          }
        };
    double[] most = {0};
    RunDirectory directory = RunDirectory.create(folder.resolve("runs"), "test", Optional.empty());
    new Run(spec, Run.load(spec, Optional.empty()), directory, Conditions.of(2, Map.of()))
        .develop(
            (Event event) -> {
              fold.append(event.fact().kind(), event.stage(), event.step());
              double share = (double) done.get() / spec.experiment().updates();
              most[0] = Math.max(most[0], Math.abs(share - fold.share()));
            },
            progress);
    assertEquals(spec.experiment().updates(), done.get());
    assertEquals(1, fold.share());
    return most[0];
  }

  @Test
  void roundsAndTheirControlsAreFollowedToTheStep() throws Exception {
    assertTrue(difference(TinyExperiment.write(folder, "tiny.conf", 60)) < 1e-12);
  }

  @Test
  void cyclesAreFollowedToOneOfThem() throws Exception {
    Path file = Files.writeString(folder.resolve("growing.conf"), SIDE_BY_SIDE);
    double difference = difference(file);
    assertTrue(difference <= 4 / (7 + 6 * 4.0), "" + difference);
  }

  @Test
  void whatHasNoEndHasNoShare() {
    RunSpec digits = SpecReader.read("digits", Map.of());
    Experiment nothing = new Experiment("nothing", List.of());
    assertEquals(Double.NaN, new ProgressFold(nothing).share());
    ProgressFold begun = new ProgressFold(digits.experiment());
    assertEquals(0, begun.share());
  }
}
