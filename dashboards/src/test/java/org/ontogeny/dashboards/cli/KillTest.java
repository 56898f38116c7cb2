package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ontogeny.dashboards.soak.KillSoak;
import org.ontogeny.dashboards.soak.Trial;

/** A short form of {@code ontogeny soak kills}. */
class KillTest {

  @TempDir Path folder;

  @Test
  void runsWhoseProcessesAreKilledEndAsIfNothingHadHappened() throws Exception {
    Path experiment = TinyExperiment.write(folder, "tiny.conf", 200);
    KillSoak soak = new KillSoak(Main.class.getName(), experiment.toString(), folder, 2, 1);
    assertTrue(soak.runUndisturbed().events() > 0);
    List<Trial> trials = soak.run(3, trial -> {});
    for (Trial trial : trials) {
      assertEquals(List.of(), trial.differences());
      assertFalse(trial.kills().isEmpty());
    }
    assertFalse(Files.exists(soak.folder()), "what ended the same is deleted");
  }
}
