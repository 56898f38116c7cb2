package org.ontogeny.actors.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jetbrains.bio.npy.NpyArray;
import org.jetbrains.bio.npy.NpzEntry;
import org.jetbrains.bio.npy.NpzFile;
import org.ontogeny.actors.checkpoint.NumpyFile;
import org.ontogeny.actors.checkpoint.WholeFile;
import org.ontogeny.engine.event.Fact;
import org.ontogeny.engine.network.Network;
import org.ontogeny.engine.network.Population;
import org.ontogeny.engine.network.Projection;
import org.ontogeny.engine.stage.Snapshots;

/**
 * A snapshot in a file that {@code numpy.load} opens; equal snapshots are equal files.
 *
 * <pre>
 *  &lt;projection&gt;.post    int32    [fields]            original indices of neurons, ascending
 *  &lt;projection&gt;.weight  float32  [fields, pre]       0 where no synapse lives
 *  &lt;projection&gt;.alive   int8     [fields, pre]       1 alive, 0 not alive, -1 never possible
 *  &lt;population&gt;.bias    float32  [neurons]           NaN where the neuron died
 *  &lt;population&gt;.alive   int8     [neurons]           1 alive, 0 dead
 *  &lt;population&gt;.state   int8     [neurons, chains]   1 active, 0 not
 *  &lt;population&gt;.rate    float32  [neurons]           0 to 1; NaN where the neuron died
 * </pre>
 */
public final class SnapshotFile {

  private static final int CHUNK = 1 << 18; // values that are read at a time

  private SnapshotFile() {}

  /**
   * Writes a snapshot, in place of one of the same name; it is on the disk afterwards.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public static void write(Path file, SnapshotArrays arrays) {
    WholeFile.write(
        file,
        out -> {
          try (ArrayArchive archive = new ArrayArchive(out)) {
            for (Map.Entry<String, SnapshotArrays.Fields> entry : arrays.projections().entrySet()) {
              put(archive, entry.getKey(), entry.getValue());
            }
            for (Map.Entry<String, SnapshotArrays.Neurons> entry :
                arrays.populations().entrySet()) {
              put(archive, entry.getKey(), entry.getValue());
            }
          }
        });
  }

  private static void put(ArrayArchive archive, String name, SnapshotArrays.Fields fields)
      throws IOException {
    int count = fields.post().length;
    archive.put(name + ".post", fields.post(), count);
    archive.put(name + ".weight", fields.weight(), count, fields.pres());
    archive.put(name + ".alive", fields.alive(), count, fields.pres());
  }

  private static void put(ArrayArchive archive, String name, SnapshotArrays.Neurons neurons)
      throws IOException {
    int count = neurons.bias().length;
    archive.put(name + ".bias", neurons.bias(), count);
    archive.put(name + ".alive", neurons.alive(), count);
    archive.put(name + ".state", neurons.state(), count, neurons.chains());
    archive.put(name + ".rate", neurons.rate(), count);
  }

  /**
   * Reads a snapshot back.
   *
   * @param network that it was made of
   * @throws java.io.UncheckedIOException if the file cannot be read, or holds no arrays of this
   *     network
   */
  public static SnapshotArrays read(Path file, Network network) {
    return NumpyFile.read(file, reader -> arrays(reader, network));
  }

  private static SnapshotArrays arrays(NpzFile.Reader reader, Network network) {
    Set<String> names =
        reader.introspect().stream().map(NpzEntry::getName).collect(Collectors.toSet());
    Map<String, SnapshotArrays.Fields> projections = new LinkedHashMap<>();
    for (Projection projection : network.projections()) {
      if (names.contains(projection.name() + ".post")) {
        projections.put(projection.name(), fields(reader, projection));
      }
    }
    Map<String, SnapshotArrays.Neurons> populations = new LinkedHashMap<>();
    for (Population population : network.populations()) {
      if (names.contains(population.name() + ".state")) {
        populations.put(population.name(), neurons(reader, population));
      }
    }
    return new SnapshotArrays(projections, populations);
  }

  private static SnapshotArrays.Fields fields(NpzFile.Reader reader, Projection projection) {
    String name = projection.name();
    int pres = projection.pre().neurons();
    int[] post = reader.get(name + ".post", CHUNK).asIntArray();
    return new SnapshotArrays.Fields(
        post,
        pres,
        array(reader, name + ".weight", post.length, pres).asFloatArray(),
        array(reader, name + ".alive", post.length, pres).asByteArray());
  }

  private static SnapshotArrays.Neurons neurons(NpzFile.Reader reader, Population population) {
    String name = population.name();
    int count = population.neurons();
    int chains = reader.get(name + ".state", CHUNK).getShape()[1];
    return new SnapshotArrays.Neurons(
        array(reader, name + ".bias", count).asFloatArray(),
        array(reader, name + ".alive", count).asByteArray(),
        array(reader, name + ".state", count, chains).asByteArray(),
        array(reader, name + ".rate", count).asFloatArray());
  }

  private static NpyArray array(NpzFile.Reader reader, String name, int... shape) {
    NpyArray array = reader.get(name, CHUNK);
    if (!Arrays.equals(array.getShape(), shape)) {
      throw new IllegalArgumentException(
          "expected %s to have the shape %s, found %s"
              .formatted(name, Arrays.toString(shape), Arrays.toString(array.getShape())));
    }
    return array;
  }

  /** Names of the arrays of a snapshot, in the order of the file. */
  static List<String> names(Network network, Fact.Snapshot snapshot) {
    List<String> names = new ArrayList<>();
    for (Projection projection : network.projections()) {
      if (snapshot.fields().getOrDefault(projection.name(), 0) > 0) {
        List.of("post", "weight", "alive").forEach(a -> names.add(projection.name() + "." + a));
      }
    }
    for (Population population : network.populations()) {
      if (Snapshots.shows(population)) {
        List.of("bias", "alive", "state", "rate")
            .forEach(a -> names.add(population.name() + "." + a));
      }
    }
    return names;
  }

  /**
   * Reads a file against its checksums.
   *
   * @param snapshot that it must hold
   * @return what is wrong, a sentence; empty if nothing is
   */
  public static Optional<String> damage(Path file, Network network, Fact.Snapshot snapshot) {
    if (!Files.exists(file)) {
      return Optional.of("snapshot %s is missing".formatted(file));
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> expected = names(network, snapshot).stream().map(name -> name + ".npy").toList();
      List<String> found = zip.stream().map(ZipEntry::getName).toList();
      if (!found.equals(expected)) {
        return Optional.of(
            "snapshot %s: expected the arrays %s, found %s".formatted(file, expected, found));
      }
      for (ZipEntry entry : Collections.list(zip.entries())) {
        long crc = crc(zip, entry);
        if (crc != entry.getCrc()) {
          return Optional.of(
              "snapshot %s: expected %s with the CRC-32 %08x, found one with %08x"
                  .formatted(file, entry.getName(), entry.getCrc(), crc));
        }
      }
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) { // names that are no text are the latter
      return Optional.of("snapshot %s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  private static long crc(ZipFile zip, ZipEntry entry) throws IOException {
    CRC32 crc = new CRC32();
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return crc.getValue();
  }
}
