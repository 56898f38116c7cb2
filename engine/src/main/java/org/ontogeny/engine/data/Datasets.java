package org.ontogeny.engine.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.ontogeny.engine.random.Purpose;

/** The data sets by name. */
public final class Datasets {

  /** MNIST: 60,000 + 10,000 handwritten digits. */
  public static final String MNIST = "mnist";

  /** Fashion-MNIST: 60,000 + 10,000 articles of clothing. */
  public static final String FASHION_MNIST = "fashion-mnist";

  /** Every name that {@link #load} knows. */
  public static final List<String> NAMES = List.of(Digits.NAME, MNIST, FASHION_MNIST, Noise.NAME);

  private static final Set<String> DRAWN = Set.of(Digits.NAME, Noise.NAME);

  private static final int DRAWN_TRAIN = 60_000; // as many as MNIST has
  private static final int DRAWN_TEST = 10_000;

  private Datasets() {}

  /**
   * As {@link #loadFrom}; the folder is what {@code --data} says or, where that is empty, the
   * environment variable {@code ONTOGENY_DATA}.
   */
  public static Dataset load(
      String name, int side, int trainLimit, int testLimit, long seed, Optional<Path> dataDir) {
    Optional<DataDirectory> directory = DataDirectory.find(dataDir, System.getenv());
    return loadFrom(name, side, trainLimit, testLimit, seed, directory);
  }

  /**
   * A data set ready for use, with binary states.
   *
   * @see #loadFrom(String, int, Values, int, int, long, Optional)
   */
  public static Dataset loadFrom(
      String name,
      int side,
      int trainLimit,
      int testLimit,
      long seed,
      Optional<DataDirectory> directory) {
    return loadFrom(name, side, Values.BINARY, trainLimit, testLimit, seed, directory);
  }

  /**
   * A data set ready for use, in an order that the seed fixes.
   *
   * <p>Where states are binary, drawn images are on where at least half inked; images from files
   * are binarised at the mean of their whole split. Those are then shuffled with a key of the seed,
   * then limited, so that neither the limit nor the order of the file shows in the share of a class
   * or in the threshold.
   *
   * @param name one of {@link #NAMES}
   * @param side pixels of width and height: 8 to 64 for digits, an even number up to 28 for files
   * @param values which states
   * @param trainLimit number of training examples; 0 means all
   * @param testLimit number of test examples; 0 means all
   * @param seed random seed of drawing or of the order
   * @param directory holds the folder of the set; empty is well for those that are drawn
   * @throws DataException if the name is unknown, a limit exceeds the set, the side is impossible,
   *     no folder is given or a file is not what it claims to be
   */
  public static Dataset loadFrom(
      String name,
      int side,
      Values values,
      int trainLimit,
      int testLimit,
      long seed,
      Optional<DataDirectory> directory) {
    return switch (name) {
      case Digits.NAME, Noise.NAME -> draw(name, side, values, trainLimit, testLimit, seed);
      case MNIST, FASHION_MNIST -> read(name, side, values, trainLimit, testLimit, seed, directory);
      default ->
          throw new DataException(
              "unknown data set '%s': expected one of %s"
                  .formatted(name, String.join(", ", NAMES)));
    };
  }

  /** The names that can be loaded: what is drawn and what has a folder in the directory. */
  public static List<String> available(Optional<DataDirectory> directory) {
    return NAMES.stream()
        .filter(name -> DRAWN.contains(name) || directory.filter(d -> d.has(name)).isPresent())
        .toList();
  }

  /** How images are made that are read from no file. */
  private interface Drawing {
    Images draw(long seed, int split, int count, int side);
  }

  private static Dataset draw(
      String name, int side, Values values, int trainLimit, int testLimit, long seed) {
    int train = limit(name, "training", trainLimit, DRAWN_TRAIN);
    int test = limit(name, "test", testLimit, DRAWN_TEST);
    Preprocessing preprocessing = preprocessing(side, values, Binarisation.HALF);
    Drawing drawing = name.equals(Digits.NAME) ? Digits::draw : Noise::draw;
    return new Dataset(
        name,
        preprocessing.apply(drawing.draw(seed, Digits.TRAIN, train, side)),
        preprocessing.apply(drawing.draw(seed, Digits.TEST, test, side)),
        preprocessing,
        new Provenance.Drawn(
            name, name.equals(Digits.NAME) ? Digits.VERSION : Noise.VERSION, seed));
  }

  private static Dataset read(
      String name,
      int side,
      Values values,
      int trainLimit,
      int testLimit,
      long seed,
      Optional<DataDirectory> directory) {
    IdxFiles files =
        IdxFiles.read(
            directory.orElseThrow(
                () ->
                    new DataException(
                        "data set '%s' is read from files: say where with --data DIR or %s=DIR, such that DIR/%s/%s exists"
                            .formatted(
                                name,
                                DataDirectory.VARIABLE,
                                name,
                                IdxFiles.TRAIN_IMAGES + ".gz"))),
            name);
    int train = limit(name, "training", trainLimit, files.train().size());
    int test = limit(name, "test", testLimit, files.test().size());
    Preprocessing preprocessing = preprocessing(side, values, Binarisation.MEAN);
    return new Dataset(
        name,
        preprocessing.apply(files.train()).pick(order(seed, 0, files.train().size(), train)),
        preprocessing.apply(files.test()).pick(order(seed, 1, files.test().size(), test)),
        preprocessing,
        new Provenance.Read(files.sources()));
  }

  private static Preprocessing preprocessing(int side, Values values, Binarisation binary) {
    return new Preprocessing(side, values == Values.BINARY ? binary : Binarisation.NONE);
  }

  private static int[] order(long seed, int split, int size, int limit) {
    int[] shuffled = Shuffle.permutation(Purpose.ORDER.key(seed, split), size);
    return IntStream.range(0, limit).map(i -> shuffled[i]).toArray();
  }

  private static int limit(String name, String split, int limit, int size) {
    if (limit < 0 || limit > size) {
      throw new DataException(
          "%s has %d %s examples, so that a limit must be 0 (all) to %d but is %d"
              .formatted(name, size, split, size, limit));
    }
    return limit == 0 ? size : limit;
  }
}
