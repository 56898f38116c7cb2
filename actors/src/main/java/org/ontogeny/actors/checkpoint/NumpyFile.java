package org.ontogeny.actors.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jetbrains.bio.npy.NpyArray;
import org.jetbrains.bio.npy.NpzEntry;
import org.jetbrains.bio.npy.NpzFile;

/**
 * Arrays in a file that {@code numpy.load} opens. Those of a network are called
 *
 * <pre>
 *  &lt;projection&gt;.weight   float32  [pre, post]   0 where no synapse lives
 *  &lt;projection&gt;.alive    int8     [pre, post]   1 alive, 0 pruned, -1 never existed
 *  &lt;population&gt;.bias     float32  [neurons]     NaN where the neuron died
 * </pre>
 *
 * with original indices, little-endian. The file appears under its name when it is complete.
 */
public final class NumpyFile {

  private static final String WEIGHT = ".weight";
  private static final String ALIVE = ".alive";
  private static final String BIAS = ".bias";
  private static final int CHUNK = 1 << 18; // values that are read at a time

  private NumpyFile() {}

  /** What fills a file. */
  private interface Content {
    void write(NpzFile.Writer writer);
  }

  /** Writes the arrays of a network. */
  public static void write(Path file, NetworkArrays arrays) {
    write(
        file,
        writer -> {
          arrays
              .projections()
              .forEach(
                  (name, weights) -> {
                    int[] shape = {weights.pres(), weights.posts()};
                    writer.write(name + WEIGHT, weights.weight(), shape, ByteOrder.LITTLE_ENDIAN);
                    writer.write(name + ALIVE, weights.alive(), shape);
                  });
          arrays
              .biases()
              .forEach(
                  (name, bias) ->
                      writer.write(
                          name + BIAS, bias, new int[] {bias.length}, ByteOrder.LITTLE_ENDIAN));
        });
  }

  /**
   * Writes one array.
   *
   * @param values row-major, [rows, columns]
   */
  public static void write(Path file, String name, float[] values, int rows, int columns) {
    int[] shape = {rows, columns};
    write(file, writer -> writer.write(name, values, shape, ByteOrder.LITTLE_ENDIAN));
  }

  private static void write(Path file, Content content) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path unfinished = folder.resolve("." + file.getFileName() + ".part");
      try {
        try (NpzFile.Writer writer = NpzFile.write(unfinished, true)) {
          content.write(writer);
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /**
   * Reads the arrays of a network.
   *
   * @throws UncheckedIOException if the file cannot be read or is not one of arrays
   */
  public static NetworkArrays read(Path file) {
    return read(file, NumpyFile::network);
  }

  /**
   * Reads one array.
   *
   * @return its values, row-major
   * @throws UncheckedIOException if the file cannot be read or has no such array
   */
  public static float[] array(Path file, String name) {
    return read(file, reader -> reader.get(name, CHUNK).asFloatArray());
  }

  /**
   * Reads whatever is wanted of a file.
   *
   * @param wanted takes it out
   * @throws UncheckedIOException if the file cannot be read, or what is wanted is not in it
   */
  public static <T> T read(Path file, Function<NpzFile.Reader, T> wanted) {
    try (NpzFile.Reader reader = NpzFile.read(file)) {
      return wanted.apply(reader);
    } catch (Exception e) {
      // the library, written in a language without checked exceptions, throws of many kinds
      IOException cause = e instanceof IOException known ? known : new IOException(e);
      throw new UncheckedIOException("cannot read arrays from " + file, cause);
    }
  }

  private static NetworkArrays network(NpzFile.Reader reader) {
    Map<String, NetworkArrays.Weights> projections = new LinkedHashMap<>();
    Map<String, float[]> biases = new LinkedHashMap<>();
    List<String> names = reader.introspect().stream().map(NpzEntry::getName).toList();
    for (String name : names) {
      if (name.endsWith(WEIGHT)) {
        String projection = name.substring(0, name.length() - WEIGHT.length());
        projections.put(projection, weights(reader, projection));
      } else if (name.endsWith(BIAS)) {
        String population = name.substring(0, name.length() - BIAS.length());
        biases.put(population, reader.get(name, CHUNK).asFloatArray());
      }
    }
    return new NetworkArrays(projections, biases);
  }

  private static NetworkArrays.Weights weights(NpzFile.Reader reader, String projection) {
    NpyArray weight = reader.get(projection + WEIGHT, CHUNK);
    NpyArray alive = reader.get(projection + ALIVE, CHUNK);
    return new NetworkArrays.Weights(
        weight.getShape()[0], weight.getShape()[1], weight.asFloatArray(), alive.asByteArray());
  }
}
