package org.ontogeny.engine.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.engine.data.Mixture;
import org.ontogeny.engine.data.Values;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.pruning.PruningRule;
import org.ontogeny.engine.pruning.neuron.DeadEnds;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Hazard;
import org.ontogeny.engine.stage.InitialWeight;
import org.ontogeny.engine.stage.Measure;
import org.ontogeny.engine.stage.Rounds;
import org.ontogeny.engine.stage.Schedule;
import org.ontogeny.engine.stage.Setting;
import org.ontogeny.engine.stage.Snapshots;
import org.ontogeny.engine.stage.Stage;
import org.ontogeny.engine.stage.Train;

class SpecReaderTest {

  @TempDir private Path folder;

  private RunSpec read(Map<String, String> overrides) throws IOException {
    Path file = folder.resolve("mine.conf");
    Files.write(file, SpecTexts.lines());
    return SpecReader.read(file.toString(), overrides);
  }

  @Test
  void whatIsSaidIsRead() throws IOException {
    RunSpec spec = read(Map.of());
    assertEquals("mine", spec.experiment().name());
    assertEquals(5, spec.seed());
    assertEquals(new RunSpec.Data("digits", 8, 60, 30, 1), spec.data());
    assertEquals(new Ensemble("examples", 1, 5, 2, false), spec.examples());
    assertEquals(
        List.of("visible-h1", "h1-h2"),
        spec.network().projections().stream().map(Projection::name).toList());
  }

  /** The defaults that the reader's documentation promises. */
  @Test
  void whatIsNotSaidHasADefault() throws IOException {
    RunSpec spec = read(Map.of());
    assertEquals("auto", spec.backend());
    assertEquals(new Population("visible", 64, 1, true, 8), spec.network().visible());
    assertEquals(new Population("h1", 6, 2, false, 0), spec.network().population("h1"));
    assertEquals(Projection.FULL, spec.network().projection("h1-h2").radius());
    assertEquals(new Ensemble("chains", 2, 100, 2, true), spec.chains());
    assertEquals(new Ensemble("evaluation", 3, 500, 4, false), spec.evaluation());
    assertEquals(new Setting.MeanField(10, 1e-3f), spec.meanField());
    assertEquals(Map.of("visible", -1f, "h1", -2f, "h2", -2f), spec.birth().bias());
    InitialWeight weight = InitialWeight.normal(0.1f);
    assertEquals(Map.of("visible-h1", weight, "h1-h2", weight), spec.birth().weight());
    assertEquals(5, spec.birth().seed());
    Learning learning = new Learning(0.05f, 0.5f, Momentum.Mode.CLASSIC, 0, 0);
    Schedule schedule = new Schedule(1000, learning, 0.05f);
    List<Stage> stages = spec.experiment().stages();
    assertEquals(new Train("train", 20, 1, schedule), stages.get(0));
    assertEquals(
        new Rounds(
            "rounds",
            2,
            new Measure(50, 100, 5),
            PruningRule.of(Criteria.FISHER, new Hazard(0.1, 0.5, 1, 1e-6), 0),
            List.of("visible-h1", "h1-h2"),
            DeadEnds.ANY_SIDE,
            true,
            false,
            new Train("retrain", 20, 1, schedule),
            Set.of(Rounds.Control.RANDOM)),
        stages.get(1));
  }

  @Test
  void overridesReplaceValues() throws IOException {
    RunSpec spec =
        read(
            Map.of(
                "seed", "7",
                "mean-field.passes", "3",
                "description", "other digits",
                "ensembles.chains", "{ columns = 9, shards = 3 }"));
    assertEquals(7, spec.seed());
    assertEquals(3, spec.meanField().passes());
    assertEquals("other digits", spec.description());
    assertEquals(new Ensemble("chains", 2, 9, 3, true), spec.chains());
  }

  private static void assertReadsAgain(RunSpec spec, Path file) throws IOException {
    Files.writeString(file, spec.resolved());
    assertEquals(spec, SpecReader.readResolved(file));
  }

  /** What a run keeps means the same run; equality includes the resolved text. */
  @Test
  void resolvedSpecificationReadsAgain() throws IOException {
    assertReadsAgain(read(Map.of()), folder.resolve("resolved.conf"));
    assertReadsAgain(read(Map.of("seed", "11")), folder.resolve("resolved.conf"));
  }

  @Test
  void snapshotsComeAtEndsUnlessSomethingElseIsSaid() throws IOException {
    assertEquals(new Snapshots(true, 0, 64), read(Map.of()).experiment().snapshots());
    assertEquals(
        new Snapshots(false, 500, 9),
        read(Map.of("snapshots", "{ ends = false, every = 500, fields = 9 }"))
            .experiment()
            .snapshots());
  }

  /** It has to compute the same events again, and to go on by such. */
  @Test
  void aRunFromBeforeThereWereSnapshotsHasNone() throws IOException {
    Path file = folder.resolve("experiment.conf");
    String resolved = read(Map.of()).resolved();
    String before = resolved.replaceAll("snapshots *\\{[^}]*}", "");
    assertNotEquals(resolved, before);
    Files.writeString(file, before);
    assertEquals(
        new Snapshots(false, 0, 64), SpecReader.readResolved(file).experiment().snapshots());
    assertEquals(
        new Snapshots(false, 30, 64),
        SpecReader.readResolved(file, Map.of("snapshots.every", "30")).experiment().snapshots());
    assertEquals(5, SpecReader.readResolved(file).seed());
  }

  /** Such runs saw the binary examples of one set as they are. */
  @Test
  void aRunFromBeforeThereWereMixturesHasNone() throws IOException {
    Path file = folder.resolve("experiment.conf");
    String resolved = read(Map.of()).resolved();
    String before =
        resolved
            .replaceAll("mixture *\\{[^}]*}", "")
            .replaceAll("(?m)^ *\"?(values|noise|random-labels|transfer)\"?=.*$", "");
    assertEquals(List.of(), before.lines().filter(line -> line.contains("noise")).toList());
    assertEquals(
        List.of(),
        before.lines().filter(line -> line.matches(".*(values|transfer|mix).*")).toList());
    Files.writeString(file, before);
    assertEquals(new RunSpec.Data("digits", 8, 60, 30, 1), SpecReader.readResolved(file).data());
  }

  @Test
  void whatIsSaidOfDataIsRead() throws IOException {
    Path file = folder.resolve("resolved.conf");
    RunSpec spec =
        read(
            Map.of(
                "data.values", "grey",
                "data.mixture", "{ set = noise, share = 0.15, mix = batch }",
                "data.random-labels", "true",
                "data.noise", "0.2",
                "data.transfer", "fashion-mnist"));
    assertEquals(
        new RunSpec.Data(
            "digits",
            8,
            Values.GREY,
            60,
            30,
            1,
            Optional.of(new Mixture("noise", 0, 0.15, Mixture.Mix.BATCH)),
            true,
            0.2,
            Optional.of("fashion-mnist")),
        spec.data());
    assertReadsAgain(spec, file);
  }

  /** Every value that a run uses is in the text that it keeps. */
  @Test
  void resolvedSpecificationNamesEveryValue() throws IOException {
    String resolved = read(Map.of()).resolved();
    for (String key :
        List.of("momentum", "burn-in", "sweeps", "tolerance", "shards", "floor", "grace", "die")) {
      assertTrue(resolved.contains(key + "="), key + " in " + resolved);
    }
  }
}
