package org.ontogeny.actors.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.actors.checkpoint.CheckpointFile;
import org.ontogeny.engine.checkpoint.Checkpoint;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.execution.Executor;
import org.ontogeny.engine.execution.Group;
import org.ontogeny.engine.execution.Groups;
import org.ontogeny.engine.execution.SequentialExecutor;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Development;
import org.ontogeny.engine.stage.Fences;
import org.ontogeny.engine.stage.Progress;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.reference.ReferenceKernels;

/** Masks that are trained anew on a second set, by actors and from checkpoints on the disk. */
@Timeout(300)
class AnewRunTest {

  private static final Kernels KERNELS = new ReferenceKernels();

  private static final RunSpec SPEC =
      SpecReader.read(
          "stothers-architecture-ci",
          Map.of(
              "data.train", "200",
              "data.test", "50",
              "data.transfer", "noise",
              "readout.train", "50",
              "stages.0.cycles", "160",
              "stages.0.quota.share", "0.016",
              "stages.0.growing.cycles", "100",
              "stages.2.examples", "transfer",
              "stages.2.learn.updates", "30",
              "stages.2.evaluate-every", "8"));

  private static final Dataset DATA = Run.load(SPEC, Optional.empty());

  @TempDir private Path folder;

  private static List<Group> groups(Checkpoint from) {
    return Groups.of(from.network().groups(), SPEC.network(), SPEC.seed(), KERNELS);
  }

  private static List<String> develop(Executor executor, Checkpoint from, Fences fences) {
    List<String> events = new ArrayList<>();
    try (executor) {
      new Development(
              SPEC.setting(DATA),
              from,
              SPEC.setting(DATA).batches(),
              executor,
              event -> events.add(CanonicalJson.line(event)),
              Progress.NONE)
          .develop(SPEC.experiment(), fences);
    }
    return events;
  }

  private static List<String> inOneThread(Checkpoint from, Fences fences) {
    return develop(new SequentialExecutor(SPEC.network(), groups(from)), from, fences);
  }

  private static Checkpoint born() {
    return Checkpoint.of(SPEC.birth().of(SPEC.network()));
  }

  @Test
  void actorsDoWhatOneThreadDoes() {
    List<String> expected = inOneThread(born(), Fences.UNWATCHED);
    assertEquals(
        3 * 4, // courses, each with four evaluations
        expected.stream()
            .filter(event -> event.contains("\"anew/") && event.contains("accuracy-transfer"))
            .count());
    Executor actors =
        ActorExecutor.start(
            SPEC.network(),
            groups(born()),
            Arrangement.of(3),
            ConfigFactory.empty(),
            UnaryOperator.identity());
    assertEquals(expected, develop(actors, born(), Fences.UNWATCHED));
  }

  @Test
  void aFileInTheMiddleOfACourseGoesOn() {
    Map<String, Checkpoint> kept = new HashMap<>();
    List<String> expected =
        inOneThread(
            born(),
            reached -> {
              if (reached.stage().equals("anew/random/learn")) {
                kept.put("at " + reached.place(), reached.checkpoint());
              }
            });
    assertTrue(kept.size() > 5, kept.size() + " fences");
    kept.forEach(
        (place, checkpoint) -> {
          Path file = folder.resolve(place);
          CheckpointFile.write(file, checkpoint);
          Checkpoint read = CheckpointFile.read(file);
          int seq = (int) read.seq();
          assertEquals(
              expected.subList(seq, expected.size()),
              inOneThread(read, Fences.UNWATCHED),
              "from " + place);
        });
  }
}
