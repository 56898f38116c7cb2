package org.ontogeny.dashboards.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ontogeny.actors.checkpoint.NetworkArrays;
import org.ontogeny.actors.journal.JournalReader;
import org.ontogeny.actors.run.Inspection;
import org.ontogeny.actors.run.RunDirectory;
import org.ontogeny.actors.snapshot.SnapshotFolder;
import org.ontogeny.engine.event.CanonicalJson;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecReader;

/**
 * What a run that has ended left behind.
 *
 * @param events in its journal
 * @param sha256 of its canonical export
 * @param checkpoint its last one: all weights, masks, learning state, chains and counters
 * @param arrays weights and masks at the end
 * @param snapshots files of its snapshots, in order
 * @param wrong what an inspection of the run found, a sentence each
 */
record Remains(
    long events,
    String sha256,
    Path checkpoint,
    NetworkArrays arrays,
    List<Path> snapshots,
    List<String> wrong) {

  private static final int STEPS = 20; // at which an inspection compares masks

  static Remains of(RunDirectory directory) {
    RunSpec spec = SpecReader.readResolved(directory.specification());
    try (JournalReader journal = JournalReader.open(directory.path())) {
      return new Remains(
          journal.last(),
          CanonicalJson.sha256(journal.events(1).map(CanonicalJson::line)),
          directory.checkpointFiles().get(0),
          NetworkArrays.of(spec.network(), directory.latest().orElseThrow().checkpoint().network()),
          new SnapshotFolder(directory.snapshots()).files(),
          wrong(Inspection.of(directory, spec, STEPS, spec.seed())));
    }
  }

  private static List<String> wrong(Inspection inspection) {
    if (inspection.isSound()) {
      return List.of();
    }
    List<String> wrong = new ArrayList<>(inspection.damages());
    inspection.replay().first().forEach(finding -> wrong.add(finding.toString()));
    return wrong;
  }

  /** In what this differs from what an undisturbed run left, and what is wrong with it besides. */
  List<String> differences(Remains undisturbed) {
    List<String> differences = new ArrayList<>(wrong);
    if (!sha256.equals(undisturbed.sha256)) {
      differences.add(
          "events: expected %d of SHA-256 %s, found %d of %s"
              .formatted(undisturbed.events, undisturbed.sha256, events, sha256));
    }
    undisturbed
        .arrays
        .projections()
        .forEach((name, weights) -> compare(name, weights, differences));
    for (Map.Entry<String, float[]> bias : undisturbed.arrays.biases().entrySet()) {
      if (!Arrays.equals(bits(bias.getValue()), bits(arrays.biases().get(bias.getKey())))) {
        differences.add("biases of " + bias.getKey());
      }
    }
    long place = mismatch(checkpoint, undisturbed.checkpoint);
    if (place >= 0) {
      differences.add(
          "last checkpoints, %s and %s, from byte %d on"
              .formatted(checkpoint, undisturbed.checkpoint, place));
    }
    compareSnapshots(undisturbed, differences);
    return differences;
  }

  private void compareSnapshots(Remains undisturbed, List<String> differences) {
    if (!names(snapshots).equals(names(undisturbed.snapshots))) {
      differences.add(
          "snapshots: expected %s, found %s"
              .formatted(names(undisturbed.snapshots), names(snapshots)));
      return;
    }
    for (int k = 0; k < snapshots.size(); k++) {
      if (mismatch(snapshots.get(k), undisturbed.snapshots.get(k)) >= 0) {
        differences.add("snapshot " + snapshots.get(k));
      }
    }
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> file.getFileName().toString()).toList();
  }

  private void compare(String name, NetworkArrays.Weights expected, List<String> differences) {
    NetworkArrays.Weights found = arrays.projections().get(name);
    if (!Arrays.equals(bits(expected.weight()), bits(found.weight()))) {
      differences.add("weights of " + name);
    }
    if (!Arrays.equals(expected.alive(), found.alive())) {
      differences.add("mask of " + name);
    }
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, k -> Float.floatToRawIntBits(values[k]));
    return bits;
  }

  private static long mismatch(Path one, Path other) {
    try {
      return Files.mismatch(one, other);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot compare %s and %s".formatted(one, other), e);
    }
  }
}
